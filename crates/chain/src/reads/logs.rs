//! The one scanner of logs: it asks for some blocks at a time, for fewer where a node refuses, and gives what it found with
//! the blocks that were looked at, so that whoever scans can keep how far it came, tell of it, and stop after any step.
//!
//! A node cuts a range at its own newest block without a word (node-behaviour.md §4). So its height is asked for with each
//! step, before the logs, and its newest final block (`finality`): only blocks up to there count as looked at.

use ballast_abi::{
    rewarding::DelegateVoterRewardsDistributedFilter,
    staking::{DelegateRewardFrozenFilter, VoterRewardOptInSetFilter},
    topic,
};
use ballast_domain::{Address, Era, Hash, Height, word};
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::arrivals::number;
use crate::{Client, Error, Log, MinedLog, Request, transport::malformed};

/// The most blocks that nodes look at for one question.
const MOST_BLOCKS: u64 = 2_000;
/// How often on end a node may be out of time, or cut its answer off, before that is taken for its failure.
const SLOW: u8 = 2;

/// The logs that are looked for: those of one contract or protocol, by their topics.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogFilter {
    emitter: Address,
    /// By their places; nothing at a place stands for any.
    topics: Vec<Vec<Hash>>,
}

impl LogFilter {
    /// All logs of an emitter. Not for the rewarding protocol, which logs in every block.
    pub const fn all(emitter: Address) -> Self {
        Self {
            emitter,
            topics: Vec::new(),
        }
    }

    /// The events of an emitter whose first topic this is.
    pub fn event(emitter: Address, topic: [u8; 32]) -> Self {
        Self {
            emitter,
            topics: vec![vec![Hash(topic)]],
        }
    }

    /// The logs among these whose next indexed argument is one of `values`; where there are none it may be any.
    #[must_use]
    pub fn of(mut self, values: impl IntoIterator<Item = Hash>) -> Self {
        self.topics.push(values.into_iter().collect());
        self
    }

    /// What was written down of delegates at freezes: of one era, or of all.
    pub fn frozen(era: Option<Era>) -> Self {
        Self::event(Address::STAKING, topic::<DelegateRewardFrozenFilter>()).of(era.map(of_era))
    }

    /// What voters were paid for an era: by these delegates, or by all where none is named.
    pub fn distributed(era: Era, delegates: &[Address]) -> Self {
        Self::event(Address::REWARDING, topic::<DelegateVoterRewardsDistributedFilter>())
            .of([of_era(era)])
            .of(delegates.iter().copied().map(of_address))
    }

    /// The delegates that were opted in by their owners.
    pub fn opt_ins() -> Self {
        Self::event(Address::STAKING, topic::<VoterRewardOptInSetFilter>())
    }

    /// Whether the log is one of those looked for. A node's word is not taken for it: any contract can log any topic.
    pub fn fits(&self, log: &Log) -> bool {
        let fits = |(place, wanted): (usize, &Vec<Hash>)| {
            wanted.is_empty() || log.topics.get(place).is_some_and(|topic| wanted.contains(topic))
        };
        log.address == self.emitter && self.topics.iter().enumerate().all(fits)
    }

    fn request(&self, first: Height, last: Height) -> Request {
        let topic = |wanted: &Vec<Hash>| match wanted.as_slice() {
            [] => Value::Null,
            [one] => json!(one),
            many => json!(many),
        };
        let named = self.topics.iter().rposition(|wanted| !wanted.is_empty());
        let topics: Vec<Value> = self
            .topics
            .iter()
            .take(named.map_or(0, |last| last + 1))
            .map(topic)
            .collect();
        let mut filter = json!({ "fromBlock": number(first), "toBlock": number(last), "address": self.emitter });
        if !topics.is_empty() {
            filter["topics"] = topics.into();
        }
        Request::new("eth_getLogs", json!([filter]))
    }

    /// The logs that a node answered for these blocks, in the chain's order, each once. What was not asked for is left out.
    fn read(&self, node: &str, answer: Value, first: Height, last: Height) -> Result<Vec<MinedLog>, Error> {
        let mut logs: Vec<MinedLog> = serde_json::from_value(answer).map_err(|e| malformed(node, e.to_string()))?;
        let answered = logs.len();
        logs.retain(|log| (first..=last).contains(&log.block) && self.fits(&log.log));
        if logs.len() < answered {
            tracing::warn!(
                node,
                left_out = answered - logs.len(),
                "a node told of logs that were not asked for"
            );
        }
        logs.sort_by_key(|log| (log.block, log.index));
        logs.dedup_by_key(|log| (log.block, log.index));
        Ok(logs)
    }
}

/// An era as an indexed argument.
fn of_era(era: Era) -> Hash {
    Hash(word::number(era.0))
}

/// An address as an indexed argument.
fn of_address(address: Address) -> Hash {
    Hash(word::address(address))
}

/// What one step of a scan found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The first block that was looked at.
    pub first: Height,
    /// The last one: a scan that is begun anew behind it misses nothing.
    pub last: Height,
    /// The logs of these blocks, in the chain's order.
    pub logs: Vec<MinedLog>,
    /// The node that told of them.
    pub node: String,
}

/// A scan on its way. It ends where it is dropped; who keeps [`Found::last`] of each step begins behind it another time.
pub struct LogScan {
    client: Client,
    filter: LogFilter,
    first: Height,
    next: Height,
    last: Height,
    /// Blocks that are asked for at once.
    blocks: u64,
    /// The endpoint that is asked and no other; none where it is whichever answers.
    node: Option<String>,
}

impl LogScan {
    /// Asks for no more than so many blocks at once, 1 at least: for logs of which each block has many.
    #[must_use]
    pub fn in_steps_of(mut self, blocks: u64) -> Self {
        self.blocks = blocks.clamp(1, MOST_BLOCKS);
        self
    }

    /// Asks this endpoint and no other: what it tells is held against what others tell, or asked for in their place.
    #[must_use]
    pub fn at(mut self, node: &str) -> Self {
        self.node = Some(node.to_owned());
        self
    }

    /// How many blocks were looked at, and of how many.
    pub const fn progress(&self) -> (u64, u64) {
        let all = self.last.0.saturating_add(1).saturating_sub(self.first.0);
        (self.next.0.saturating_sub(self.first.0), all)
    }

    /// Whether all blocks were looked at.
    pub fn is_done(&self) -> bool {
        self.next > self.last
    }

    /// Looks at the next blocks, up to the newest final one; `None` where all were looked at, or the next one is not there or
    /// not final yet.
    ///
    /// # Errors
    /// See [`Error`]. What was found before stands, and the step may be tried again.
    pub async fn step(&mut self) -> Result<Option<Found>, Error> {
        let mut slow = 0;
        while !self.is_done() {
            let first = self.next;
            let last = Height(first.0.saturating_add(self.blocks - 1)).min(self.last);
            let request = self.filter.request(first, last);
            let error = match self.client.snapshot_to_final(self.node.as_deref(), vec![request]).await {
                Ok((_, newest)) if newest < first => return Ok(None),
                Ok((answer, newest)) => match answer.value.0.into_iter().next().ok_or(Error::NoEndpoint)? {
                    Ok(logs) => return self.found(&answer.node, logs, first, last.min(newest)).map(Some),
                    Err(error) if error.is_too_much() => Error::Rpc(error),
                    Err(error) => return Err(error.into()),
                },
                Err(error @ Error::TooLarge { .. }) => error,
                Err(error @ (Error::Timeout { .. } | Error::CutOff { .. })) if slow < SLOW => {
                    slow += 1;
                    error
                }
                Err(error) => return Err(error),
            };
            if first == last {
                return Err(error);
            }
            self.blocks = (last.0 - first.0).div_ceil(2);
            tracing::debug!(%error, blocks = self.blocks, "logs are asked for in fewer blocks");
        }
        Ok(None)
    }

    fn found(&mut self, node: &str, logs: Value, first: Height, last: Height) -> Result<Found, Error> {
        let logs = self.filter.read(node, logs, first, last)?;
        self.next = Height(last.0.saturating_add(1));
        Ok(Found {
            first,
            last,
            logs,
            node: node.to_owned(),
        })
    }
}

impl Client {
    /// A scan of the blocks from `first` to `last`, of which nothing is asked yet.
    pub fn scan_logs(&self, filter: LogFilter, first: Height, last: Height) -> LogScan {
        LogScan {
            client: self.clone(),
            filter,
            first,
            next: first,
            last,
            blocks: MOST_BLOCKS,
            node: None,
        }
    }

    /// The logs of some blocks, 2,000 at most, as each endpoint tells of them, in the configured order: what stands on them
    /// is not to be one node's word. One that has not come to `last` yet tells of the blocks that it has.
    pub async fn logs_of_each(
        &self,
        filter: &LogFilter,
        first: Height,
        last: Height,
    ) -> Vec<(String, Result<Vec<MinedLog>, Error>)> {
        let asked = self.nodes().into_iter().map(|node| async move {
            let logs = self.request_of(&node, filter.request(first, last)).await;
            let logs = logs.and_then(|logs| filter.read(&node, logs, first, last));
            (node, logs)
        });
        join_all(asked).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_written_as_nodes_read_it() {
        let asked = |filter: &LogFilter| filter.request(Height(9), Height(40)).params[0].clone();
        let event = Hash(topic::<DelegateVoterRewardsDistributedFilter>());
        let (one, two) = (Address::from_bytes([1; 20]), Address::from_bytes([2; 20]));
        let of_one = asked(&LogFilter::distributed(Era(65_328), &[one]));
        assert_eq!(
            (&of_one["fromBlock"], &of_one["toBlock"]),
            (&json!("0x9"), &json!("0x28"))
        );
        assert_eq!(of_one["address"], json!(Address::REWARDING));
        assert_eq!(of_one["topics"], json!([event, of_era(Era(65_328)), of_address(one)]));
        let of_two = asked(&LogFilter::distributed(Era(1), &[one, two]));
        assert_eq!(of_two["topics"][2], json!([of_address(one), of_address(two)]));
        let of_all = asked(&LogFilter::distributed(Era(1), &[]));
        assert_eq!(of_all["topics"].as_array().map(Vec::len), Some(2));
        let any = asked(&LogFilter::event(one, [7; 32]).of([]).of([Hash([8; 32])]));
        assert_eq!(any["topics"], json!([Hash([7; 32]), null, Hash([8; 32])]));
        assert_eq!(asked(&LogFilter::all(one)).get("topics"), None);
        let opt_ins = asked(&LogFilter::opt_ins());
        assert_eq!(opt_ins["address"], json!(Address::STAKING));
        assert_eq!(opt_ins["topics"], json!([Hash(topic::<VoterRewardOptInSetFilter>())]));
    }
}
