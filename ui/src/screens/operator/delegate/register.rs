//! The form that registers a delegate.

use ballast_domain::{
    Action, Address, Amount, BlsKey, BlsProof, Days, Refusal, Rule,
    actions::{Register as RegisterKeyless, RegisterWithBls, RegisterWithBlsAndPop},
};
use leptos::prelude::*;

use super::{
    fields::{AddressField, AddressText, KeyField},
    registration::{Registration, RegistrationFields},
    walk::{Walk, Walked, cancel},
};
use crate::kit::{
    components::{Button, Field, MoneyField, Refused, ReviewButton, Toggle},
    format::{explain, sentence, typed_days},
    state::{Ground, KeptForm, app, staking},
};

/// The rules that stand under the self-stake.
const OF_AMOUNT: [Rule; 2] = [Rule::RegisterAmount, Rule::Balance];
/// The rules that stand under its days.
const OF_DAYS: [Rule; 1] = [Rule::MaxDuration];

/// What the form holds.
#[derive(Clone, Copy)]
struct Form {
    of: Registration,
    owner: AddressText,
    amount: RwSignal<String>,
    days: RwSignal<String>,
    locked: RwSignal<bool>,
}

impl Form {
    fn new(form: &KeptForm, own: Option<Address>) -> Self {
        Self {
            of: Registration::of(form, "", None, own, None),
            owner: AddressText::of(form, "owner", own),
            amount: form.text("amount", "0"),
            days: form.text("days", "91"),
            locked: form.keep("locked", true),
        }
    }

    fn typed_amount(self) -> Result<Amount, String> {
        self.amount
            .with(|text| text.trim().parse())
            .map_err(|e: ballast_domain::AmountError| sentence(&e.to_string()))
    }

    fn typed_days(self) -> Result<Days, String> {
        self.days.with(|text| typed_days(text))
    }

    fn action(self) -> Option<Action> {
        let keyless = RegisterKeyless {
            name: self.of.name.get(),
            operator: self.of.operator.address()?,
            reward: self.of.reward.address()?,
            owner: self.owner.address()?,
            amount: self.typed_amount().ok()?,
            duration: self.typed_days().ok()?,
            locked: self.locked.get(),
            payload: Vec::new(),
        };
        Some(match self.of.key.told()? {
            None => keyless.into(),
            Some((bls_key, None)) => with_key(keyless, bls_key).into(),
            Some((bls_key, Some(proof))) => with_proof(keyless, bls_key, proof).into(),
        })
    }
}

/// The registration in the form of before Zanzibar.
fn with_key(of: RegisterKeyless, bls_key: BlsKey) -> RegisterWithBls {
    RegisterWithBls {
        name: of.name,
        operator: of.operator,
        reward: of.reward,
        owner: of.owner,
        amount: of.amount,
        duration: of.duration,
        locked: of.locked,
        bls_key,
        payload: of.payload,
    }
}

/// The registration in the form of since Zanzibar.
fn with_proof(of: RegisterKeyless, bls_key: BlsKey, proof: BlsProof) -> RegisterWithBlsAndPop {
    RegisterWithBlsAndPop {
        name: of.name,
        operator: of.operator,
        reward: of.reward,
        owner: of.owner,
        amount: of.amount,
        duration: of.duration,
        locked: of.locked,
        bls_key,
        proof,
        payload: of.payload,
    }
}

/// Registers a delegate by the account that acts: another account's form is another.
#[component]
pub fn RegisterDelegate() -> impl IntoView {
    let acting = Memo::new(move |_| app().acting().map(|a| a.address));
    move || view! { <Register account=acting.get() /> }
}

#[component]
fn Register(account: Option<Address>) -> impl IntoView {
    let app = app();
    let of = account.map(|a| a.to_hex()).unwrap_or_default();
    let kept = KeptForm::of(format_args!("register/{of}"));
    let walk = Walk::of(&kept);
    let form = Form::new(&kept, account);
    let left = kept.clone();
    let cancel = cancel(kept);
    let submit = move || {
        if let (Some(account), Some(action)) = (account, untrack(|| form.action())) {
            walk.propose(account, action);
        }
    };
    let ground = Ground::new(Signal::derive(move || app.acting().map(|a| a.address)), Vec::new);
    // By the rules themselves: each key is answered at once.
    let refusal = Memo::new(move |_| ground.refusal(&form.action()?));
    // The days say what is wrong with them, whether or not the account can pay.
    let of_days = Memo::new(move |_| ground.refusal_money_apart(&form.action()?));
    let under = move |refusal: Memo<Option<Refusal>>, rules: &'static [Rule]| {
        let found = refusal.get().filter(|r| rules.contains(&r.rule));
        found.map(|r| explain(r.rule))
    };
    let elsewhere = move || {
        refusal
            .get()
            .filter(|r| !OF_AMOUNT.contains(&r.rule) && !OF_DAYS.contains(&r.rule))
    };
    let ready = Signal::derive(move || {
        let named = form.of.name.with(|n| !n.is_empty());
        named && form.action().is_some() && refusal.with(Option::is_none) && app.acting().is_some()
    });
    let least = untrack(staking).map(|of| format!(", or at least {} IOTX", of.min_self_stake.for_people()));
    let of_amount = format!(
        "Nothing, to name or be endorsed by a bucket later{}",
        least.unwrap_or_default()
    );
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Register a delegate"</h1>
            </div>
            <Walked walk form=left>
                <form
                    class="grid2"
                    on:submit=move |event| {
                        event.prevent_default();
                        submit();
                    }
                >
                    <section class="card stack">
                        <h2>"Who it is"</h2>
                        <RegistrationFields
                            of=form.of
                            test="register"
                            between=move || {
                                view! {
                                    <AddressField
                                        label="Owner"
                                        test="register-owner"
                                        value=form.owner
                                        help="Controls the delegate, and owns its self-stake"
                                    />
                                }
                            }
                        />
                    </section>
                    <section class="card stack">
                        <h2>"Its key and its stake"</h2>
                        <KeyField value=form.of.key prove_for=Signal::derive(move || form.owner.address()) />
                        <MoneyField
                            label="Self-stake, IOTX"
                            test="register-amount"
                            value=form.amount
                            error=Signal::derive(move || form.typed_amount().err().or_else(|| under(refusal, &OF_AMOUNT)))
                            help=of_amount.clone()
                        />
                        <Field
                            label="Days"
                            test="register-days"
                            value=form.days
                            error=Signal::derive(move || form.typed_days().err().or_else(|| under(of_days, &OF_DAYS)))
                            help="From 91 days with stake-lock on, a self-stake counts 1.06 times"
                        />
                        <Toggle
                            label="Stake-lock"
                            help="While it is on, the days do not run."
                            test="register-lock"
                            on=form.locked
                            change=Callback::new(move |on| form.locked.set(on))
                        />
                        <Refused refusal=Signal::derive(elsewhere) test="register-refused" />
                        <div class="row at-end">
                            <Button test="register-cancel" press=cancel>"Cancel"</Button>
                            <ReviewButton test="register-review" ready busy=walk.busy />
                        </div>
                    </section>
                </form>
            </Walked>
        </div>
    }
}
