//! The form that registers a delegate.

use ballast_api::AccountView;
use ballast_domain::{Amount, Days, Rule, actions::RegisterWithBls};
use leptos::prelude::*;

use super::{
    fields::{AddressField, AddressText, KeyField, KeyText},
    walk::{Walk, Walked},
};
use crate::{
    components::{Button, Field, Look, Toggle},
    format::sentence,
    screens::stake::params,
    state::app,
};

/// What the form holds.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    operator: AddressText,
    reward: AddressText,
    owner: AddressText,
    amount: RwSignal<String>,
    days: RwSignal<String>,
    locked: RwSignal<bool>,
    key: KeyText,
}

impl Form {
    fn new(account: Option<AccountView>) -> Self {
        let own = account.map(|a| a.address);
        Self {
            name: RwSignal::new(String::new()),
            operator: AddressText::of(None),
            reward: AddressText::of(own),
            owner: AddressText::of(own),
            amount: RwSignal::new("0".to_owned()),
            days: RwSignal::new("91".to_owned()),
            locked: RwSignal::new(true),
            key: KeyText::of(None),
        }
    }

    fn amount(self) -> Result<Amount, String> {
        let amount: Amount = self
            .amount
            .with(|text| text.trim().parse())
            .map_err(|e: ballast_domain::AmountError| sentence(&e.to_string()))?;
        let enough = amount.is_zero() || amount >= params().min_self_stake;
        match enough {
            true => Ok(amount),
            false => Err(format!(
                "{} {}",
                Rule::RegisterAmount.sentence(),
                Rule::RegisterAmount.help()
            )),
        }
    }

    fn days(self) -> Result<Days, String> {
        let days = self.days.with(|text| text.trim().parse().map(Days));
        match days {
            Ok(days) if days <= params().max_duration => Ok(days),
            Ok(_) => Err(format!("{} {}", Rule::MaxDuration.sentence(), Rule::MaxDuration.help())),
            Err(_) => Err("Enter a whole number of days.".to_owned()),
        }
    }

    fn action(self) -> Option<RegisterWithBls> {
        Some(RegisterWithBls {
            name: self.name.get(),
            operator: self.operator.address()?,
            reward: self.reward.address()?,
            owner: self.owner.address()?,
            amount: self.amount().ok()?,
            duration: self.days().ok()?,
            locked: self.locked.get(),
            bls_key: self.key.key()?,
            payload: Vec::new(),
        })
    }
}

/// The sentence under a name that cannot be a delegate's.
pub fn name_mistake(name: RwSignal<String>) -> Option<String> {
    let wrong = name.with(|n| !n.is_empty() && !ballast_domain::Candidate::is_valid_name(n));
    wrong.then(|| Rule::CandidateName.sentence().to_owned())
}

/// Registers a delegate.
#[component]
pub fn RegisterDelegate() -> impl IntoView {
    let app = app();
    let walk = Walk::new();
    let form = Form::new(app.acting());
    let submit = move || {
        if let (Some(account), Some(action)) = (untrack(|| app.acting()), untrack(|| form.action())) {
            walk.propose(account.address, action);
        }
    };
    let ready = Signal::derive(move || {
        form.action().is_some() && form.name.with(|n| !n.is_empty()) && app.acting().is_some() && !walk.busy.get()
    });
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Register a delegate"</h1>
            </div>
            <Walked walk>
                <form
                    class="grid2"
                    on:submit=move |event| {
                        event.prevent_default();
                        submit();
                    }
                >
                    <section class="card stack">
                        <h2>"Who it is"</h2>
                        <Field
                            label="Name"
                            test="register-name"
                            value=form.name
                            error=Signal::derive(move || name_mistake(form.name))
                            help="1 to 12 characters of a-z and 0-9; voters see it"
                        />
                        <AddressField
                            label="Owner"
                            test="register-owner"
                            value=form.owner
                            help="Controls the delegate, and owns its self-stake"
                        />
                        <AddressField
                            label="Operator"
                            test="register-operator"
                            value=form.operator
                            help="Signs its blocks: the address of the node's key"
                        />
                        <AddressField label="Rewards to" test="register-reward" value=form.reward help="May claim what it earns" />
                    </section>
                    <section class="card stack">
                        <h2>"Its key and its stake"</h2>
                        <KeyField value=form.key />
                        <Field
                            label="Self-stake, IOTX"
                            test="register-amount"
                            value=form.amount
                            error=Signal::derive(move || form.amount().err())
                            help="Nothing, to name or be endorsed by a bucket later, or at least 1 200 000 IOTX"
                        />
                        <Field
                            label="Days"
                            test="register-days"
                            value=form.days
                            error=Signal::derive(move || form.days().err())
                            help="From 91 days with stake-lock on, a self-stake counts 1.06 times"
                        />
                        <Toggle
                            label="Stake-lock"
                            help="While it is on, the days do not run."
                            test="register-lock"
                            on=form.locked
                            change=Callback::new(move |on| form.locked.set(on))
                        />
                        <div class="row at-end">
                            <Button
                                test="register-review"
                                press=move || ()
                                submit=true
                                look=Look::Primary
                                disabled=Signal::derive(move || !ready.get())
                            >
                                "Review"
                            </Button>
                        </div>
                    </section>
                </form>
            </Walked>
        </div>
    }
}
