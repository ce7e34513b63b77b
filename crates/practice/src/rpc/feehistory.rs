//! `eth_feeHistory`.

use ballast_domain::Amount;
use serde_json::{Value, json};

use super::{
    Answer, Node,
    format::hex,
    heights,
    params::{at, parse_uint, text},
};
use crate::{
    chain::{Block, fees},
    error::RpcError,
};

const MOST: u64 = 1_024;

pub(super) fn fee_history(node: &Node, params: &Value) -> Answer {
    let (count, newest) = at(params, 0).zip(at(params, 1)).ok_or_else(RpcError::format)?;
    let chain = node.chain();
    let count = blocks_asked_for(&text(count), chain.genesis.knows_zanzibar())?;
    let last = heights::block(&chain, &text(newest))?;
    if count == 0 {
        return Ok(json!({
            "oldestBlock": "0x0", "baseFeePerGas": [], "gasUsedRatio": null, "baseFeePerBlobGas": [],
            "blobGasUsedRatio": null
        }));
    }
    let percentiles = percentiles(at(params, 2))?;
    let count = count.min(MOST).min(last);
    let missing = || {
        let message = format!("failed to get block at height {last}: not exist in DB");
        RpcError::grpc(RpcError::NOT_FOUND, message)
    };
    // The node lists the newest first, and none before block 1.
    let blocks: Vec<&Block> = (0..count)
        .map(|i| chain.block(last - i).ok_or_else(missing))
        .collect::<Result<_, _>>()?;
    let limit = chain.genesis.block_gas_limit;
    let next = match blocks.first() {
        Some(newest) => fees::next_base_fee(newest, limit),
        // Block 1's, which no block decides.
        None => Amount::from_rau(fees::FLOOR),
    };
    let mut base: Vec<_> = blocks.iter().map(|block| hex(block.base_fee.rau())).collect();
    base.push(hex(next.rau()));
    let ratios = blocks.iter().map(|block| ratio(block.gas_used() as f64 / limit as f64));
    let mut result = json!({
        "oldestBlock": hex(last - count + 1),
        "baseFeePerGas": base,
        "gasUsedRatio": ratios.collect::<Vec<_>>(),
        "baseFeePerBlobGas": vec!["0x1"; blocks.len() + 1],
        "blobGasUsedRatio": vec![0; blocks.len()],
    });
    if !percentiles.is_empty() && !blocks.is_empty() {
        result["reward"] = blocks.iter().map(|block| rewards(block, &percentiles)).collect();
    }
    Ok(result)
}

/// Before release 2.5 decimal only: the hexadecimal count that every other client sends was refused (recordings 01 and 18).
fn blocks_asked_for(count: &str, or_hexadecimal: bool) -> Result<u64, RpcError> {
    if !or_hexadecimal {
        return parse_uint(count, 10);
    }
    let read = match count.strip_prefix("0x") {
        Some(digits) => parse_uint(digits, 16),
        None => parse_uint(count, 10),
    };
    read.map_err(|_| RpcError::plain(format!("number: {count}: wrong type of params")))
}

/// As Go writes a number: a whole one without a point.
fn ratio(value: f64) -> Value {
    if value == 0.0 { json!(0) } else { json!(value) }
}

fn percentiles(value: Option<&Value>) -> Result<Vec<f64>, RpcError> {
    let list = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let percentiles: Vec<f64> = list.iter().map(|p| p.as_f64().unwrap_or(0.0)).collect();
    let refuse = |what: &str| Err(RpcError::grpc(RpcError::INVALID_ARGUMENT, what));
    if percentiles.iter().any(|p| !(0.0..=100.0).contains(p)) {
        return refuse("percentile must be in [0, 100]");
    }
    if percentiles.windows(2).any(|pair| pair[1] <= pair[0]) {
        return refuse("percentiles must be in ascending order");
    }
    Ok(percentiles)
}

/// The node multiplies by the percentage and not by the hundredth, so that any percentile above 1 gives the highest.
fn rewards(block: &Block, percentiles: &[f64]) -> Value {
    let mut tips: Vec<u128> = block.txs.iter().map(|(_, receipt)| receipt.tip.rau()).collect();
    tips.sort_unstable();
    let pick = |percentile: &f64| {
        let place = ((tips.len() as f64 * percentile) as usize).min(tips.len().saturating_sub(1));
        json!(hex(tips.get(place).copied().unwrap_or(0)))
    };
    percentiles.iter().map(pick).collect()
}
