//! Which network a node belongs to, for who names a node and no network.

use ballast_api::Failure;
use ballast_chain::{Client, Config, Error as Chain};
use ballast_domain::Network;

use crate::{Error, Result};

/// No chain has this id (EIP-155), so a node's own is always another, and the client says which.
const NO_CHAIN: u64 = 0;

/// The network whose chain the node at `node` serves.
///
/// # Errors
/// `chain.unknown` where it is none of the wallet's networks; else why the node cannot be asked.
pub async fn network_of(node: &str) -> Result<Network, Failure> {
    let found = chain_id(node).await?;
    let known = Network::of_chain(found).ok_or_else(|| Error::UnknownChain {
        node: node.into(),
        found,
    });
    Ok(known?)
}

async fn chain_id(node: &str) -> Result<u64> {
    let client = Client::new(Config::single(NO_CHAIN, node))?;
    match client.height().await {
        Err(Chain::WrongChain { found, .. }) => Ok(found),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(NO_CHAIN),
    }
}
