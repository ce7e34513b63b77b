//! Sending transactions, and looking at them.

use ballast_domain::Hash;
use serde_json::{Value, json};

use super::{
    Answer, Node, format, heights,
    params::{hash, number, required},
};
use crate::{
    chain::{Block, Chain, Mined},
    error::RpcError,
};

pub(super) fn send(node: &Node, params: &Value) -> Answer {
    let raw = required(params, 0)?;
    let mut chain = node.chain();
    let hash = chain.submit(&raw)?;
    if let Some(store) = &node.store {
        store.save_pool(&chain);
    }
    Ok(json!(hash))
}

/// The node's word for its own transactions that have no Ethereum form.
fn unshown() -> RpcError {
    RpcError::plain("invalid action type")
}

fn mined(block: &Block, place: usize) -> Answer {
    match block.txs.get(place) {
        Some((tx, receipt)) => {
            format::transaction(tx, Some((block, place, receipt))).ok_or_else(|| unshown().with_null())
        }
        None => Ok(Value::Null),
    }
}

fn waiting(chain: &Chain, hash: &Hash) -> Value {
    chain
        .pool
        .get(hash)
        .map_or(Value::Null, |pending| format::user(&pending.tx, None))
}

pub(super) fn by_hash(node: &Node, params: &Value) -> Answer {
    let hash = hash(&required(params, 0)?)?;
    let chain = node.chain();
    match chain.find(&hash) {
        Some((block, place)) => mined(block, place),
        None => Ok(waiting(&chain, &hash)),
    }
}

pub(super) fn by_number_and_index(node: &Node, params: &Value) -> Answer {
    let (block, index) = (required(params, 0)?, required(params, 1)?);
    let chain = node.chain();
    let (height, index) = (heights::block(&chain, &block)?, number(&index)?);
    indexed(chain.block(height), index)
}

pub(super) fn by_block_hash_and_index(node: &Node, params: &Value) -> Answer {
    let (block, index) = (required(params, 0)?, required(params, 1)?);
    let (index, hash) = (number(&index)?, hash(&block)?);
    indexed(node.chain().block_by_hash(&hash), index)
}

fn indexed(block: Option<&Block>, index: u64) -> Answer {
    match block.zip(usize::try_from(index).ok()) {
        Some((block, place)) => mined(block, place),
        None => Ok(Value::Null),
    }
}

pub(super) fn receipt(node: &Node, params: &Value) -> Answer {
    let text = required(params, 0)?;
    let hash = hash(&text).map_err(|_| RpcError::plain(format!("actHash: {text}: wrong type of params")))?;
    let chain = node.chain();
    let Some((block, place)) = chain.find(&hash) else {
        return Ok(Value::Null);
    };
    if let Some((Mined::System(tx), _)) = block.txs.get(place)
        && !tx.is_shown()
    {
        return Err(unshown());
    }
    Ok(format::receipt(block, place, true).unwrap_or(Value::Null))
}
