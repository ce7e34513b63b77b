//! What a client asks first: which chain, how far, what gas costs.

use serde_json::{Value, json};

use super::{Answer, Node, format::hex, params::required};
use crate::{chain::fees, error::RpcError};

/// The releases that this is a model of, and that it is one: that of before Zanzibar, and the one that knows it.
const BEFORE_ZANZIBAR: &str = concat!("v2.4.4/ballast-practice ", env!("CARGO_PKG_VERSION"));
const SINCE_ZANZIBAR: &str = concat!("v2.5.0/ballast-practice ", env!("CARGO_PKG_VERSION"));

pub(super) fn client_version(node: &Node) -> Answer {
    Ok(json!(match node.chain().genesis.knows_zanzibar() {
        true => SINCE_ZANZIBAR,
        false => BEFORE_ZANZIBAR,
    }))
}

pub(super) fn chain_id(node: &Node) -> Answer {
    Ok(json!(hex(node.chain().genesis.evm_chain_id)))
}

pub(super) fn net_version(node: &Node) -> Answer {
    Ok(json!(node.chain().genesis.evm_chain_id.to_string()))
}

pub(super) fn block_number(node: &Node) -> Answer {
    Ok(json!(hex(node.chain().tip())))
}

fn price(node: &Node) -> u64 {
    let chain = node.chain();
    fees::suggested_price(chain.blocks(), chain.genesis.block_gas_limit)
}

pub(super) fn gas_price(node: &Node) -> Answer {
    Ok(json!(hex(price(node))))
}

/// Never less than a whole 1,000 Qev, which doubles what a client that follows it pays.
pub(super) fn tip(node: &Node) -> Answer {
    let price = price(node);
    let base = node
        .chain()
        .blocks()
        .last()
        .map_or(fees::FLOOR, |tip| tip.base_fee.rau());
    let tip = u128::from(price).saturating_sub(base).max(fees::FLOOR);
    Ok(json!(hex(tip)))
}

/// Ends a subscription, whoever began it. Where there is none the node answers `false` and an error at once.
pub(super) fn unsubscribe(node: &Node, params: &Value) -> Answer {
    let id = required(params, 0)?;
    if node.live().remove(&id) {
        return Ok(json!(true));
    }
    Err(RpcError {
        data: Some(json!(false)),
        ..RpcError::plain("subscription not found")
    })
}
