//! The form that registers a delegate.

use ballast_api::AccountView;
use ballast_domain::{Amount, Days, Rule, actions::RegisterWithBls};
use leptos::prelude::*;

use super::{
    fields::{AddressField, AddressText, KeyField},
    registration::{Registration, RegistrationFields},
    walk::{Walk, Walked},
};
use crate::{
    components::{Field, ReviewButton, Toggle},
    format::{sentence, typed_days},
    screens::stake::params,
    state::app,
};

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
    fn new(account: Option<AccountView>) -> Self {
        let own = account.map(|a| a.address);
        Self {
            of: Registration::of("", None, own, None),
            owner: AddressText::of(own),
            amount: RwSignal::new("0".to_owned()),
            days: RwSignal::new("91".to_owned()),
            locked: RwSignal::new(true),
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
        match self.days.with(|text| typed_days(text))? {
            days if days <= params().max_duration => Ok(days),
            _ => Err(format!("{} {}", Rule::MaxDuration.sentence(), Rule::MaxDuration.help())),
        }
    }

    fn action(self) -> Option<RegisterWithBls> {
        Some(RegisterWithBls {
            name: self.of.name.get(),
            operator: self.of.operator.address()?,
            reward: self.of.reward.address()?,
            owner: self.owner.address()?,
            amount: self.amount().ok()?,
            duration: self.days().ok()?,
            locked: self.locked.get(),
            bls_key: self.of.key.key()?,
            payload: Vec::new(),
        })
    }
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
        form.action().is_some() && form.of.name.with(|n| !n.is_empty()) && app.acting().is_some()
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
                        <KeyField value=form.of.key />
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
                            <ReviewButton test="register-review" ready busy=walk.busy />
                        </div>
                    </section>
                </form>
            </Walked>
        </div>
    }
}
