//! What happened: logs by address and topic.

use ballast_domain::{Address, Hash};

use super::{
    Chain,
    block::{Block, Log, Mined},
};
use crate::error::RpcError;

/// The widest range of blocks that one request may cover.
const MOST_BLOCKS: u64 = 2_000;

/// Which logs are meant; empty lists mean any.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LogFilter {
    pub addresses: Vec<Address>,
    /// For each place, the topics that may stand there.
    pub topics: Vec<Vec<Hash>>,
}

/// A log with where it was found.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub block: &'a Block,
    pub place: usize,
    pub tx: &'a Mined,
    pub log: &'a Log,
}

impl LogFilter {
    fn matches(&self, log: &Log) -> bool {
        (self.addresses.is_empty() || self.addresses.contains(&log.address))
            && self.topics.len() <= log.topics.len()
            && self
                .topics
                .iter()
                .zip(&log.topics)
                .all(|(any, topic)| any.is_empty() || any.contains(topic))
    }

    /// The logs of one block.
    pub fn in_block<'a>(&self, block: &'a Block) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        for (place, (tx, receipt)) in block.txs.iter().enumerate() {
            let logs = receipt.logs.iter().filter(|log| self.matches(log));
            found.extend(logs.map(|log| Found { block, place, tx, log }));
        }
        found
    }
}

impl Chain {
    /// The logs of blocks `from` to `to`; 0 means the tip, and what is beyond it is cut off.
    pub fn logs(&self, filter: &LogFilter, from: u64, to: u64) -> Result<Vec<Found<'_>>, RpcError> {
        let tip = self.tip();
        let (from, to) = (if from == 0 { tip } else { from }, if to == 0 { tip } else { to });
        if from > to {
            return Err(RpcError::plain("invalid start or end height"));
        }
        if from > tip {
            return Err(RpcError::plain(format!("start block {from} > tip height {tip}")));
        }
        let to = to.min(tip);
        if to > from + MOST_BLOCKS {
            return Err(RpcError::grpc(RpcError::INVALID_ARGUMENT, "range exceeds the limit"));
        }
        Ok((from..=to)
            .filter_map(|height| self.block(height))
            .flat_map(|block| filter.in_block(block))
            .collect())
    }
}
