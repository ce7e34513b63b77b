//! What a node says of a network that the wallet does not know: whether it speaks IoTeX at all, and the network's
//! parameters as far as a node can be asked for them.

use ballast_abi::{
    AbiEncode,
    roll_dpos::{NumCandidateDelegatesCall, NumDelegatesCall},
};
use ballast_domain::{Address, Epoch, Height, Network, OwnNetwork, Segment};
use serde_json::json;

use super::{EpochInfo, data};
use crate::{Client, Config, EndpointConfig, Error, Head, Request, transport::PROBE_PATIENCE};

/// Blocks over which their pace is measured, at most and at least: their times are whole seconds.
const PACE: std::ops::RangeInclusive<u64> = 10..=1_000;
/// Paces that are believed, in milliseconds. Time that was moved on by hand shows as a longer one.
const MILLIS: std::ops::RangeInclusive<u64> = 100..=600_000;
/// The most blocks of an epoch, and the most delegates, that are believed.
const MOST_BLOCKS: u64 = 1_000_000;
const MOST_DELEGATES: u64 = 10_000;

/// Asks the node at `endpoint`, which serves the chain `chain_id`, for its network's parameters. What it does not say, or
/// what cannot be so, is none.
///
/// # Errors
/// [`Error::NotIotex`] where it does not answer IoTeX's staking reads, or knows no delegate; else how it failed to answer.
pub async fn survey(endpoint: &EndpointConfig, chain_id: u64) -> Result<OwnNetwork, Error> {
    let client = Client::new(Config {
        timeout: PROBE_PATIENCE,
        retries: 0,
        ..Config::new(chain_id, vec![endpoint.clone()])
    })?;
    let delegates = client.delegates().await.map(|list| list.value.len());
    let not_iotex = || Error::NotIotex {
        node: endpoint.url.clone(),
        chain_id,
    };
    match delegates {
        // Without a delegate no chain of IoTeX makes blocks.
        Ok(0) | Err(Error::Unsupported(_) | Error::Decode(_)) => return Err(not_iotex()),
        Err(Error::Rpc(error)) if !error.is_busy() => return Err(not_iotex()),
        answer => answer.map(drop)?,
    }
    let head = client.head().await?.value;
    let (pool, active) = client.numbers_of_delegates().await?;
    Ok(OwnNetwork {
        chain_id,
        epoch: said(client.epoch_of(head.height).await)?.and_then(|s| epoch(s.value?, head.height)),
        block_millis: client.pace(head).await?,
        pool,
        active: active.filter(|active| pool.is_some_and(|pool| *active <= pool)),
        contracts: client.known_contracts().await?,
        zanzibar: said(client.zanzibar().await)?
            .map(|seen| seen.value)
            .unwrap_or_default(),
        zanzibar_height: None,
    })
}

impl Client {
    /// How many delegates are elected, and how many of them make blocks.
    async fn numbers_of_delegates(&self) -> Result<(Option<u64>, Option<u64>), Error> {
        let calls = [NumCandidateDelegatesCall.encode(), NumDelegatesCall.encode()];
        let numbers = said(self.rolldpos(calls).await)?.and_then(|s| s.value);
        let believed = |number: u64| Some(number).filter(|n| (1..=MOST_DELEGATES).contains(n));
        Ok(numbers.map_or((None, None), |[pool, active]| (believed(pool), believed(active))))
    }

    /// Milliseconds between blocks, on average over the last ones up to `head`.
    async fn pace(&self, head: Head) -> Result<Option<u64>, Error> {
        let span = head.height.0.saturating_sub(1).min(*PACE.end());
        if span < *PACE.start() {
            return Ok(None);
        }
        let earlier = Height(head.height.0 - span);
        let earlier = said(self.block_heads(earlier, earlier).await)?;
        let seconds = earlier
            .and_then(|heads| heads.value.into_iter().next())
            .and_then(|earlier| head.timestamp.seconds().checked_sub(earlier.timestamp.seconds()));
        let millis = seconds.map(|seconds| seconds.saturating_mul(1_000) / span);
        Ok(millis.filter(|millis| MILLIS.contains(millis)))
    }

    /// The contracts for bucket NFTs of a network that is known, where all three have code on this one: a chain that
    /// began with another's genesis has them at the same addresses.
    async fn known_contracts(&self) -> Result<Option<[Address; 3]>, Error> {
        let sets = Network::ALL.map(|network| network.params().staking_contracts);
        let code = |at: &Address| Request::new("eth_getCode", json!([at, "latest"]));
        let answers = self.snapshot(sets.iter().flatten().map(code).collect()).await?;
        let (node, mut answers) = (answers.node, answers.value.0.into_iter());
        for set in sets {
            let mut all = true;
            for answer in answers.by_ref().take(set.len()) {
                all &= !data(&node, &answer?)?.is_empty();
            }
            if all {
                return Ok(<[Address; 3]>::try_from(set).ok());
            }
        }
        Ok(None)
    }
}

/// None where the node answers, but not this.
fn said<T>(answer: Result<T, Error>) -> Result<Option<T>, Error> {
    match answer {
        Err(Error::Rpc(error)) if !error.is_busy() => Ok(None),
        Err(Error::Decode(_) | Error::Unsupported(_) | Error::Malformed { .. }) => Ok(None),
        answer => answer.map(Some),
    }
}

/// The epoch that holds `height`, if it can be so.
fn epoch(info: EpochInfo, height: Height) -> Option<Segment> {
    let holds = info.epoch >= Epoch(1) && info.first >= Height(1) && (info.first..=info.last).contains(&height);
    let blocks = info.last.0.checked_sub(info.first.0)?.checked_add(1)?;
    (holds && blocks <= MOST_BLOCKS).then_some(Segment {
        first: info.epoch,
        start: info.first,
        blocks,
    })
}
