//! Changing to another network: under its chip, in the settings, and in the locked window, whose network may be the
//! wrong one.

use ballast_api::NetworkStatus;
use ballast_domain::Network;
use leptos::prelude::*;

use crate::kit::{
    backend::Failure,
    state::{app, is_blank},
};

/// Opens a network, and begins where it has no wallet yet. Busy meanwhile; the network that was open stays so where it
/// fails.
pub fn switch(network: Network, busy: RwSignal<bool>, failed: Callback<Failure>) {
    let app = app();
    busy.set(true);
    leptos::task::spawn_local(async move {
        let opened = app.open(network).await;
        // What asked may have left the screen with the network.
        let _ = busy.try_set(false);
        match opened {
            Ok(status) => app.onboarding.set(is_blank(&status)),
            Err(failure) => {
                let _ = failed.try_run(failure);
            }
        }
    });
}

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
