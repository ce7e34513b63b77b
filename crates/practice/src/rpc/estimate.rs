//! `eth_estimateGas`.

use ballast_domain::ReceiptStatus;
use serde_json::{Value, json};

use super::{
    Answer, Node,
    call::{CallObject, call_object, simulate},
    format::{bytes, hex},
    heights::require_tip,
};
use crate::{
    chain::{Chain, fees},
    error::RpcError,
    evm, native,
};

/// The node never says less.
const LEAST: u64 = 21_000;

pub(super) fn estimate_gas(node: &Node, params: &Value) -> Answer {
    let chain = node.chain();
    let call = call_object(params)?;
    // Only a contract's state is looked up, but the block must be there.
    let find = || call.at.find(&chain);
    let gas = match call.to {
        // An action of a native protocol is not simulated: it costs what it is, whether it would succeed or not.
        Some(to) if native::is_native(call.to) => {
            let action =
                native::decode(to, &call.data, call.value).ok_or_else(|| RpcError::plain("invalid abi binary data"))?;
            find()?;
            fees::intrinsic_gas(action.memo)
        }
        Some(to) if !chain.world.accounts.is_contract(to) => {
            find()?;
            fees::intrinsic_gas(call.data.len())
        }
        _ => {
            let at = find()?;
            let gas = require_tip(&chain, at)
                .map_err(wrapped)
                .and_then(|()| contract(&chain, &call));
            // What came back stands beside the error, even where nothing did.
            gas.map_err(|error| RpcError {
                data: error.data.or_else(|| Some(json!(bytes(&[])))),
                ..error
            })?
        }
    };
    Ok(json!(hex(gas.max(LEAST))))
}

/// The node puts one gRPC error into another here, and the inner one's name with it.
fn wrapped(error: RpcError) -> RpcError {
    RpcError {
        message: format!("rpc error: code = Internal desc = {}", error.message),
        ..error
    }
}

/// What the call used, or the least limit with which it succeeds.
fn contract(chain: &Chain, call: &CallObject) -> Result<u64, RpcError> {
    let most = chain.genesis.block_gas_limit;
    let first = simulate(chain, call, most)?;
    if first.status == ReceiptStatus::REVERTED {
        let message = match evm::reason(&first.output) {
            Some(reason) => format!("execution simulation is reverted due to the reason: {reason}"),
            None => "execution reverted".to_owned(),
        };
        let data = Some(json!(bytes(&first.output)));
        return Err(RpcError {
            code: RpcError::INVALID_ARGUMENT,
            message,
            data,
        });
    }
    if !first.status.is_success() {
        let message = format!("execution simulation failed: status = {}", first.status.0);
        let data = Some(json!(bytes(&first.output)));
        return Err(RpcError {
            code: RpcError::INTERNAL,
            message,
            data,
        });
    }
    let enough = |gas: u64| simulate(chain, call, gas).is_ok_and(|outcome| outcome.status.is_success());
    if enough(first.gas_used) {
        return Ok(first.gas_used);
    }
    let (mut low, mut high) = (first.gas_used, most);
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle
        } else {
            low = middle + 1
        }
    }
    Ok(high)
}
