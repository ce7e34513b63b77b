//! Blocks and what is in them.

use serde_json::{Value, json};

use super::{
    Answer, Node,
    format::{self, hex},
    heights::{self, At},
    params::{at, hash, required},
};
use crate::{chain::Block, error::RpcError};

/// Whether a parameter means yes, as loosely as the node takes it.
fn is_true(value: Option<&Value>) -> Result<bool, RpcError> {
    match value.ok_or_else(RpcError::format)? {
        Value::Bool(yes) => Ok(*yes),
        Value::String(text) => Ok(matches!(text.to_lowercase().as_str(), "1" | "t" | "true")),
        Value::Number(number) => Ok(number.as_f64() != Some(0.0)),
        _ => Ok(false),
    }
}

fn show(found: Option<&Block>, detailed: bool) -> Answer {
    Ok(found.map_or(Value::Null, |block| format::block(block, detailed)))
}

pub(super) fn by_number(node: &Node, params: &Value) -> Answer {
    let (number, detailed) = (required(params, 0)?, is_true(at(params, 1))?);
    let chain = node.chain();
    let height = heights::block(&chain, &number)?;
    match height {
        0 => show(Some(&chain.genesis_block()), detailed),
        height => show(chain.block(height), detailed),
    }
}

pub(super) fn by_hash(node: &Node, params: &Value) -> Answer {
    let (text, detailed) = (required(params, 0)?, is_true(at(params, 1))?);
    let hash = hash(&text)?;
    show(node.chain().block_by_hash(&hash), detailed)
}

/// The node takes "now" for height 0, so that the latest block seems to have no receipts.
pub(super) fn receipts(node: &Node, params: &Value) -> Answer {
    let chain = node.chain();
    let height = match heights::state(&chain, Some(at(params, 0).ok_or_else(RpcError::format)?))? {
        At::Tip => return Ok(json!([])),
        At::Height(height) => height,
    };
    let Some(block) = chain.block(height) else {
        return Ok(Value::Null);
    };
    Ok((0..block.txs.len())
        .filter_map(|place| format::receipt(block, place, false))
        .collect())
}

pub(super) fn count_by_number(node: &Node, params: &Value) -> Answer {
    let number = required(params, 0)?;
    let chain = node.chain();
    Ok(match heights::block(&chain, &number)? {
        0 => json!("0x0"),
        height => chain
            .block(height)
            .map_or(Value::Null, |block| json!(hex(block.txs.len()))),
    })
}

pub(super) fn count_by_hash(node: &Node, params: &Value) -> Answer {
    let hash = hash(&required(params, 0)?)?;
    let chain = node.chain();
    let block = chain.block_by_hash(&hash).ok_or_else(|| {
        RpcError::plain(format!(
            "the block is not found: {}",
            heights::why_not_found(&chain, &hash)
        ))
    })?;
    Ok(json!(hex(block.txs.len())))
}

/// There are no blobs.
pub(super) fn sidecars(node: &Node, params: &Value) -> Answer {
    let number = required(params, 0)?;
    let chain = node.chain();
    let height = heights::block(&chain, &number)?;
    Ok(if chain.block(height).is_some() {
        json!([])
    } else {
        Value::Null
    })
}
