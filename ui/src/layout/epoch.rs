//! The epoch: how much of it is left, who makes its blocks, who comes next.

use leptos::prelude::*;

use crate::{
    kit::{
        components::Popover,
        format::{grouped, span},
        state::app,
    },
    screens::Later,
};

const TOLD: &str = "How much of the epoch is left, who makes its blocks, who comes next";

/// The epoch's number, its bar and the time left; opens its delegates.
#[component]
pub fn EpochBar() -> impl IntoView {
    let app = app();
    let epoch = Memo::new(move |_| app.chain.with(|c| c.as_ref().and_then(|c| c.epoch.clone())));
    let height = Memo::new(move |_| app.chain.with(|c| c.as_ref().and_then(|c| c.height)));
    let done = move || match (epoch.get(), height.get()) {
        (Some(e), Some(h)) => {
            let (past, all) = (
                h.0.saturating_sub(e.start.0) + 1,
                e.last.0.saturating_sub(e.start.0) + 1,
            );
            (past as f64 / all as f64).clamp(0.0, 1.0)
        }
        _ => 0.0,
    };
    let number = move || epoch.get().map(|e| format!("Epoch {}", grouped(e.epoch.0)));
    let left = move || epoch.get().map(|e| format!("{} left", span(e.seconds_left)));
    let button = move || {
        view! {
            <span class="mid" data-test="epoch-number">{number}</span>
            <svg aria-hidden="true">
                <rect class="track" width="100%" height="4" rx="2" />
                <rect class="fill-votes" width=move || format!("{:.1}%", done() * 100.0) height="4" rx="2" />
            </svg>
            <span class="dim" data-test="epoch-left">{left}</span>
        }
    };
    view! {
        <Show when=move || epoch.with(Option::is_some)>
            <Popover class="epoch" test="epoch" label=TOLD button=ViewFn::from(button)>
                {Later::EpochMenu.view()}
            </Popover>
        </Show>
    }
}
