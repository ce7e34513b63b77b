//! Filters that a client installs and polls.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use ballast_domain::{Hash, keccak256};
use serde_json::{Value, json};

use super::{
    Answer, Node, heights,
    logs::{Described, matching, show},
    params::{digits, required},
};
use crate::{chain::Chain, error::RpcError};

/// A filter that nobody asks about is forgotten after this long.
const EXPIRY: Duration = Duration::from_secs(15 * 60);
const MOST_BLOCKS: u64 = 2_000;

#[derive(Clone, Debug)]
enum Watched {
    Blocks,
    Logs(Described),
}

#[derive(Clone, Debug)]
struct Filter {
    watched: Watched,
    /// The next block that was not reported yet; 0 before the first report of logs.
    next: u64,
    used: Instant,
}

/// All filters by id.
#[derive(Debug, Default)]
pub(super) struct Filters {
    by_id: HashMap<String, Filter>,
}

impl Filters {
    /// As in the node, the id is a digest of the filter: the same filter twice is one filter.
    fn install(&mut self, watched: Watched, next: u64) -> String {
        self.by_id.retain(|_, filter| filter.used.elapsed() < EXPIRY);
        let digest = keccak256(format!("{watched:?} {next}").as_bytes());
        let id = hex::encode(digest);
        self.by_id.insert(
            id.clone(),
            Filter {
                watched,
                next,
                used: Instant::now(),
            },
        );
        id
    }

    fn get(&mut self, id: &str) -> Result<&mut Filter, RpcError> {
        let filter = self
            .by_id
            .get_mut(digits(id))
            .filter(|filter| filter.used.elapsed() < EXPIRY);
        let filter = filter.ok_or_else(|| RpcError::plain("filter not found"))?;
        filter.used = Instant::now();
        Ok(filter)
    }
}

pub(super) fn new_log_filter(node: &Node, params: &Value) -> Answer {
    if params.is_null() {
        return Err(RpcError::format());
    }
    let described = Described::read(Some(params))?;
    let chain = node.chain();
    for (name, tag) in [("from", &described.from), ("to", &described.to)] {
        heights::block(&chain, tag).map_err(|_| RpcError::plain(format!("{name}: {tag}: wrong type of params")))?;
    }
    described.filter()?;
    let id = node.filters().install(Watched::Logs(described), 0);
    Ok(json!(format!("0x{id}")))
}

pub(super) fn new_block_filter(node: &Node) -> Answer {
    let tip = node.chain().tip();
    let id = node.filters().install(Watched::Blocks, tip);
    Ok(json!(format!("0x{id}")))
}

pub(super) fn uninstall(node: &Node, params: &Value) -> Answer {
    let id = required(params, 0)?;
    Ok(json!(node.filters().by_id.remove(digits(&id)).is_some()))
}

pub(super) fn logs(node: &Node, params: &Value) -> Answer {
    let id = required(params, 0)?;
    let chain = node.chain();
    match &node.filters().get(&id)?.watched {
        Watched::Logs(described) => matching(&chain, described),
        Watched::Blocks => Err(RpcError::plain("filter not found")),
    }
}

pub(super) fn changes(node: &Node, params: &Value) -> Answer {
    let id = required(params, 0)?;
    let chain = node.chain();
    let mut filters = node.filters();
    let filter = filters.get(&id)?;
    if filter.next > chain.tip() {
        return Ok(json!([]));
    }
    let answer = match &filter.watched {
        Watched::Blocks => new_blocks(&chain, filter.next)?,
        Watched::Logs(described) => match new_logs(&chain, described, filter.next)? {
            Some(answer) => answer,
            None => return Ok(json!([])),
        },
    };
    filter.next = chain.tip() + 1;
    Ok(answer)
}

fn new_blocks(chain: &Chain, next: u64) -> Answer {
    let tip = chain.tip();
    if tip - next + 1 > MOST_BLOCKS {
        return Err(RpcError::plain("range exceeds the limit: invalid format of request"));
    }
    let hashes: Vec<Hash> = (next..=tip)
        .filter_map(|height| chain.block(height))
        .map(|block| block.hash)
        .collect();
    Ok(json!(hashes))
}

fn new_logs(chain: &Chain, described: &Described, next: u64) -> Result<Option<Value>, RpcError> {
    let from = heights::block(chain, &described.from)?;
    let to = heights::block(chain, &described.to)?;
    if next > to && next >= from {
        return Ok(None);
    }
    Ok(Some(show(&chain.logs(&described.filter()?, from.max(next), to)?)))
}
