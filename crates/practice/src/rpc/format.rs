//! Blocks, transactions, receipts and logs in the node's JSON.

use std::fmt::LowerHex;

use ballast_domain::{Address, Hash, Party, Transfer, word};
use ethers_core::types::U256;
use serde_json::{Map, Value, json};

use crate::{
    chain::{Block, Mined, Receipt, SystemTx, bloom, party_address},
    tx::{Kind, Tx},
    world::Log,
};

/// Where transfer logs seem to come from, and what their first topic is.
const TRANSFERS: Address = Address::from_bytes([
    0xcc, 0xd3, 0xd8, 0x86, 0x3d, 0x24, 0x1b, 0xcc, 0x80, 0xf4, 0x63, 0x02, 0x31, 0x0a, 0x6d, 0x94, 0x2a, 0x90, 0xe8,
    0x51,
]);
const TRANSFER_TOPIC: &str = "0x0f684af25f5a740d6a8524c3449595054ae99c1a794cdb7cc0a7cac8542155aa";

/// A number in hexadecimal without leading zeros.
pub(super) fn hex(value: impl LowerHex) -> String {
    format!("{value:#x}")
}

/// Bytes in hexadecimal.
pub(super) fn bytes(data: &[u8]) -> String {
    format!("0x{}", hex::encode(data))
}

/// A block; whole transactions if `detailed`, or their hashes.
pub(super) fn block(block: &Block, detailed: bool) -> Value {
    let transactions = block
        .txs
        .iter()
        .enumerate()
        .filter_map(|(place, (mined, receipt))| match detailed {
            true => transaction(mined, Some((block, place, receipt))),
            false => Some(json!(mined.hash())),
        });
    head(block, transactions.collect())
}

/// A block as subscribers get it: without its transactions.
pub(super) fn head(block: &Block, transactions: Vec<Value>) -> Value {
    let gas_limit: u64 = block.txs.iter().map(|(tx, _)| tx.gas_limit()).sum();
    // The genesis block binds nothing and has no fee.
    let genesis = block.height == 0;
    let root = |what: &str| if genesis { Hash::default() } else { block.digest(what) };
    let mut result = json!({
        "author": block.producer,
        "number": hex(block.height),
        "hash": block.hash,
        "parentHash": block.parent,
        "sha3Uncles": "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
        "logsBloom": bytes(&bloom(block)),
        "transactionsRoot": root("transactions"),
        "stateRoot": root("state"),
        "receiptsRoot": root("receipts"),
        "miner": block.producer,
        "difficulty": "0xfffffffffffffffffffffffffffffffe",
        "totalDifficulty": "0xff14700000000000000000000000486001d72",
        "extraData": "0x",
        "size": hex(block.txs.len()),
        "gasLimit": hex(gas_limit),
        "gasUsed": hex(block.gas_used()),
        "timestamp": hex(block.time.seconds()),
        "transactions": transactions,
        "step": "373422302",
        "uncles": [],
    });
    if !genesis {
        result["baseFeePerGas"] = json!(hex(block.base_fee.rau()));
    }
    if block.blob_gas_used > 0 {
        result["blobGasUsed"] = json!(hex(block.blob_gas_used));
    }
    if block.excess_blob_gas > 0 {
        result["excessBlobGas"] = json!(hex(block.excess_blob_gas));
    }
    result
}

/// A transaction, with its block if it is mined; `None` for what the node cannot show.
pub(super) fn transaction(mined: &Mined, at: Option<(&Block, usize, &Receipt)>) -> Option<Value> {
    match mined {
        Mined::User(tx) => Some(user(tx, at)),
        Mined::System(tx) if tx.is_shown() => Some(system(tx, at)),
        Mined::System(_) => None,
    }
}

fn place(at: Option<(&Block, usize, &Receipt)>) -> [Value; 3] {
    match at {
        Some((block, place, _)) => [json!(block.hash), json!(hex(block.height)), json!(hex(place))],
        None => [Value::Null, Value::Null, Value::Null],
    }
}

/// A transaction that waits or was sent by somebody.
pub(super) fn user(tx: &Tx, at: Option<(&Block, usize, &Receipt)>) -> Value {
    let [block_hash, block_number, index] = place(at);
    let dynamic = matches!(tx.kind, Kind::DynamicFee | Kind::Blob);
    let price = match at.and_then(|(_, _, receipt)| receipt.price) {
        Some(price) if dynamic => U256::from(price.rau()),
        _ => tx.fee_cap,
    };
    let mut result = json!({
        "hash": tx.hash,
        "nonce": hex(tx.nonce),
        "blockHash": block_hash,
        "blockNumber": block_number,
        "transactionIndex": index,
        "from": tx.from.to_hex(),
        "to": tx.to,
        "value": hex(tx.value),
        "gasPrice": hex(price),
        "gas": hex(tx.gas),
        "input": bytes(&tx.data),
        "r": hex(tx.r),
        "s": hex(tx.s),
        "v": hex(tx.v),
        "type": hex(tx.kind as u8),
    });
    // In the node's order; kinds it does not know (EIP-7702) show no more than this.
    let extra: Option<&mut Map<String, Value>> = result.as_object_mut();
    if let Some(map) = extra {
        if dynamic {
            map.insert("maxFeePerGas".into(), json!(hex(tx.fee_cap)));
            map.insert("maxPriorityFeePerGas".into(), json!(hex(tx.tip_cap)));
        }
        if dynamic || tx.kind == Kind::AccessList {
            map.insert("accessList".into(), access_list(tx));
        }
        if tx.kind != Kind::SetCode
            && let Some(id) = tx.chain_id
        {
            map.insert("chainId".into(), json!(hex(id)));
        }
        if dynamic || tx.kind == Kind::AccessList {
            map.insert("yParity".into(), json!(hex(u8::from(!tx.v.is_zero()))));
        }
    }
    result
}

fn access_list(tx: &Tx) -> Value {
    let items = tx
        .access_list
        .iter()
        .map(|item| json!({ "address": item.address.to_hex(), "storageKeys": item.keys }));
    items.collect()
}

fn system(tx: &SystemTx, at: Option<(&Block, usize, &Receipt)>) -> Value {
    let [block_hash, block_number, index] = place(at);
    json!({
        "hash": tx.hash,
        "nonce": "0x0",
        "blockHash": block_hash,
        "blockNumber": block_number,
        "transactionIndex": index,
        "from": tx.producer.to_hex(),
        "to": Address::REWARDING,
        "value": "0x0",
        "gasPrice": "0x0",
        "gas": "0x0",
        "input": bytes(&tx.input()),
        // The chain signs for nobody: a practice network has no producers' keys.
        "r": "0x0",
        "s": "0x0",
        "v": "0x1b",
        "type": "0x0",
    })
}

/// A receipt; with the transfer logs, if `transfers`.
pub(super) fn receipt(block: &Block, place: usize, transfers: bool) -> Option<Value> {
    let (mined, receipt) = block.txs.get(place)?;
    let (to, kind) = match mined {
        Mined::User(tx) => (json!(tx.to), tx.kind as u8),
        Mined::System(tx) if tx.is_shown() => (json!(Address::REWARDING), 0),
        Mined::System(_) => return None,
    };
    let mut logs: Vec<Value> = receipt
        .logs
        .iter()
        .map(|entry| log(block, place, mined, entry))
        .collect();
    if transfers {
        let start = block.transfer_log_start(place);
        let numbered = receipt.transfers.iter().zip(start..);
        logs.extend(numbered.map(|(transfer, index)| transfer_log(block, place, mined, transfer, index)));
    }
    Some(json!({
        "transactionIndex": hex(place),
        "transactionHash": mined.hash(),
        "blockHash": block.hash,
        "blockNumber": hex(block.height),
        "from": mined.sender().to_hex(),
        "to": to,
        "cumulativeGasUsed": hex(receipt.gas_used),
        "gasUsed": hex(receipt.gas_used),
        "contractAddress": receipt.contract,
        "logsBloom": bytes(&bloom(block)),
        "logs": logs,
        "status": hex(receipt.status.0),
        "type": hex(kind),
        "effectiveGasPrice": receipt.price.map(|price| hex(price.rau())),
    }))
}

/// A log of a receipt.
pub(super) fn log(block: &Block, place: usize, mined: &Mined, log: &Log) -> Value {
    json!({
        "removed": false,
        "logIndex": hex(log.index),
        "transactionIndex": hex(place),
        "transactionHash": mined.hash(),
        "blockHash": block.hash,
        "blockNumber": hex(block.height),
        "address": log.address,
        "data": bytes(&log.data),
        "topics": log.topics,
    })
}

fn transfer_log(block: &Block, place: usize, mined: &Mined, transfer: &Transfer, index: u64) -> Value {
    let party = |party: Party| Hash(word::address(party_address(party)));
    let number = |value: u128| Hash(word::wide(value));
    json!({
        "removed": false,
        "logIndex": hex(index),
        "transactionIndex": hex(place),
        "transactionHash": mined.hash(),
        "blockHash": block.hash,
        "blockNumber": hex(block.height),
        "address": TRANSFERS,
        "data": number(transfer.amount.rau()),
        "topics": [
            json!(TRANSFER_TOPIC),
            json!(party(transfer.from)),
            json!(party(transfer.to)),
            json!(number(transfer.kind as u128)),
        ],
    })
}
