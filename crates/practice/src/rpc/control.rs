//! The two methods that no real node has: making blocks, and stopping producers.

use serde_json::{Value, json};

use super::{Answer, Node, params::at};
use crate::error::RpcError;

/// The most blocks that one request may ask for.
const MOST_BLOCKS: u64 = 100_000;
/// The longest step: a hundred years.
const MOST_SECONDS: f64 = 3_155_760_000.0;

/// Makes `blocks` blocks, each `micros` microseconds after the one before; gives the last.
pub(super) fn mine(node: &Node, blocks: u64, micros: u64) -> Answer {
    let mut chain = node.chain();
    let before = chain.tip();
    let mut failed = None;
    for _ in 0..blocks {
        if let Err(error) = chain.mine(micros) {
            failed = Some(error);
            break;
        }
    }
    if let Some(store) = &node.store {
        store.save(&chain);
    }
    for height in before + 1..=chain.tip() {
        // Nobody may be listening.
        let _ = node.heads.send(height);
    }
    if let Some(error) = failed {
        return Err(error);
    }
    let last = chain.blocks().last().ok_or_else(RpcError::format)?;
    Ok(json!({ "height": last.height, "timestamp": last.time.seconds(), "miner": last.producer.to_hex() }))
}

/// `practice_mine [{blocks, stepSeconds}]`.
pub(super) fn practice_mine(node: &Node, params: &Value) -> Answer {
    let options = at(params, 0).unwrap_or(&Value::Null);
    let blocks = match options.get("blocks") {
        None | Some(Value::Null) => 1,
        Some(blocks) => blocks
            .as_u64()
            .filter(|n| (1..=MOST_BLOCKS).contains(n))
            .ok_or_else(RpcError::format)?,
    };
    let micros = match options.get("stepSeconds") {
        None | Some(Value::Null) => node.step,
        Some(step) => {
            let seconds = step
                .as_f64()
                .filter(|s| (0.0..=MOST_SECONDS).contains(s))
                .ok_or_else(RpcError::format)?;
            (seconds * 1e6).round() as u64
        }
    };
    mine(node, blocks, micros)
}

/// `practice_producer [{delegate, running}]`.
pub(super) fn practice_producer(node: &Node, params: &Value) -> Answer {
    let options = at(params, 0).ok_or_else(RpcError::format)?;
    let place = options
        .get("delegate")
        .and_then(Value::as_u64)
        .ok_or_else(RpcError::format)?;
    let running = options
        .get("running")
        .and_then(Value::as_bool)
        .ok_or_else(RpcError::format)?;
    let mut chain = node.chain();
    let delegate = usize::try_from(place)
        .ok()
        .and_then(|place| chain.genesis.delegates.get(place));
    let operator = delegate
        .map(|d| d.operator)
        .ok_or_else(|| RpcError::plain("there is no such delegate"))?;
    if running {
        chain.world.stopped.remove(&operator);
    } else {
        chain.world.stopped.insert(operator);
    }
    if let Some(store) = &node.store {
        store.save(&chain);
    }
    Ok(json!({ "delegate": place, "running": running }))
}
