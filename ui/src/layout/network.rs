//! Which network, and how well it is known.

use ballast_api::SyncState;
use leptos::prelude::*;

use crate::{
    kit::{components::Popover, format::UNKNOWN, state::app},
    screens::Later,
};

/// A dot and a word; opens the endpoints' health and the other networks.
#[component]
pub fn NetworkPill() -> impl IntoView {
    let app = app();
    let sync = move || app.chain.with(|c| c.as_ref().map_or(SyncState::Connecting, |c| c.sync));
    let words = move || {
        let network = app.network_name().unwrap_or_else(|| UNKNOWN.to_owned());
        let state = match sync() {
            SyncState::Connecting => "connecting".to_owned(),
            SyncState::InStep => "in step".to_owned(),
            SyncState::Behind => app.silence().unwrap_or_else(|| "behind".to_owned()),
            SyncState::Offline => "offline".to_owned(),
        };
        format!("{network} · {state}")
    };
    let button = move || {
        view! {
            <svg
                class="dot"
                class:behind=move || matches!(sync(), SyncState::Behind | SyncState::Connecting)
                class:off=move || sync() == SyncState::Offline
                viewBox="0 0 8 8"
                aria-hidden="true"
            >
                {move || match sync() {
                    SyncState::InStep => view! { <circle cx="4" cy="4" r="4" /> }.into_any(),
                    SyncState::Offline => view! { <path d="M0 0h8v8H0z" /> }.into_any(),
                    _ => view! { <path d="M4 0l4 8H0z" /> }.into_any(),
                }}
            </svg>
            <span class="clip" title=words data-test="sync-state">{words}</span>
        }
    };
    view! {
        <Popover class="pill" test="network" label=Signal::derive(words) button=ViewFn::from(button)>
            {Later::NetworkMenu.view()}
        </Popover>
    }
}
