//! The other networks: under the network's chip, and in the locked window, whose network may be the wrong one.

use ballast_api::NetworkStatus;
use leptos::prelude::*;

use crate::{
    flows::networks::switch,
    kit::{backend::Failure, state::app},
};

/// The networks that are not open; a press opens one.
#[component]
pub fn OtherNetworks() -> impl IntoView {
    let app = app();
    let busy = RwSignal::new(false);
    let failed = Callback::new(move |failure: Failure| app.toasts.failure(&failure));
    // A memo: the buttons stay while nothing of the networks changes.
    let others = Memo::new(move |_| {
        let open = app.network();
        let all = app.status.with(|s| s.as_ref().map(|s| s.networks.clone()));
        let mut all = all.unwrap_or_default();
        all.retain(|one| Some(one.network) != open);
        all
    });
    let line = move |one: NetworkStatus| {
        view! {
            <button
                type="button"
                data-test=format!("switch-{}", one.network.key())
                disabled=busy
                on:click=move |_| switch(one.network, busy, failed)
            >
                <b class="clip" title=one.name.clone()>{one.name.clone()}</b>
                <span class="sp"></span>
                <span class="dim xs">{if one.used { "has accounts on this computer" } else { "not used yet" }}</span>
            </button>
        }
    };
    view! {
        <div class="stack-s">
            <p class="xs mid" data-test="networks-apart">"Each network has its own wallet on this computer."</p>
            <div class="menu" role="group" aria-label="Another network">
                {move || others.get().into_iter().map(line).collect_view()}
            </div>
        </div>
    }
}
