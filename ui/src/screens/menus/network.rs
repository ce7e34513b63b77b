//! How well the network is known, and the others.

use ballast_api::EndpointHealth;
use leptos::prelude::*;

use crate::{
    flows::{
        endpoint::{figures, standing},
        networks::OtherNetworks,
    },
    kit::state::app,
};

/// The nodes that serve the network, and the networks that could be open in its place.
#[component]
pub fn NetworkMenu() -> impl IntoView {
    view! {
        <div class="stack-s">
            <h2>"Nodes"</h2>
            <Endpoints />
            <h2>"Another network"</h2>
            <OtherNetworks />
        </div>
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
