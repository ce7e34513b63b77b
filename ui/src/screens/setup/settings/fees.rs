//! The most that a transaction may cost.

use ballast_domain::Amount;
use leptos::prelude::*;

use crate::kit::{
    components::{Button, MoneyField},
    format::sentence,
    state::app,
};

/// What holds where nothing was chosen.
const USUAL: &str = "1 IOTX, or three times its gas at the lowest price where that is more";

/// The limit of fees, and another one.
#[component]
pub fn Fees() -> impl IntoView {
    let app = app();
    let (typed, wrong) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let limit = move || app.settings().fee_limit;
    let words = move || limit().map_or_else(|| USUAL.to_owned(), |limit| format!("{} IOTX", limit.for_people()));
    let choose = move |limit: Option<Amount>| {
        untrack(|| app.change_settings(|s| s.fee_limit = limit));
        typed.set(String::new());
        wrong.set(None);
    };
    let save = move || match typed.get_untracked().trim().parse::<Amount>() {
        Ok(limit) if limit.is_zero() => wrong.set(Some("Without a fee nothing could be signed.".into())),
        Ok(limit) => choose(Some(limit)),
        Err(error) => wrong.set(Some(sentence(&error.to_string()))),
    };
    view! {
        <section class="card stack-m">
            <div>
                <h2>"Fees"</h2>
                <p class="sm mid">"What could cost more than this is refused, whatever a node says that gas costs."</p>
            </div>
            <div class="list settings">
                <div>
                    <span class="mid">"A transaction may cost at most"</span>
                    <span data-test="fee-limit-now">{words}</span>
                    <Show when=move || limit().is_some()>
                        <Button test="fee-limit-usual" press=move || choose(None) small=true>"As usual"</Button>
                    </Show>
                </div>
            </div>
            <form
                class="stack"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <MoneyField label="Another limit, in IOTX" test="fee-limit" value=typed error=wrong />
                <div class="row">
                    <span class="sp"></span>
                    <Button
                        test="fee-limit-save"
                        press=move || ()
                        submit=true
                        disabled=Signal::derive(move || typed.with(|text| text.trim().is_empty()))
                    >
                        "Change"
                    </Button>
                </div>
            </form>
        </section>
    }
}
