//! Heads, blocks, receipts, tags and prices as a release with Zanzibar answers them (recording 18), and which block is final
//! where a node does not say so.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use ballast_chain::{Error, RpcError, Transactions, Tx, transfers};
use ballast_domain::{Address, Amount, Epoch, Hash, Height, ReceiptStatus, TransferKind};
use common::{CHAIN, Node, recordings::BOOT};
use serde_json::{Value, json};

const TAGS: &str = include_str!("../../../tests/recordings/18-finalized-safe-and-feehistory.json");
/// Its steps before the next block is made, at block 27.
const AT_27: usize = 215;
const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
/// A transfer of Alice's, in block 27.
const TRANSFER: &str = "0xe9a6058bd48c5fd51c68179958aebb17fd4cc443a4ab93ef2c4f4950b3fc2f6e";

fn alice() -> Address {
    ALICE.parse().unwrap()
}

async fn node() -> Node {
    Node::after(TAGS, AT_27, 27).await
}

/// A node at block 27 that answers so where it is asked for its newest final block.
async fn answering(answer: Value) -> Node {
    Node::rpc(move |method, params| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        "eth_blockNumber" => json!({ "result": "0x1b" }),
        "eth_getBlockByNumber" if params[0] == "finalized" => answer.clone(),
        _ => panic!("{method} {params}"),
    })
    .await
}

/// How often a node was asked for its newest final block.
fn asked(node: &Node) -> usize {
    let bodies = node.bodies.lock().unwrap();
    bodies.iter().filter(|body| body.contains("finalized")).count()
}

#[tokio::test]
async fn heads_and_blocks_are_read_by_their_tags_and_heights() {
    let client = node().await.client();
    let head = client.head().await.unwrap().value;
    assert_eq!((head.height, head.timestamp.seconds()), (Height(27), 0x6955_b943));
    assert_eq!(
        head.producer,
        "0x3A97b0857ae307d7B87fAFb1B4796f3d9e40b959".parse().unwrap()
    );
    assert_eq!(client.height().await.unwrap().height, Height(27));
    let fifth = client.block(Height(5), false).await.unwrap().unwrap();
    assert_eq!(fifth.head.height, Height(5));
    assert!(matches!(fifth.transactions, Transactions::Hashes(_)));
    let last_of_epoch = client.block(Height(20), true).await.unwrap().unwrap();
    let Transactions::Full(transactions) = last_of_epoch.transactions else {
        panic!("no transactions")
    };
    assert_eq!(transactions.len(), 2);
    assert!(transactions.iter().all(Tx::is_system), "the grants of block and epoch");
}

#[tokio::test]
async fn the_final_block_is_the_one_that_the_tag_names() {
    let node = node().await;
    let client = node.client();
    for _ in 0..2 {
        let read = client.final_height().await.unwrap();
        assert_eq!((read.value, read.height), (Height(27), Height(27)));
    }
    assert_eq!(asked(&node), 2, "it moves on");
}

#[tokio::test]
async fn where_the_tag_is_not_known_the_newest_block_is_final_and_it_is_asked_for_once() {
    let node = Node::recorded(BOOT, 27).await;
    let client = node.client();
    for _ in 0..3 {
        assert_eq!(client.final_height().await.unwrap().value, Height(27));
    }
    assert_eq!(asked(&node), 1);
}

#[tokio::test]
async fn what_a_node_says_of_its_final_block_is_weighed() {
    let read = |answer| async move {
        answering(answer)
            .await
            .client()
            .final_height()
            .await
            .map(|read| read.value)
    };
    assert_eq!(read(json!({ "result": { "number": "0x14" } })).await, Ok(Height(20)));
    assert_eq!(
        read(json!({ "result": { "number": "0xffff" } })).await,
        Ok(Height(27)),
        "none is final that is not there"
    );
    assert_eq!(read(json!({ "result": null })).await, Ok(Height(27)), "it names none");
    let odd = read(json!({ "result": { "number": 20 } })).await;
    assert!(matches!(odd, Err(Error::Malformed { .. })), "{odd:?}");
    let busy = answering(json!({ "error": { "code": 429, "message": "too many requests" } })).await;
    let client = busy.client();
    for _ in 0..2 {
        assert!(client.final_height().await.is_err(), "it said nothing");
    }
    assert_eq!(asked(&busy), 2, "it may know the tag");
}

#[tokio::test]
async fn a_receipt_tells_what_was_paid_and_moved() {
    let client = node().await.client();
    let receipt = client.receipt(TRANSFER.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(
        (receipt.block, receipt.status, receipt.gas_used),
        (Height(27), ReceiptStatus::SUCCESS, 10_000)
    );
    assert_eq!(receipt.from, alice());
    assert_eq!(receipt.effective_gas_price, Some(Amount::from_rau(1_000_000_000_001)));
    let fee = Amount::from_rau(10_000_000_000_010_000);
    assert_eq!(receipt.fee(), Some(fee));
    let moved = transfers(&receipt);
    let plain = moved.iter().filter(|t| t.kind == TransferKind::Native);
    let plain: Vec<Amount> = plain.map(|transfer| transfer.amount).collect();
    assert_eq!(plain, [Amount::from_rau(1_500_000_000_000_000_000)]);
    let all: Amount = moved.iter().map(|transfer| transfer.amount).sum();
    assert_eq!(all, plain[0].saturating_add(fee), "the fee and the tip beside it");
}

#[tokio::test]
async fn what_is_not_there_is_none() {
    let client = node().await.client();
    let unknown = Hash([0x11; 32]);
    assert_eq!(client.block(Height(0xff_ffff), false).await.unwrap(), None);
    assert_eq!(client.transaction(unknown).await.unwrap(), None);
    assert_eq!(client.receipt(unknown).await.unwrap(), None);
    assert_eq!(client.delegate("nosuchname").await.unwrap().value, None);
    assert_eq!(client.delegate_by_owner(alice()).await.unwrap().value, None);
    assert_eq!(client.buckets(&[99_999]).await.unwrap().value, []);
}

#[tokio::test]
async fn accounts_epochs_and_prices_are_read_as_before_the_fork() {
    let client = node().await.client();
    let balance = Amount::from_rau(0x0052_b7d2_c7d3_73d2_f928_d8f0);
    assert_eq!(client.balance(alice()).await.unwrap().value, balance);
    assert_eq!(client.pending_nonce(alice()).await.unwrap().value, 1);
    assert_eq!(client.accounts(&[alice()]).await.unwrap().value, [(balance, 1)]);
    let epoch = client.epoch_of(Height(26)).await.unwrap().value.unwrap();
    assert_eq!(
        (epoch.epoch, epoch.first, epoch.last),
        (Epoch(2), Height(21), Height(40))
    );
    assert_eq!(client.next_bucket().await.unwrap().value, 6);
    assert_eq!(client.base_fee().await.unwrap().value.rau(), 1_000_000_000_000);
    let reward = "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C".parse().unwrap();
    assert_eq!(
        client.unclaimed_rewards(reward).await.unwrap().value.rau(),
        0x6f05_b59d_3b20_2710
    );
}

#[test]
fn a_past_that_a_node_does_not_keep_is_said_to_be_gone() {
    let recording: Value = serde_json::from_str(TAGS).unwrap();
    let steps = recording["steps"].as_array().unwrap().iter();
    let refused = steps.filter(|step| {
        let message = step["response"]["error"]["message"].as_str();
        message.is_some_and(|message| message.contains("historical state"))
    });
    let mut seen = 0;
    for step in refused {
        let error = &step["response"]["error"];
        let error = Error::Rpc(RpcError {
            code: error["code"].as_i64().unwrap(),
            message: error["message"].as_str().unwrap().to_owned(),
            data: None,
        });
        assert!(error.is_gone(), "{error}");
        seen += 1;
    }
    assert!(seen >= 3, "{seen}");
}

#[tokio::test]
async fn a_blocks_transactions_stand_in_the_order_of_their_caps_with_the_chains_own_last() {
    let client = Node::after(TAGS, 252, 29).await.client();
    let block = client.block(Height(29), true).await.unwrap().unwrap();
    assert_eq!((block.head.height, block.gas_used), (Height(29), Some(30_000)));
    let Transactions::Full(transactions) = block.transactions else {
        panic!("no transactions")
    };
    let senders: Vec<String> = transactions.iter().map(|tx| tx.from.to_hex()[..6].to_owned()).collect();
    assert_eq!(senders, ["0xf39f", "0x4229", "0x7099", "0xdc56"]);
    let system: Vec<bool> = transactions.iter().map(Tx::is_system).collect();
    assert_eq!(system, [false, false, false, true]);
}
