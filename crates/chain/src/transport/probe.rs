//! An endpoint is looked at before it is used: is it of this chain, is it up to date, does it answer in time?

use std::time::{Duration, Instant};

use ballast_domain::Height;
use tokio::time;

use super::{Client, Config, EndpointConfig, heights::LAG, socket};
use crate::Error;

/// Time for one answer: an endpoint that takes longer makes every screen wait.
pub(crate) const PATIENCE: Duration = Duration::from_secs(8);
/// No chain has this id (EIP-155), so a node's own is always another, and the client says which.
const NO_CHAIN: u64 = 0;
/// Blocks' time within which a node that nothing is known of has to come to another block.
const BLOCKS: u32 = 6;
/// How often it is asked meanwhile.
const LOOK: Duration = Duration::from_millis(500);

/// An endpoint that can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Probe {
    /// Its newest block.
    pub height: Height,
    /// How long it took to say so.
    pub latency: Duration,
}

/// The chain that a node serves, whichever that is; 0 from a node that says so, which none may.
///
/// # Errors
/// [`Error::BadUrl`], or how it failed to answer.
pub async fn chain_id(url: &str) -> Result<u64, Error> {
    let client = Client::new(Config {
        timeout: PATIENCE,
        retries: 0,
        ..Config::single(NO_CHAIN, url)
    })?;
    match client.height().await {
        Err(Error::WrongChain { found, .. }) => Ok(found),
        answer => answer.map(|_| NO_CHAIN),
    }
}

/// Looks whether `endpoint` can be used for the chain `chain_id`, whose blocks come every `block`. It is measured by
/// `best`, the newest block that others told of; where that is not known, it has to come to a new block itself.
///
/// # Errors
/// Why it cannot be used: [`Error::BadUrl`], [`Error::BadSocketUrl`], [`Error::WrongChain`], [`Error::Lagging`],
/// [`Error::Stalled`], or how it failed to answer. Errors of the WebSocket name its address.
pub async fn probe(
    endpoint: &EndpointConfig,
    chain_id: u64,
    best: Option<Height>,
    block: Duration,
) -> Result<Probe, Error> {
    let client = Client::new(Config {
        timeout: PATIENCE,
        retries: 0,
        ..Config::new(chain_id, vec![endpoint.clone()])
    })?;
    // The first answer carries the connection's making and the chain id.
    client.height().await?;
    let asked = Instant::now();
    let height = client.height().await?.height;
    let latency = asked.elapsed();
    let node = || endpoint.url.clone();
    match best.map(|best| best.0.saturating_sub(height.0)) {
        Some(behind) if behind > LAG => return Err(Error::Lagging { node: node(), behind }),
        Some(_) => {}
        None => time::timeout(block * BLOCKS, advance(&client, height))
            .await
            .map_err(|_| Error::Stalled { node: node(), height })??,
    }
    if let Some(url) = &endpoint.ws {
        socket::check(url, chain_id).await?;
    }
    Ok(Probe { height, latency })
}

/// Waits for a block after `height`.
async fn advance(client: &Client, height: Height) -> Result<(), Error> {
    while client.height().await?.height <= height {
        time::sleep(LOOK).await;
    }
    Ok(())
}
