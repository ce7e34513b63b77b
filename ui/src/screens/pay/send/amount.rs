//! What and how much.

use ballast_api::{TokenView, calls};
use ballast_domain::Amount;
use leptos::prelude::*;

use super::terms::Terms;
use crate::kit::{
    backend::ask,
    components::{AmountInput, Button, Field, Glyph, Icon},
    format::{UNKNOWN, money, short},
    state::app,
};

/// IOTX, or one of the tokens that are held.
#[component]
pub fn WhatField(terms: Terms) -> impl IntoView {
    let tokens = move || terms.tokens.value.get().unwrap_or_default();
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let found = tokens().into_iter().find(|token| token.contract.to_hex() == chosen);
        terms.choose(found.map(|token| token.contract));
    };
    // What was chosen stands before the tokens are read, and where they cannot be.
    let unread = move || {
        let what = terms.what.get()?;
        tokens().iter().all(|token| token.contract != what).then_some(what)
    };
    view! {
        <div class="field">
            <label for="send-what">"What"</label>
            <span class="in">
                <select id="send-what" data-test="send-what" on:change=choose>
                    <option value="IOTX" prop:selected=move || terms.what.get().is_none()>
                        "IOTX"
                    </option>
                    {move || {
                        unread()
                            .map(|what| {
                                view! {
                                    <option value=what.to_hex() prop:selected=true>
                                        {short(&what.to_string())}
                                    </option>
                                }
                            })
                    }}
                    <For each=tokens key=|token| token.contract let:token>
                        <option
                            value=token.contract.to_hex()
                            prop:selected=move || terms.what.get() == Some(token.contract)
                        >
                            {called(&token)}
                        </option>
                    </For>
                </select>
                <Icon glyph=Glyph::More small=true />
            </span>
        </div>
    }
}

fn called(token: &TokenView) -> String {
    match token.listed {
        true => token.word(),
        false => format!("{} · on no list · {}", token.word(), short(&token.contract.to_string())),
    }
}

/// How much.
#[component]
pub fn AmountField(terms: Terms) -> impl IntoView {
    let app = app();
    let touched = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = Signal::derive(move || terms.wrong_amount().filter(|_| touched.get()));
    let unit = move || match (terms.what.get(), terms.token()) {
        (None, _) => "IOTX".to_owned(),
        (Some(_), Some(token)) => token.word(),
        (Some(_), None) => UNKNOWN.to_owned(),
    };
    let have = move || match (terms.what.get(), terms.token(), terms.liquid()) {
        (None, _, Some(liquid)) => format!("You have {} IOTX.", money(liquid)),
        (Some(_), Some(token), _) => {
            let held = token
                .amount
                .as_ref()
                .map_or(UNKNOWN.to_owned(), |held| held.for_people());
            match (token.decimals, &token.amount) {
                (None, None) => "What you have of it is not known now.".to_owned(),
                (Some(_), _) => format!("You have {held} {}.", token.word()),
                (None, _) => format!("You have {held} of its smallest unit; its contract does not say its decimals."),
            }
        }
        _ => "What you have is not known yet.".to_owned(),
    };
    let most = move || {
        touched.set(true);
        if let Some(token) = terms.token() {
            if let Some(held) = token.amount {
                terms.amount_text.set(held.to_text());
            }
            return;
        }
        // How much of a token is not known before it is read: not of IOTX either.
        if terms.what.get().is_some() {
            return;
        }
        let (Some(account), to) = (terms.payer.get(), terms.to()) else {
            return;
        };
        busy.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::GetMostToSend { account, to }).await {
                Ok(most) => {
                    let _ = terms.amount_text.try_set(Amount::to_iotx(most));
                }
                Err(failure) => app.toasts.failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <AmountInput
            test="send-amount"
            text=terms.amount_text
            touched
            error
            unit=Signal::derive(unit)
            have=(Signal::derive(have), "send-have")
        >
            <Button test="send-max" press=move || untrack(most) small=true disabled=busy>
                "Max"
            </Button>
        </AmountInput>
    }
}

/// Which one of a token whose contract numbers them.
#[component]
pub fn NumberField(terms: Terms) -> impl IntoView {
    let error = Signal::derive(move || {
        let typed = terms.number_text.with(|text| !text.trim().is_empty());
        terms.number().err().filter(|_| typed)
    });
    let ids = move || terms.token().map(|token| token.ids).unwrap_or_default();
    view! {
        <div class="stack-s">
            <Field label="Number" test="send-number" value=terms.number_text error mono=true />
            <div class="row wraps tight">
                {move || {
                    ids()
                        .into_iter()
                        .map(|id| {
                            let text = id.to_string();
                            let chosen = text.clone();
                            view! {
                                <button
                                    type="button"
                                    class="fchip"
                                    data-test=format!("send-number-{text}")
                                    on:click=move |_| terms.number_text.set(chosen.clone())
                                >
                                    {text.clone()}
                                </button>
                            }
                        })
                        .collect_view()
                }}
            </div>
        </div>
    }
}
