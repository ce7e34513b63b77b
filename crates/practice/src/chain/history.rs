//! What happened: logs by address and topic.

use ballast_domain::Address;

use super::{
    Chain,
    block::{Block, Mined},
};
use crate::{error::RpcError, world::Log};

/// The widest range of blocks that one request may cover.
const MOST_BLOCKS: u64 = 2_000;

/// Which logs are meant; empty lists mean any.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LogFilter {
    pub addresses: Vec<Address>,
    /// For each place, the topics that may stand there; one of another length than 32 bytes stands nowhere.
    pub topics: Vec<Vec<Vec<u8>>>,
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
                .all(|(any, topic)| any.is_empty() || any.iter().any(|one| *one == topic.0))
    }

    /// Whether topics are asked for, but any would do: the node looks topics up in an index, and then finds none.
    fn is_lost_on_the_index(&self) -> bool {
        !self.topics.is_empty() && self.topics.iter().all(Vec::is_empty)
    }

    /// The logs of one block.
    pub fn in_block<'a>(&self, block: &'a Block) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        if self.is_lost_on_the_index() {
            return found;
        }
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

#[cfg(test)]
mod tests {
    use ballast_domain::Hash;

    use super::*;

    #[test]
    fn topics_are_compared_byte_by_byte() {
        let mut one = [0; 32];
        one[31] = 1;
        let log = Log {
            address: Address::ZERO,
            topics: vec![Hash(one)],
            data: Vec::new(),
            index: 0,
        };
        let matches = |topics: Vec<Vec<u8>>| {
            let filter = LogFilter {
                addresses: Vec::new(),
                topics: vec![topics],
            };
            filter.matches(&log)
        };
        assert!(matches(Vec::new()) && matches(vec![vec![1], one.to_vec()]));
        assert!(!matches(vec![vec![1]]) && !matches(vec![Vec::new()]));
    }
}
