//! What came to accounts, as nodes of different sorts tell of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use ballast_chain::Error;
use ballast_domain::{Address, Amount, Hash, Height, Party};
use common::{CHAIN, Node};
use serde_json::{Value, json};

const BOB: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
/// Recording 06, "withdraw to bob".
const PAID_OUT: &str = include_str!("data/paid-out.json");
const TIP: u64 = 40;

fn bob() -> Address {
    BOB.parse().unwrap()
}

fn not_kept(height: &Value) -> Value {
    let message = format!("historical state at height {height} is not available on a non-archive node");
    json!({ "error": { "code": -32603, "message": message } })
}

fn chain_id() -> Value {
    json!({ "result": format!("{CHAIN:#x}") })
}

#[tokio::test]
async fn balances_are_of_one_height_or_of_none() {
    // The height as it is asked for: a block comes within the first reading, and then with each.
    for (heights, expected) in [([7, 8, 8, 8, 9, 9], Some(8)), ([1, 2, 3, 4, 5, 6], None)] {
        let asked = Arc::new(AtomicU64::new(0));
        let node = Node::rpc(move |method, _| match method {
            "eth_chainId" => chain_id(),
            "eth_getBalance" => json!({ "result": "0x5" }),
            _ => {
                let time = asked.fetch_add(1, Ordering::SeqCst);
                json!({ "result": format!("{:#x}", heights[time as usize]) })
            }
        })
        .await;
        let read = node.client().balances(&[bob(), Address::ZERO]).await.unwrap();
        assert_eq!(read.as_ref().map(|s| s.height.0), expected);
        assert!(read.is_none_or(|s| s.value == [Amount::from_rau(5); 2]));
    }
}

#[tokio::test]
async fn a_node_has_a_past_where_it_says_that_and_nothing_of_what_is_to_come() {
    let number = |height: &Value| u64::from_str_radix(height.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
    type Says = Box<dyn Fn(u64) -> bool + Send + Sync>;
    let sorts: [(Says, bool, Option<Amount>); 3] = [
        // An archive, a node of today, and an old one that names the tip's whatever is asked.
        (Box::new(|height| height <= TIP), true, Some(Amount::from_rau(5))),
        (Box::new(|height| height == TIP), false, None),
        (Box::new(|_| true), false, None),
    ];
    for (says, past, balance) in sorts {
        let node = Node::rpc(move |method, params| match method {
            "eth_chainId" => chain_id(),
            "eth_blockNumber" => json!({ "result": format!("{TIP:#x}") }),
            _ if says(number(&params[1])) => json!({ "result": "0x5" }),
            _ => not_kept(&params[1]),
        })
        .await;
        let client = node.client();
        assert_eq!(client.has_past(bob(), Height(3)).await.unwrap(), past);
        assert_eq!(client.balance_after(bob(), Height(3)).await.unwrap(), balance);
    }
}

/// A node of two blocks: the first empty, in the second the recorded transaction, one of the chain's own that has no
/// form of Ethereum's, and a receipt for each as `receipt` has it.
async fn with_blocks(receipt: Value) -> Node {
    let recorded: Value = serde_json::from_str(PAID_OUT).unwrap();
    let hash = recorded["transactionHash"].clone();
    Node::rpc(move |method, params| match method {
        "eth_chainId" => chain_id(),
        "eth_blockNumber" => json!({ "result": "0x22" }),
        "eth_getBlockByNumber" => {
            let transaction = json!({ "hash": hash, "nonce": "0x1", "from": recorded["from"], "to": recorded["to"],
                "value": "0x0", "gas": "0xffff", "input": "0x" });
            // As a node lists what it can show no more of.
            let hidden = json!(Hash([9; 32]));
            let transactions = if params[0] == "0x22" {
                json!([transaction, hidden])
            } else {
                json!([])
            };
            json!({ "result": { "number": params[0], "hash": Hash([2; 32]), "timestamp": "0x69a8db50",
                "miner": recorded["from"], "transactions": transactions } })
        }
        _ if params[0] == hash => json!({ "result": receipt }),
        _ => json!({ "error": { "code": -32603, "message": "invalid action type" } }),
    })
    .await
}

#[tokio::test]
async fn receipts_tell_what_contracts_paid_out_and_are_asked_for_together() {
    let node = with_blocks(serde_json::from_str(PAID_OUT).unwrap()).await;
    let (head, movements) = node.client().movements(Height(32), Height(34)).await.unwrap().unwrap();
    assert_eq!((head.height, head.timestamp.seconds()), (Height(34), 0x69a8_db50));
    let [movement] = &movements[..] else {
        panic!("{movements:?}")
    };
    let paid: Vec<_> = movement
        .transfers
        .iter()
        .filter(|t| t.to == Party::Account(bob()))
        .collect();
    assert_eq!(
        (movement.block, paid.len(), paid[0].amount),
        (Height(34), 1, Amount::from_iotx(300))
    );
    let bodies = node.bodies.lock().unwrap();
    let asked = |what: &str| bodies.iter().filter(|body| body.contains(what)).count();
    assert_eq!(
        (asked("eth_getBlockByNumber"), asked("eth_getTransactionReceipt")),
        (1, 1)
    );
}

#[tokio::test]
async fn a_block_whose_receipts_are_not_there_yet_is_not_taken_for_one_that_moved_nothing() {
    let node = with_blocks(Value::Null).await;
    let read = node.client().movements(Height(33), Height(34)).await;
    assert!(matches!(read, Err(Error::Malformed { .. })), "{read:?}");
}
