//! Accounts: balance, nonce, code, storage.

use ballast_domain::{Address, Hash};
use serde_json::{Value, json};

use super::{
    Answer, Node,
    format::{bytes, hex},
    heights::{At, require_made, require_tip, state, tag_or_number},
    params::{address, at, required, strict_bytes},
};
use crate::error::RpcError;

pub(super) fn balance(node: &Node, params: &Value) -> Answer {
    let who = address(&required(params, 0)?)?;
    let chain = node.chain();
    let when = state(&chain, at(params, 1))?;
    let balance = match who {
        // The protocols answer for now whatever block is named, if there is one.
        Address::STAKING => require_made(&chain, when).map(|()| chain.world.ledger.staking.total_staked()),
        Address::REWARDING => require_made(&chain, when).map(|()| chain.world.ledger.rewards.total()),
        _ => require_tip(&chain, when).map(|()| chain.world.accounts.balance(who)),
    }?;
    Ok(json!(hex(balance.rau())))
}

/// For every tag but an old block the nonce that the pool expects next.
pub(super) fn transaction_count(node: &Node, params: &Value) -> Answer {
    let text = required(params, 0)?;
    let chain = node.chain();
    let when = match at(params, 1).map(super::params::text) {
        Some(tag) => tag_or_number(&tag).map_err(|error| RpcError {
            message: format!("failed to unmarshal height {tag}: {}", error.message),
            ..error
        })?,
        None => At::Tip,
    };
    let who = address(&text)?;
    require_tip(&chain, when)?;
    let nonce = match when {
        At::Tip => chain.pending_nonce(who),
        At::Height(_) => chain.world.accounts.nonce(who),
    };
    Ok(json!(hex(nonce)))
}

pub(super) fn code(node: &Node, params: &Value) -> Answer {
    let who = address(&required(params, 0)?)?;
    let chain = node.chain();
    require_tip(&chain, state(&chain, at(params, 1))?)?;
    Ok(json!(bytes(
        chain.world.accounts.get(who).map_or(&[], |account| &account.code)
    )))
}

pub(super) fn storage(node: &Node, params: &Value) -> Answer {
    let (who, place) = (required(params, 0)?, required(params, 1)?);
    let chain = node.chain();
    require_tip(&chain, state(&chain, at(params, 2))?)?;
    let who = address(&who)?;
    let place = strict_bytes(&place)?;
    let mut key = [0; 32];
    let tail = &place[place.len().saturating_sub(32)..];
    key[32 - tail.len()..].copy_from_slice(tail);
    let contract = chain.world.accounts.get(who).filter(|account| !account.code.is_empty());
    Ok(contract.map_or(json!("0x"), |contract| {
        json!(contract.storage.get(&Hash(key)).copied().unwrap_or_default())
    }))
}
