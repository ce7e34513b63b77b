//! `eth_estimateGas`.

use ballast_domain::{Action, ReceiptStatus};
use ethers_core::types::U256;
use serde_json::{Value, json};

use super::{
    Answer, Node,
    call::{CallObject, call_object, simulate_on},
    format::{bytes, hex},
    heights::require_tip,
};
use crate::{
    chain::Chain,
    error::RpcError,
    evm, native,
    world::{Accounts, gas::intrinsic_gas},
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
            let action = native::decode(to, &call.data, call.value, chain.genesis.knows_zanzibar());
            let action = action.ok_or_else(|| RpcError::plain("invalid abi binary data"))?;
            find()?;
            match action.action {
                Action::MigrateStake(action) => migration(&chain, &call, action.bucket).map_err(with_output)?,
                _ => intrinsic_gas(action.memo),
            }
        }
        Some(to) if !chain.world.accounts.is_contract(to) => {
            find()?;
            intrinsic_gas(call.data.len())
        }
        _ => {
            let at = find()?;
            let gas = require_tip(&chain, at)
                .map_err(wrapped)
                .and_then(|()| contract(&chain, &chain.world.accounts, &call));
            gas.map_err(with_output)?
        }
    };
    Ok(json!(hex(gas.max(LEAST))))
}

/// What came back stands beside the error, even where nothing did.
fn with_output(error: RpcError) -> RpcError {
    RpcError {
        data: error.data.or_else(|| Some(json!(bytes(&[])))),
        ..error
    }
}

/// What moving a native bucket to a contract uses: the contract's part as if the sender had the money already.
fn migration(chain: &Chain, call: &CallObject, index: u64) -> Result<u64, RpcError> {
    let bucket = chain.world.ledger.staking.buckets.get(&index).ok_or_else(|| {
        RpcError::plain(format!(
            "failed to fetch bucket: failed to fetch bucket by index {index}: state of 01{index:016x} doesn't exist: \
             state does not exist"
        ))
    })?;
    let (to, version) = chain.migrates_to().ok_or_else(|| RpcError::plain("invalid address"))?;
    let mut accounts = chain.world.accounts.clone();
    accounts.credit(call.from, bucket.amount);
    let stake = CallObject {
        from: call.from,
        to: Some(to),
        gas: 0,
        value: U256::from(bucket.amount.rau()),
        data: chain.stake_call(version, bucket.duration, bucket.candidate),
        access_list: Vec::new(),
        at: call.at,
    };
    Ok(contract(chain, &accounts, &stake)? + intrinsic_gas(0))
}

/// The node puts one gRPC error into another here, and the inner one's name with it.
fn wrapped(error: RpcError) -> RpcError {
    RpcError {
        message: format!("rpc error: code = Internal desc = {}", error.message),
        ..error
    }
}

/// What the call used, or the least limit with which it succeeds.
fn contract(chain: &Chain, accounts: &Accounts, call: &CallObject) -> Result<u64, RpcError> {
    let most = chain.genesis.block_gas_limit;
    let simulate = |gas| simulate_on(chain, accounts, call, gas);
    let first = simulate(most)?;
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
    let enough = |gas: u64| simulate(gas).is_ok_and(|outcome| outcome.status.is_success());
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
