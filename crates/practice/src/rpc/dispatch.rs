//! Which method answers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};

use super::{
    Answer, Errand, Node, basics, blocks, call, control, estimate, feehistory, filters, logs, state, transactions,
};
use crate::error::RpcError;

/// Answers a request; one that makes the node panic gets an error, and the node goes on, as a real one does.
pub(super) fn dispatch(node: &Node, method: &str, params: &Value, errand: &Errand) -> Answer {
    survive(|| answer(node, method, params, errand))
}

/// An answer, or an error where finding it panics.
pub(super) fn survive(answer: impl FnOnce() -> Answer) -> Answer {
    // Locks that were held are taken over by the next request.
    catch_unwind(AssertUnwindSafe(answer)).unwrap_or_else(|_| Err(RpcError::plain("panic")))
}

fn answer(node: &Node, method: &str, params: &Value, errand: &Errand) -> Answer {
    match method {
        "eth_accounts" => Ok(json!([])),
        "eth_gasPrice" => basics::gas_price(node),
        "eth_maxPriorityFeePerGas" => basics::tip(node),
        "eth_feeHistory" => feehistory::fee_history(node, params),
        "eth_blobBaseFee" => Ok(json!("0x1")),
        "eth_chainId" => basics::chain_id(node),
        "eth_blockNumber" => basics::block_number(node),
        "eth_protocolVersion" => Ok(json!("64")),
        "eth_syncing" | "eth_mining" => Ok(json!(false)),
        "eth_hashrate" => Ok(json!("0x500000")),
        "web3_clientVersion" => basics::client_version(node),
        "net_version" => basics::net_version(node),
        "net_peerCount" => Ok(json!("0x64")),
        "net_listening" => Ok(json!(true)),
        "eth_getBlockByNumber" => blocks::by_number(node, params),
        "eth_getBlockByHash" => blocks::by_hash(node, params),
        "eth_getBlockReceipts" => blocks::receipts(node, params),
        "eth_getBlockTransactionCountByNumber" => blocks::count_by_number(node, params),
        "eth_getBlockTransactionCountByHash" => blocks::count_by_hash(node, params),
        "eth_getBlobSidecars" => blocks::sidecars(node, params),
        "eth_getBalance" => state::balance(node, params),
        "eth_getTransactionCount" => state::transaction_count(node, params),
        "eth_getCode" => state::code(node, params),
        "eth_getStorageAt" => state::storage(node, params),
        "eth_call" => call::call(node, params),
        "eth_estimateGas" => estimate::estimate_gas(node, params),
        "eth_sendRawTransaction" => transactions::send(node, params),
        "eth_getTransactionByHash" => transactions::by_hash(node, params),
        "eth_getTransactionByBlockNumberAndIndex" => transactions::by_number_and_index(node, params),
        "eth_getTransactionByBlockHashAndIndex" => transactions::by_block_hash_and_index(node, params),
        "eth_getTransactionReceipt" => transactions::receipt(node, params),
        "eth_getLogs" => logs::get_logs(node, params),
        "eth_newFilter" => filters::new_log_filter(node, params),
        "eth_newBlockFilter" => filters::new_block_filter(node),
        "eth_getFilterChanges" => filters::changes(node, params),
        "eth_getFilterLogs" => filters::logs(node, params),
        "eth_uninstallFilter" => filters::uninstall(node, params),
        "eth_subscribe" => Err(RpcError::plain("http not supported")),
        "eth_unsubscribe" => basics::unsubscribe(node, params),
        "practice_mine" => control::practice_mine(node, params, errand),
        "practice_progress" => control::practice_progress(node),
        "practice_producer" => control::practice_producer(node, params),
        "practice_forks" => Ok(control::practice_forks(node)),
        "eth_coinbase"
        | "eth_getUncleCountByBlockHash"
        | "eth_getUncleCountByBlockNumber"
        | "eth_sign"
        | "eth_signTransaction"
        | "eth_sendTransaction"
        | "eth_getUncleByBlockHashAndIndex"
        | "eth_getUncleByBlockNumberAndIndex"
        | "eth_pendingTransactions" => Err(RpcError::plain("method not implemented")),
        _ => Err(RpcError::plain(format!("method: {method}\n: web3 method not found"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_its_request_only() {
        let refused = survive(|| panic!("a request that nobody thought of"));
        assert_eq!(refused, Err(RpcError::plain("panic")));
        assert_eq!(survive(|| Ok(json!("0x1"))), Ok(json!("0x1")));
    }
}
