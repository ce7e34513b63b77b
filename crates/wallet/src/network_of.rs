//! Which network is meant, for who names a node, or writes a network's name.

use ballast_api::Failure;
use ballast_chain::chain_id;
use ballast_domain::Network;
use futures_util::future::BoxFuture;

use crate::{Error, Result, Wallet};

impl Wallet {
    /// The network whose chain the node at `node` serves.
    ///
    /// # Errors
    /// `chain.unknown` where it is none of the wallet's networks; else why the node cannot be asked.
    pub fn network_of<'a>(&'a self, node: &'a str) -> BoxFuture<'a, Result<Network, Failure>> {
        Box::pin(self.asked_network_of(node))
    }

    async fn asked_network_of(&self, node: &str) -> Result<Network, Failure> {
        let found = chain_id(node).await.map_err(Error::from)?;
        let own = || self.own_network(found).map(|(network, _)| network);
        let known = Network::of_chain(found)
            .or_else(own)
            .ok_or_else(|| Error::UnknownChain {
                node: node.into(),
                found,
            });
        Ok(known?)
    }

    /// What every network is called.
    pub fn network_names(&self) -> Vec<String> {
        self.networks().into_iter().map(|(_, name)| name).collect()
    }

    /// The network that `text` names: `practice`, `testnet`, `mainnet`, `own:` and a chain id, or the name of a network
    /// that the person added, in any case of letters.
    ///
    /// # Errors
    /// `network.unknown`.
    pub fn network_called(&self, text: &str) -> Result<Network, Failure> {
        let wanted = text.trim().to_lowercase();
        let by_id = wanted.strip_prefix("own:").or(wanted.strip_prefix("own-"));
        let by_id = by_id.and_then(|id| id.parse::<u64>().ok());
        let found = self.networks().into_iter().find(|(network, name)| match by_id {
            Some(id) => network.is_own() && network.params().chain_id == id,
            None => name.to_lowercase() == wanted,
        });
        Ok(found.map(|(network, _)| network).ok_or(Error::UnknownNetwork)?)
    }
}
