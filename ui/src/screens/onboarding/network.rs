//! Practice, testnet or mainnet.

use ballast_domain::Network;
use leptos::prelude::*;

use crate::components::Segmented;

/// Which network to begin on, and what that means.
#[component]
pub fn ChooseNetwork(chosen: RwSignal<Network>) -> impl IntoView {
    let options = Network::ALL.map(|n| (key(n).to_owned(), n.name().to_owned())).to_vec();
    let choose = Callback::new(move |picked: String| {
        if let Some(network) = Network::ALL.into_iter().find(|n| key(*n) == picked) {
            chosen.set(network);
        }
    });
    view! {
        <div class="network-choice">
            <Segmented
                label="Network"
                test="network"
                options
                value=Signal::derive(move || key(chosen.get()).to_owned())
                choose
            />
            <span class="sm mid" data-test="network-means">{move || means(chosen.get())}</span>
        </div>
    }
}

fn key(network: Network) -> &'static str {
    match network {
        Network::Practice => "practice",
        Network::Testnet => "testnet",
        Network::Mainnet => "mainnet",
    }
}

fn means(network: Network) -> &'static str {
    match network {
        Network::Practice => "A network inside this app, with play money and time you can move on. Nothing to lose.",
        Network::Testnet => "IoTeX's public test network. Its money is worthless, its rules are real.",
        Network::Mainnet => "The real network. What you sign here moves real money.",
    }
}
