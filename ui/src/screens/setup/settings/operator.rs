//! The switch of operator mode.

use leptos::prelude::*;

use crate::kit::{components::Toggle, state::app};

/// Off for those who only vote.
#[component]
pub fn OperatorMode() -> impl IntoView {
    let app = app();
    let change = Callback::new(move |on: bool| untrack(|| app.change_settings(|s| s.operator = on)));
    view! {
        <section class="card">
            <Toggle
                label="Operator mode"
                help="For those who run a delegate: register it, change it, name its self-stake, see what it lacks to be elected, claim \
                      its rewards, leave."
                test="operator-mode"
                on=Signal::derive(move || app.settings().operator)
                change
            />
        </section>
    }
}
