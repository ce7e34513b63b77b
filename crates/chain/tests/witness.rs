//! What a node says became of a transaction, held to the transaction itself and to the block that it names; each endpoint
//! heard for itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use ballast_chain::{Client, Error, Own, Word};
use ballast_domain::{Address, Hash, Height};
use common::{CHAIN, Node, nobody, quick};
use serde_json::{Value, json};

const OWN: Own = Own {
    hash: Hash([7; 32]),
    from: Address::from_bytes([2; 20]),
    nonce: 4,
};

/// A node that has the transaction in block 9, but for what `change` makes of its answers.
async fn node(change: impl Fn(&str, &mut Value) + Send + Sync + 'static) -> Node {
    Node::rpc(move |method, params| {
        let block = |number: &str| {
            let holds = number == "0x9";
            let transactions = if holds {
                json!([Hash([1; 32]), OWN.hash])
            } else {
                json!([])
            };
            json!({ "number": number, "hash": Hash([9; 32]), "timestamp": "0x5", "miner": OWN.from,
                    "gasUsed": "0x0", "transactions": transactions })
        };
        let mut answer = match method {
            "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
            "eth_blockNumber" => json!({ "result": "0xb" }),
            "eth_getTransactionCount" => json!({ "result": "0x5" }),
            "eth_getTransactionReceipt" => json!({ "result": {
                "transactionHash": OWN.hash, "blockNumber": "0x9", "blockHash": Hash([9; 32]), "from": OWN.from,
                "to": OWN.from, "gasUsed": "0x2710", "status": "0x1", "logs": [] } }),
            "eth_getTransactionByHash" => json!({ "result": {
                "hash": OWN.hash, "nonce": "0x4", "blockNumber": "0x9", "from": OWN.from, "to": OWN.from,
                "value": "0x0", "gas": "0x2710", "input": "0x" } }),
            "eth_getBlockByNumber" => json!({ "result": block(params[0].as_str().unwrap()) }),
            _ => json!({ "error": { "code": -32601, "message": "not implemented" } }),
        };
        change(method, &mut answer["result"]);
        answer
    })
    .await
}

#[tokio::test]
async fn a_receipt_counts_when_it_is_the_transactions_own_and_its_block_lists_it() {
    let honest = node(|_, _| {}).await;
    let found = honest.client().mined(&OWN).await.unwrap().unwrap();
    assert!(found.receipt.status.is_success());
    assert_eq!(found.receipt.block, Height(9));
    assert_eq!(found.json["gasUsed"], "0x2710", "kept as the node gave it");
}

#[tokio::test]
async fn a_receipt_that_is_not_the_transactions_own_counts_for_nothing() {
    let other = || json!(Hash([8; 32]));
    let lies: [(&str, &str, Value); 6] = [
        ("eth_getTransactionReceipt", "transactionHash", other()),
        ("eth_getTransactionReceipt", "from", json!(Address::STAKING)),
        ("eth_getTransactionReceipt", "blockHash", other()),
        ("eth_getTransactionReceipt", "blockNumber", json!("0x8")),
        ("eth_getTransactionByHash", "nonce", json!("0x3")),
        ("eth_getBlockByNumber", "transactions", json!([])),
    ];
    for (asked, field, value) in lies {
        let told = format!("{asked} {field}");
        let liar = node(move |method, result| {
            if method == asked {
                result[field] = value.clone();
            }
        })
        .await;
        let refused = liar.client().mined(&OWN).await;
        assert!(matches!(refused, Err(Error::Unproven { .. })), "{told}: {refused:?}");
    }
}

#[tokio::test]
async fn a_receipt_is_waited_for_until_its_node_shows_the_transaction_and_the_block() {
    for hidden in [
        "eth_getTransactionReceipt",
        "eth_getTransactionByHash",
        "eth_getBlockByNumber",
    ] {
        let behind = node(move |method, result| {
            if method == hidden {
                *result = Value::Null;
            }
        })
        .await;
        assert_eq!(behind.client().mined(&OWN).await.unwrap(), None, "{hidden}");
    }
}

#[tokio::test]
async fn each_endpoint_is_heard_for_itself_and_its_block_says_more_than_a_receipt_it_hides() {
    let honest = node(|_, _| {}).await;
    let hides = node(|method, result| {
        if matches!(method, "eth_getTransactionReceipt" | "eth_getTransactionByHash") {
            *result = Value::Null;
        }
    })
    .await;
    let gone = nobody().await;
    let client = Client::new(quick(&[&hides.url, &gone, &honest.url])).unwrap();
    let said = client.testimonies(&OWN).await;
    let nodes: Vec<_> = said.iter().map(|(node, _)| node.clone()).collect();
    assert_eq!(nodes, [hides.url.clone(), gone, honest.url.clone()]);
    let words: Vec<_> = said.into_iter().map(|(_, said)| said.map(|said| said.word)).collect();
    assert_eq!(words[0], Ok(Word::Nothing));
    assert!(words[1].is_err());
    let Ok(Word::Mined(proven)) = &words[2] else {
        panic!("{words:?}")
    };
    assert_eq!(client.lists(&hides.url, &proven.receipt).await, Ok(Some(true)));
    let listed = client.find_listed(OWN.hash, Height(3), Height(11)).await;
    assert_eq!(listed, Ok(Some(Height(9))));
    assert_eq!(client.find_listed(OWN.hash, Height(10), Height(11)).await, Ok(None));
}

#[tokio::test]
async fn what_waits_is_told_from_what_blocks_hold_and_each_endpoint_counts_for_itself() {
    let count = |pending: &'static str, mined: &'static str| {
        Node::rpc(move |method, params| match method {
            "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
            "eth_blockNumber" => json!({ "result": "0xb" }),
            _ if params[1] == "0xb" => json!({ "result": mined }),
            _ => json!({ "result": pending }),
        })
    };
    let (first, second) = (count("0x9", "0x4").await, count("0x4", "0x4").await);
    let client = Client::new(quick(&[&first.url, &second.url])).unwrap();
    let counts = client.counts(OWN.from).await.unwrap();
    assert_eq!((counts.value.pending, counts.value.mined), (9, Some(4)));
    let all: Vec<(String, Option<u64>)> = client
        .pending_nonces(OWN.from)
        .await
        .into_iter()
        .map(|(node, count)| (node, count.ok()))
        .collect();
    assert_eq!(all, [(first.url.clone(), Some(9)), (second.url.clone(), Some(4))]);
}

#[tokio::test]
async fn each_endpoint_is_asked_once_for_all_the_owners() {
    let node = || {
        Node::rpc(|method, _| match method {
            "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
            "eth_blockNumber" => json!({ "result": "0xb" }),
            _ => json!({ "error": { "code": -32603, "message": "not exist in DB" } }),
        })
    };
    let (first, second) = (node().await, node().await);
    let client = Client::new(quick(&[&first.url, &second.url])).unwrap();
    let said = client.owners(&[1, 2, 3]).await;
    assert_eq!(said.len(), 2);
    for ((node, owners), asked) in said.into_iter().zip([&first, &second]) {
        assert_eq!((node, owners.unwrap().len()), (asked.url.clone(), 0));
        let calls = asked.methods().iter().filter(|method| *method == "eth_call").count();
        assert_eq!(calls, 1);
    }
}
