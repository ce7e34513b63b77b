//! The open network: which, what it and others are called, and its constants of staking.

use ballast_api::{Status, SyncState};
use ballast_domain::{Network, StakingParams};
use leptos::prelude::*;

use super::{App, app};
use crate::kit::format::{UNKNOWN, span};

impl App {
    /// The open network.
    pub fn network(self) -> Option<Network> {
        self.status.with(|s| s.as_ref().and_then(|s| s.network))
    }

    /// The open network, without being told when it changes.
    pub fn network_untracked(self) -> Option<Network> {
        self.status.with_untracked(|s| s.as_ref().and_then(|s| s.network))
    }

    /// Which accent a gate before the window has; none while no network is open.
    pub fn gate_network(self) -> Option<&'static str> {
        self.network().map(|network| match network {
            Network::Practice => "practice",
            Network::Own(_) => "own",
            Network::Testnet | Network::Mainnet => "real",
        })
    }

    /// What the open network is called.
    pub fn network_name(self) -> Option<String> {
        self.status
            .with(|s| s.as_ref().and_then(|s| s.network_name().map(str::to_owned)))
    }

    /// For how long no block has come, in words; none while blocks come, or while it is not known whether they do.
    pub fn silence(self) -> Option<String> {
        let heard = self.chain.with(|chain| {
            let chain = chain.as_ref().filter(|chain| chain.sync == SyncState::Behind)?;
            chain.heard
        })?;
        Some(format!("no block for {}", span(self.clock.since(heard))))
    }

    /// What a network is called.
    pub fn name_of_network(self, network: Network) -> String {
        let it = |s: &Status| s.networks.iter().find(|n| n.network == network).map(|n| n.name.clone());
        let known = self.status.with(|s| s.as_ref().and_then(it));
        known.unwrap_or_else(|| network.name().to_owned())
    }

    /// What the network of a chain is called.
    pub fn chain_name(self, chain_id: u64) -> String {
        let its = |s: &Status| {
            s.networks
                .iter()
                .find(|n| n.chain_id == chain_id)
                .map(|n| n.name.clone())
        };
        let known = self.status.with(|s| s.as_ref().and_then(its));
        known.unwrap_or_else(|| UNKNOWN.to_owned())
    }
}

/// The staking constants of the open network; none while none is open.
pub fn staking() -> Option<StakingParams> {
    app().network().map(|network| network.params().staking)
}

/// Whether Zanzibar is in force on the open network by its newest block, so that a BLS key takes its proof; none while no
/// block is known.
pub fn zanzibar() -> Option<bool> {
    app()
        .chain
        .with(|chain| chain.as_ref().and_then(|chain| chain.zanzibar))
}
