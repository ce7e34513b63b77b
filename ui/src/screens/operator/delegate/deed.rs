//! One thing that is done with a delegate: its form, where it needs one, and its review.

use ballast_api::OwnDelegate;
use ballast_domain::{
    Action, Address,
    actions::{Update, UpdateWithBls, UpdateWithBlsAndPop},
    menu::{DelegateAction, DelegateAnswers},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    fields::{AddressField, AddressText, KeyField},
    own_delegates,
    payout::ClaimNote,
    portions::Portions,
    registration::{Registration, RegistrationFields},
    walk::{Walk, Walked, cancel},
};
use crate::{
    flows::delegates::place,
    kit::{
        components::{Again, AgainField, Button, EmptyState, Field, Glyph, Reading, Refused, ReviewButton, Skeleton},
        state::{Ground, KeptForm, app, staking, zanzibar},
    },
};

/// Does with a delegate what the path names.
#[component]
pub fn DelegateDeed() -> impl IntoView {
    let params = use_params_map();
    let own = own_delegates();
    let named = Memo::new(move |_| {
        let (name, deed) = params.with(|p| (place::named(p), p.get("deed").unwrap_or_default()));
        let deed = DelegateAction::ALL.into_iter().find(|d| d.name() == deed)?;
        Some((name, deed))
    });
    // Once: what is being typed outlives the blocks that pass meanwhile.
    let found = Memo::new(move |old: Option<&Option<(OwnDelegate, DelegateAction)>>| {
        let (name, deed) = named.get()?;
        if let Some(Some((own, of))) = old
            && own.row.name == name
            && *of == deed
        {
            return Some((own.clone(), deed));
        }
        let is_it = |own: &&OwnDelegate| own.row.name == name;
        own.value
            .with(|o| o.as_ref()?.value.iter().find(is_it).cloned())
            .map(|own| (own, deed))
    });
    let title = move || {
        named
            .get()
            .map(|(name, deed)| format!("{name}: {}", deed.word().to_lowercase()))
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>{title}</h1>
            </div>
            <Reading of=own test="deed-unread" waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }>
                {move || match found.get() {
                    Some((own, DelegateAction::SetPortions)) => view! { <Portions own /> }.into_any(),
                    Some((own, deed)) => view! { <Form own deed /> }.into_any(),
                    None => {
                        view! {
                            <section class="card">
                                <EmptyState
                                    glyph=Glyph::Delegates
                                    title="There is nothing to do here"
                                    text="No account of this wallet owns or operates such a delegate, or there is no such action."
                                    test="deed-none"
                                />
                            </section>
                        }
                            .into_any()
                    }
                }}
            </Reading>
        </div>
    }
}

/// What the form of a deed holds; each deed uses its part.
#[derive(Clone, Copy)]
struct Fields {
    of: Registration,
    to: AddressText,
    again: Again,
    bucket: RwSignal<String>,
}

impl Fields {
    fn new(form: &KeptForm, own: &OwnDelegate) -> Self {
        let suitable = own.suitable.first().map(|b| b.id.index.to_string());
        let to = AddressText::of(form, "to", None);
        let (operator, reward) = (Some(own.row.operator), Some(own.row.reward));
        // Since Zanzibar a key stays that is not told anew, and one that is takes its proof.
        let key = own.bls_key.filter(|_| untrack(zanzibar) != Some(true));
        Self {
            of: Registration::of(form, &own.row.name, operator, reward, key),
            to,
            again: Again::new(Signal::derive(move || to.address())),
            bucket: form.text("bucket", suitable.unwrap_or_default()),
        }
    }

    /// What was told so far.
    fn told(self, own: &OwnDelegate) -> DelegateAnswers {
        let of = self.of;
        let registration = || -> Option<Action> {
            let (name, operator, reward) = (of.name.get(), of.operator.address()?, of.reward.address()?);
            Some(match of.key.told()? {
                None => Update { name, operator, reward }.into(),
                Some((bls_key, None)) => UpdateWithBls {
                    name,
                    operator,
                    reward,
                    bls_key,
                }
                .into(),
                Some((bls_key, Some(proof))) => UpdateWithBlsAndPop {
                    name,
                    operator,
                    reward,
                    bls_key,
                    proof,
                }
                .into(),
            })
        };
        let reward = own.row.reward;
        DelegateAnswers {
            registration: registration(),
            bucket: self.bucket.with(|b| b.trim().parse().ok()),
            to: self.to.address(),
            claims: own.unclaimed,
            reward,
            signs_for_reward: app().accounts().iter().any(|a| a.address == reward && a.can_sign()),
        }
    }
}

#[component]
fn Form(own: OwnDelegate, deed: DelegateAction) -> impl IntoView {
    let kept = KeptForm::of(format_args!("delegate/{}/{}", own.row.name, deed.name()));
    let asks = deed.asks();
    let walk = match asks {
        true => Walk::of(&kept),
        false => Walk::new(),
    };
    let fields = Fields::new(&kept, &own);
    let (left, cancel) = (kept.clone(), cancel(kept));
    let (owned, id) = (own.owned, own.row.id);
    let own = StoredValue::new(own);
    let action = move || own.with_value(|own| deed.action(own.account, &fields.told(own)));
    let confirmed = move || deed != DelegateAction::Give || fields.again.is_done();
    let wish = Memo::new(move |_| action());
    let by = Signal::derive(move || wish.get().map(|(account, _)| account));
    let touches = move || {
        let of = |(account, action): &(Address, Action)| action.touches(*account);
        wish.with(|wish| wish.as_ref().map(of)).unwrap_or_default()
    };
    let ground = Ground::new(by, touches);
    // By the rules themselves: each key is answered at once.
    let refusal = Memo::new(move |_| wish.with(|wish| ground.refusal(&wish.as_ref()?.1)));
    let propose = move || {
        if let Some((account, action)) = untrack(action) {
            walk.propose(account, action);
        }
    };
    if !asks {
        propose();
    }
    let claims = deed == DelegateAction::Claim;
    let paid = own.with_value(|own| own.pays.as_ref().map(|pays| pays.payout.mode));
    view! {
        {claims.then(|| view! { <ClaimNote paid /> })}
        <Walked walk form=left>
            <Show when=move || asks fallback=|| view! { <section class="card"><Skeleton size="tall" /></section> }>
                <form
                    class="card stack"
                    on:submit=move |event| {
                        event.prevent_default();
                        propose();
                    }
                >
                    {match deed {
                        DelegateAction::Update => view! { <Registered fields owned id /> }.into_any(),
                        DelegateAction::Activate => view! { <SelfStake fields own /> }.into_any(),
                        _ => {
                            view! {
                                <AddressField
                                    label="New owner"
                                    test="give-to"
                                    value=fields.to
                                    help="An account that has and had no delegate of its own. Its own self-stake ends with the change; an endorsement stays."
                                />
                                <AgainField again=fields.again test="give-again" what="a delegate" />
                            }
                                .into_any()
                        }
                    }}
                    <Refused refusal test="deed-refused" />
                    <div class="row at-end">
                        <Button test="deed-cancel" press=cancel>"Cancel"</Button>
                        <ReviewButton test="deed-review" ready=Signal::derive(move || wish.with(Option::is_some) && refusal.with(Option::is_none) && confirmed()) busy=walk.busy />
                    </div>
                </form>
            </Show>
        </Walked>
    }
}

/// The registration; an operator sees its key alone.
#[component]
fn Registered(fields: Fields, owned: bool, id: Address) -> impl IntoView {
    let prove_for = Signal::stored(Some(id));
    view! {
        <Show
            when=move || owned
            fallback=|| view! { <p class="sm mid">"Its operator may change its BLS key and nothing else."</p> }
        >
            <RegistrationFields of=fields.of test="update" />
        </Show>
        <KeyField value=fields.of.key prove_for />
    }
}

/// Which bucket becomes the self-stake.
#[component]
fn SelfStake(fields: Fields, own: StoredValue<OwnDelegate>) -> impl IntoView {
    let suitable = own.with_value(|own| {
        let numbers: Vec<_> = own.suitable.iter().map(|b| b.id.to_string()).collect();
        format!("Buckets that can be: {}.", numbers.join(", "))
    });
    let holds = untrack(staking).map(|of| format!(" holds at least {} IOTX,", of.min_self_stake.for_people()));
    view! {
        <Field label="Bucket" test="activate-bucket" value=fields.bucket mono=true help=suitable />
        <p class="sm mid">
            "It votes for this delegate," {holds} " and is the owner's own or endorses the delegate. The bucket's owner \
             endorses on the bucket's page."
        </p>
    }
}
