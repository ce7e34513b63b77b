//! Which network, and how well it is known.

use ballast_api::{EndpointHealth, SyncState};
use leptos::prelude::*;

use crate::{
    flows::{
        endpoint::{figures, standing},
        networks::OtherNetworks,
    },
    kit::{components::Popover, format::UNKNOWN, state::app},
};

/// A dot and a word; opens the endpoints' health.
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
            <div class="stack-s">
                <h2>"Nodes"</h2>
                <Endpoints />
                <h2>"Another network"</h2>
                <OtherNetworks />
            </div>
        </Popover>
    }
}

/// Every endpoint: whether it answers, how fast, how far it is.
#[component]
fn Endpoints() -> impl IntoView {
    let app = app();
    let endpoints = move || {
        app.chain
            .with(|c| c.as_ref().map(|c| c.endpoints.clone()).unwrap_or_default())
    };
    view! {
        <div class="list" data-test="endpoints">
            <For each=endpoints key=|e| format!("{e:?}") let:endpoint>
                <EndpointLine endpoint />
            </For>
        </div>
    }
}

#[component]
fn EndpointLine(endpoint: EndpointHealth) -> impl IntoView {
    let (chip, word) = standing(&endpoint);
    let figures = figures(&endpoint);
    view! {
        <div>
            <div class="row">
                <span class="mono wrap-any">{endpoint.url}</span>
                <span class="sp"></span>
                <span class=chip>{word}</span>
            </div>
            <div class="xs dim">{figures}</div>
            {endpoint.error.map(|error| view! { <div class="xs bad-ink">{error}</div> })}
        </div>
    }
}
