//! Where the chain pays an account's rewards for its votes: as it is set now, and the form that sets or clears it.

mod now;

use ballast_api::calls;
use ballast_domain::{Action, Address, Intent, Refusal, Rule, Touch, actions::SetVoterRewardDestination};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use self::now::{Goes, Now, goes};
use crate::{
    flows::review::{Asked, Review},
    kit::{
        components::{
            AddressField, Button, ButtonLink, EmptyState, ErrorPanel, Glyph, IntentForm, Refused, WatchedNote,
        },
        format::explain,
        state::{Ground, KeptForm, app, read},
    },
};

/// Of the account that the path names, one of the wallet's.
#[component]
pub fn RewardDestination() -> impl IntoView {
    let (app, params) = (app(), use_params_map());
    let account = Memo::new(move |_| {
        let named = params.with(|p| p.get_str("account").and_then(|text| text.parse::<Address>().ok()));
        named.filter(|named| app.accounts().iter().any(|a| a.address == *named))
    });
    view! {
        <div class="wrap">
            {move || match account.get() {
                Some(account) => view! { <Of account /> }.into_any(),
                None => view! { <NoAccount /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn NoAccount() -> impl IntoView {
    view! {
        <section class="card">
            <EmptyState
                glyph=Glyph::Key
                title="This is no account of the wallet"
                text="Where rewards go is said by the account that votes."
                test="rewards-none"
            >
                <ButtonLink href="/settings" test="rewards-to-accounts">"All accounts"</ButtonLink>
            </EmptyState>
        </section>
    }
}

#[component]
fn Of(account: Address) -> impl IntoView {
    let app = app();
    let kept = KeptForm::of(format_args!("rewards/{}", account.to_hex()));
    let to_text = kept.text("to", "");
    let asked = Asked::of(&kept);
    let Asked {
        proposal,
        failure,
        busy,
    } = asked;
    let now = read(move || {
        let touches = vec![Touch::Destination(account)];
        Some(calls::GetGround { account, touches })
    });
    let to = Memo::new(move |_| to_text.with(|text| app.whom(text)).ok());
    // The rules themselves answer each key; without one who is named, of a destination that is taken back.
    let action = Memo::new(move |_| -> Action {
        let recipient = to.get().unwrap_or(Address::ZERO);
        SetVoterRewardDestination { recipient }.into()
    });
    let ground = Ground::new(Signal::stored(Some(account)), move || {
        action.with(|action| action.touches(account))
    });
    let refusal = Memo::new(move |_| action.with(|action| ground.refusal(action)));
    let signs = Memo::new(move |_| app.signs_for(account));
    let ready = move || to.with(Option::is_some) && refusal.with(Option::is_none) && signs.get();

    let wished = StoredValue::new(None::<Address>);
    let wish = move |recipient: Address| {
        wished.set_value(Some(recipient));
        let action = SetVoterRewardDestination { recipient }.into();
        asked.propose(Intent { account, action });
    };
    let propose = Callback::new(move |()| {
        if let Some(to) = to.get_untracked() {
            wish(to);
        }
    });
    let again = asked.again(Callback::new(move |()| {
        if let Some(recipient) = wished.get_value() {
            wish(recipient);
        }
    }));
    let unset = Memo::new(move |_| goes(now, account) == Goes::Own);
    let cannot_clear = Signal::derive(move || busy.get() || unset.get() || !signs.get());
    let (navigate, left) = (use_navigate(), kept.clone());
    let cancel = Callback::new(move |()| {
        left.forget();
        navigate("/settings", Default::default());
    });
    let reviewing = Memo::new(move |_| proposal.with(Option::is_some));
    view! {
        <div class="row head">
            <h1>{move || if reviewing.get() { "Review" } else { "Where rewards go" }}</h1>
        </div>
        {move || failure.get().map(|failure| view! { <ErrorPanel failure again test="rewards-error" /> })}
        <div class:hidden=move || reviewing.get()>
            <div class="grid3">
                <IntentForm
                    test="rewards-review"
                    ready=Signal::derive(ready)
                    busy
                    propose
                    beside=move || {
                        view! {
                            <Button test="rewards-cancel" press=cancel>"Cancel"</Button>
                            <Button
                                test="rewards-clear"
                                press=move || wish(Address::ZERO)
                                disabled=cannot_clear
                                label="Clear: have them paid to the account itself again"
                            >
                                "Clear"
                            </Button>
                        }
                    }
                >
                    <AddressField
                        label="Pay them to"
                        test="rewards-to"
                        value=to_text
                        error=Signal::derive(move || refusal.with(of_recipient))
                        but=Signal::stored(Some(account))
                        help="Somebody of the address book, an own account, or any address"
                    />
                    <p class="sm mid">
                        "It is looked up whenever rewards are paid: a change counts for every payout after it, of eras that are over \
                         too. It holds for all delegates, and no further: where the recipient has its own rewards paid does not \
                         matter."
                    </p>
                    <Refused refusal=Signal::derive(move || refusal.with(otherwise)) test="rewards-refused" />
                    <WatchedNote
                        test="rewards-watched"
                        when=Signal::derive(move || !signs.get())
                        purpose="To change where its rewards go"
                    />
                </IntentForm>
                <Now account of=now />
            </div>
        </div>
        {move || {
            proposal
                .get()
                .map(|answer| {
                    let back = Callback::new(move |()| proposal.set(None));
                    view! { <Review proposal=answer back again busy forgets=vec![kept.clone()] /> }
                })
        }}
    }
}

/// The rule about who gets them, as a sentence under the field.
fn of_recipient(refusal: &Option<Refusal>) -> Option<String> {
    let refusal = refusal.as_ref().filter(|refusal| is_of_recipient(refusal.rule))?;
    Some(explain(refusal.rule))
}

/// The rule that forbids it and stands under no field.
fn otherwise(refusal: &Option<Refusal>) -> Option<Refusal> {
    refusal.clone().filter(|refusal| !is_of_recipient(refusal.rule))
}

const fn is_of_recipient(rule: Rule) -> bool {
    matches!(rule, Rule::ProtocolRecipient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_stands_under_the_field_or_under_the_form_and_never_twice() {
        for rule in [Rule::ProtocolRecipient, Rule::VotersNotYet, Rule::Balance] {
            let refusal = Some(Refusal::from(rule));
            assert_ne!(
                of_recipient(&refusal).is_some(),
                otherwise(&refusal).is_some(),
                "{rule:?}"
            );
        }
        assert!(of_recipient(&None).is_none() && otherwise(&None).is_none());
    }
}
