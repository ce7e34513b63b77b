//! Send IOTX or tokens: whom, what, how much, and the review.

mod amount;
mod held;
mod recipient;
mod terms;

use ballast_domain::{Amount, Intent, Network};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use self::{
    amount::{AmountField, NumberField, WhatField},
    held::Held,
    recipient::RecipientField,
    terms::Terms,
};
use crate::{
    flows::{
        faucet::PracticeMoney,
        review::{Asked, Review},
    },
    kit::{
        components::{AgainField, Button, ErrorPanel, IntentForm, PayerField, Refused, Stepper, WatchedNote},
        state::{KeptForm, app},
    },
};

const STEPS: &[&str] = &["Recipient and amount", "Review"];

/// The form, and its review.
#[component]
pub fn Send() -> impl IntoView {
    let form = KeptForm::of("send");
    let terms = Terms::new(&form);
    let asked = Asked::of(&form);
    let Asked {
        proposal,
        failure,
        busy,
    } = asked;
    let propose = Callback::new(move |()| {
        let (Some(account), Some(action)) = untrack(|| (terms.payer.get(), terms.action())) else {
            return;
        };
        let intent = Intent { account, action };
        asked.propose(intent);
    });
    let again = asked.again(propose);
    let reviewing = Memo::new(move |_| proposal.with(Option::is_some));
    let kept = form.clone();
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>{move || if reviewing.get() { "Review" } else { "Send" }}</h1>
                <span class="sp"></span>
                <Stepper steps=STEPS at=Signal::derive(move || usize::from(reviewing.get())) />
            </div>
            {move || {
                failure.get().map(|failure| view! { <ErrorPanel failure again test="send-error" /> })
            }}
            <div class:hidden=move || reviewing.get()>
                <div class="grid3">
                    <Form terms busy propose kept />
                    <Held terms />
                </div>
            </div>
            {move || {
                proposal
                    .get()
                    .map(|answer| {
                        let back = Callback::new(move |()| proposal.set(None));
                        view! { <Review proposal=answer back again busy forgets=vec![form.clone()] /> }
                    })
            }}
        </div>
    }
}

#[component]
fn Form(terms: Terms, busy: RwSignal<bool>, propose: Callback<()>, kept: KeptForm) -> impl IntoView {
    let app = app();
    let navigate = use_navigate();
    let cancel = Callback::new(move |()| {
        kept.forget();
        navigate("/", Default::default());
    });
    let payer = move || {
        let payer = terms.payer.get()?;
        app.accounts().into_iter().find(|a| a.address == payer)
    };
    let signs = move || payer().is_some_and(|a| a.can_sign());
    let ready = move || signs() && terms.action().is_some() && terms.refused_otherwise().is_none();
    let poor = Memo::new(move |_| {
        let practice = app.network() == Some(Network::Practice);
        let none = terms.liquid() == Some(Amount::ZERO);
        terms.payer.get().filter(|_| practice && none && signs())
    });
    let penniless = move || {
        poor.get().map(|address| {
            let lack = "This account has no IOTX, which also pays the fee.".to_owned();
            view! { <PracticeMoney address test="send-penniless" lack=Signal::stored(lack) /> }
        })
    };
    view! {
        <IntentForm
            test="send-review"
            ready=Signal::derive(ready)
            busy
            propose
            beside=move || view! { <Button test="send-cancel" press=cancel>"Cancel"</Button> }
        >
            <PayerField payer=terms.payer test="send-from" />
            {penniless}
            <RecipientField terms />
            <WhatField terms />
            <Show when=move || terms.is_numbered() fallback=move || view! { <AmountField terms /> }>
                <NumberField terms />
                <AgainField again=terms.again test="send-again" what="it" />
            </Show>
            <Refused refusal=Signal::derive(move || terms.refused_otherwise()) test="send-refused" />
            <WatchedNote
                test="send-watched"
                when=Signal::derive(move || payer().is_some() && !signs())
                purpose="To send from it"
            />
        </IntentForm>
    }
}
