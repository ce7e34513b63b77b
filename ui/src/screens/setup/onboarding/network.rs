//! Practice, testnet, mainnet, or a network of one's own.

use ballast_domain::Network;
use leptos::prelude::*;

use crate::kit::{components::Segmented, state::app};

/// Which network to begin on, and what that means.
#[component]
pub fn ChooseNetwork(chosen: RwSignal<Network>) -> impl IntoView {
    let app = app();
    let networks = app
        .status
        .with_untracked(|s| s.as_ref().map(|s| s.networks.clone()).unwrap_or_default());
    let options = networks.iter().map(|n| (n.network.key(), n.name.clone())).collect();
    let networks = StoredValue::new(networks);
    let choose = Callback::new(move |picked: String| {
        let found = networks.with_value(|all| all.iter().map(|n| n.network).find(|n| n.key() == picked));
        if let Some(network) = found {
            chosen.set(network);
        }
    });
    let wallet = move || {
        format!(
            "Each network has its own wallet on this computer. What you make or import below is for {} alone.",
            app.name_of_network(chosen.get())
        )
    };
    view! {
        <div class="network-choice">
            <Segmented label="Network" test="network" options value=Signal::derive(move || chosen.get().key()) choose />
            <span class="sm mid" data-test="network-means">{move || means(chosen.get())}</span>
            <span class="sm mid" data-test="network-wallet">{wallet}</span>
        </div>
    }
}

/// Whose wallet is made here: the open network's, and no other's.
#[component]
pub fn ForNetwork() -> impl IntoView {
    let name = move || app().network_name();
    view! {
        <p class="sm mid" data-test="for-network">
            {move || name().map(|name| format!("For {name}: each network has its own wallet on this computer."))}
        </p>
    }
}

fn means(network: Network) -> &'static str {
    match network {
        Network::Practice => "A network inside this app, with play money and time you can move on. Nothing to lose.",
        Network::Testnet => "IoTeX's public test network. Its money is worthless, its rules are real.",
        Network::Mainnet => "The real network. What you sign here moves real money.",
        Network::Own(_) => "A custom network, which you added by a node's address. Its money is not mainnet's.",
    }
}
