//! Which network is open, and where it is known from.

use ballast_domain::Network;
use leptos::prelude::*;

use super::{
    contracts::NetworkContracts,
    endpoints::Endpoints,
    own_network::{AddNetwork, OwnNetwork},
};
use crate::{
    flows::networks::switch,
    kit::{
        components::{Button, ErrorPanel},
        state::app,
    },
};

/// The networks, and the open one's endpoints.
#[component]
pub fn Networks() -> impl IntoView {
    let app = app();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None);
    let failed = Callback::new(move |error| failure.set(Some(error)));
    let open = Callback::new(move |network: Network| {
        failure.set(None);
        switch(network, busy, failed);
    });
    let networks = move || {
        app.status
            .with(|s| s.as_ref().map(|s| s.networks.clone()).unwrap_or_default())
    };
    view! {
        <section class="card stack-m">
            <div>
                <h2>"Network"</h2>
                <p class="sm mid">"Each network has its own wallet on this computer: accounts, keys and Activity are apart."</p>
            </div>
            <div class="list settings" data-test="networks">
                <For each=networks key=|n| (n.network, n.name.clone(), n.used) let:status>
                    <div>
                        <b class="wrap-any">{status.name.clone()}</b>
                        <span class="mid">
                            {status.network.is_own().then(|| format!("yours, chain {} · ", status.chain_id))}
                            {if status.used { "has accounts on this computer" } else { "not used yet" }}
                        </span>
                        <span class="row tight">
                            {status.network.is_own().then(|| view! { <OwnNetwork status=status.clone() busy /> })}
                            <Show
                                when=move || app.network() != Some(status.network)
                                fallback=|| view! { <span class="chip own">"open"</span> }
                            >
                                <Button
                                    test=format!("open-{}", status.network.key())
                                    press=move || open.run(status.network)
                                    small=true
                                    disabled=busy
                                >
                                    "Open"
                                </Button>
                            </Show>
                        </span>
                    </div>
                </For>
            </div>
            <AddNetwork busy />
            {move || failure.get().map(|failure| view! { <ErrorPanel failure test="network-error" /> })}
            <Endpoints />
            <NetworkContracts />
        </section>
    }
}
