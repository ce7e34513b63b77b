//! Lies that only another node gives away: a receipt, a transaction and a block that fit each other and stand on no chain,
//! and receipts of which nothing is false but what their logs say that was moved.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    ops::Deref,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use ballast_api::{
    HistoryFilter, HistoryRow, SubmissionState, SubmissionView,
    calls::{Approve, GetHistory, GetUnseen, ProposeFill, WatchAddress},
};
use ballast_chain::Request;
use ballast_domain::{Amount, Hash, keccak256};
use common::{
    beside::{Beside, FRIEND, rules},
    relay::relay_instead,
};
use serde_json::{Value, json};

/// What the relay does otherwise than the node behind it.
#[derive(Default)]
struct Liar {
    /// It takes signed transactions and keeps them to itself.
    keeps: bool,
    /// It has this transaction in a block: as a node shows it, and its receipt.
    forged: Option<[Value; 2]>,
    /// This part of every log of a receipt is something else.
    part: Option<&'static str>,
}

impl Liar {
    fn instead(&self, method: &str, params: &Value) -> Option<Value> {
        let keeps = self.keeps && method == "eth_sendRawTransaction";
        keeps.then(|| {
            let digits = params[0].as_str().unwrap().trim_start_matches("0x").as_bytes();
            let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
            let raw: Vec<u8> = digits.chunks(2).map(byte).collect();
            json!(Hash(keccak256(&raw)))
        })
    }

    fn tell(&self, method: &str, params: &Value, answer: &mut Value) {
        if let Some([tx, receipt]) = &self.forged {
            let is_it = params[0] == tx["hash"];
            let is_its_block = answer["result"]["number"] == tx["blockNumber"] && params[1] == false;
            match method {
                "eth_getTransactionByHash" if is_it => answer["result"] = tx.clone(),
                "eth_getTransactionReceipt" if is_it => answer["result"] = receipt.clone(),
                "eth_getBlockByNumber" if is_its_block => {
                    let listed = answer["result"]["transactions"].as_array_mut().unwrap();
                    listed.push(tx["hash"].clone());
                }
                _ => {}
            }
        }
        if let Some(part) = self.part
            && method == "eth_getTransactionReceipt"
            && answer["result"].is_object()
            && let Some(logs) = answer["result"]["logs"].as_array_mut()
        {
            for log in logs {
                if let Some(word) = log.pointer_mut(part) {
                    *word = json!(format!("0x{:064x}", 7));
                }
            }
        }
    }
}

/// A wallet that asks a relay which may lie, and where wanted the node behind it too.
struct World {
    wallets: Beside,
    liar: Arc<Mutex<Liar>>,
}

impl Deref for World {
    type Target = Beside;

    fn deref(&self) -> &Beside {
        &self.wallets
    }
}

impl World {
    async fn start(beside: bool) -> Self {
        let liar = Arc::<Mutex<Liar>>::default();
        let (keeping, telling) = (liar.clone(), liar.clone());
        let relay = |target| {
            let instead = move |method: &str, params: &Value| keeping.lock().unwrap().instead(method, params);
            let change = move |method: &str, params: &Value, answer: &mut Value| {
                telling.lock().unwrap().tell(method, params, answer);
            };
            relay_instead(target, instead, change)
        };
        let wallets = Beside::start(beside, relay).await;
        Self { wallets, liar }
    }

    fn liar(&self) -> MutexGuard<'_, Liar> {
        self.liar.lock().unwrap()
    }

    fn tells_the_truth(&self) {
        *self.liar() = Liar::default();
    }

    /// Signs a payment of 3 IOTX that the relay keeps and has in its newest block, with this status.
    async fn forged(&self, status: &str) -> SubmissionView {
        self.liar().keeps = true;
        let signed = self.sign(3).await;
        let newest = Request::new("eth_getBlockByNumber", json!(["latest", false]));
        let newest: Value = self.node.request(newest).await.unwrap();
        let (number, block, account) = (&newest["number"], &newest["hash"], self.account);
        let tx = json!({ "hash": signed.hash, "nonce": format!("{:#x}", signed.nonce), "blockNumber": number,
            "blockHash": block, "from": account, "to": FRIEND, "value": "0x29a2241af62c0000", "gas": "0x2710",
            "input": "0x" });
        let receipt = json!({ "transactionHash": signed.hash, "blockNumber": number, "blockHash": block,
            "from": account, "to": FRIEND, "status": status, "gasUsed": "0x2710",
            "effectiveGasPrice": "0xe8d4a51001", "logs": [] });
        self.liar().forged = Some([tx, receipt]);
        signed
    }

    /// What the history says that came to the friend.
    async fn received(&self) -> Vec<HistoryRow> {
        let filter = HistoryFilter {
            account: Some(FRIEND.parse().unwrap()),
            ..HistoryFilter::default()
        };
        self.wallet.call(&GetHistory { filter }).await.unwrap()
    }
}

async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(100)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forged_beside_an_honest_node_ends_nothing_and_keeps_no_payment_from_being_made() {
    for status in ["0x1", "0x0"] {
        let world = World::start(true).await;
        let before = world.given().await;
        let id = world.forged(status).await.id;
        let open = world
            .until(&id, "told why", |s| {
                assert!(s.state.is_open(), "{s:?}");
                s.stuck.is_some()
            })
            .await;
        let why = open.stuck.unwrap();
        assert!(why.contains("Two nodes say different things"), "{why}");
        // Who was asked first kept it to itself; the other is handed it.
        for _ in 0..300 {
            assert!(world.submission(&id).await.state.is_open());
            if world.given().await != before {
                break;
            }
            a_moment().await;
        }
        assert_ne!(world.given().await, before, "the honest node never got it");
        world.tells_the_truth();
        let done = world.ends(&id, SubmissionState::Final).await;
        assert!(!done.by_one_node, "a second node confirmed it");
        assert_eq!(world.given().await - before, 3 * 10_u128.pow(18), "once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_nodes_logs_say_otherwise_was_moved_ends_nothing() {
    // How much; and who got it.
    for part in ["/data", "/topics/2"] {
        let world = World::start(true).await;
        world.liar().part = Some(part);
        let id = world.sign(3).await.id;
        let open = world
            .until(&id, "told why", |s| {
                assert!(s.state.is_open(), "{s:?}");
                s.stuck.is_some()
            })
            .await;
        let why = open.stuck.unwrap();
        assert!(why.contains("Two nodes say different things"), "{part}: {why}");
        world.tells_the_truth();
        let done = world.ends(&id, SubmissionState::Final).await;
        assert!(!done.by_one_node, "a second node confirmed it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_is_told_by_no_ones_logs_against_anothers() {
    let world = World::start(true).await;
    let (address, label) = (FRIEND.to_owned(), "Friend".to_owned());
    world.wallet.call(&WatchAddress { address, label }).await.unwrap();
    let unseen = GetUnseen {
        account: Some(FRIEND.parse().unwrap()),
    };
    for _ in 0..300 {
        if world.wallet.call(&unseen).await.unwrap().is_empty() {
            break;
        }
        a_moment().await;
    }
    world.liar().part = Some("/data");
    let id = world.sign(3).await.id;
    for _ in 0..60 {
        let rows = world.received().await;
        assert!(rows.is_empty(), "{rows:?}");
        a_moment().await;
    }
    world.tells_the_truth();
    world.ends(&id, SubmissionState::Final).await;
    let mut rows = world.received().await;
    for _ in 0..300 {
        if !rows.is_empty() {
            break;
        }
        a_moment().await;
        rows = world.received().await;
    }
    let came: Vec<_> = rows.iter().map(|row| row.incoming).collect();
    assert_eq!(came, [Some(Amount::from_iotx(3))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_false_end_that_no_block_bears_out_is_a_gap_which_is_explained_and_filled() {
    let world = World::start(false).await;
    let before = world.given().await;
    let first = world.forged("0x1").await;
    let ended = world.ends(&first.id, SubmissionState::Final).await;
    assert!(ended.by_one_node);
    world.liar().keeps = false;
    let review = world.propose(4).await;
    assert_eq!(review.transactions[0].nonce, first.nonce + 1, "it counts as used");
    assert!(rules(&review).contains(&"nonce.unmined"), "{:?}", review.warnings);
    let second = world.sign(4).await;
    let waiting = world.until(&second.id, "behind a gap", |s| s.gap.is_some()).await;
    assert_eq!(waiting.gap, Some(first.nonce));
    let why = waiting.stuck.unwrap();
    assert!(
        why.contains("one node alone said") && why.contains("fill the gap"),
        "{why}"
    );

    let propose = ProposeFill { id: second.id.clone() };
    let fill = world.wallet.call(&propose).await.unwrap();
    assert_eq!(fill.transactions[0].nonce, first.nonce);
    assert_eq!(fill.replaces.as_deref(), Some(first.id.as_str()));
    let warned = rules(&fill);
    assert!(
        warned.contains(&"nonce.fills-gap") && warned.contains(&"nonce.unmined"),
        "{warned:?}"
    );
    let approve = Approve { id: fill.id.clone() };
    world.wallet.call(&approve).await.unwrap();
    world.tells_the_truth();
    world.ends(&second.id, SubmissionState::Final).await;
    let replaced = world.ends(&first.id, SubmissionState::Replaced).await;
    assert_eq!(replaced.replaced_by.as_deref(), Some(fill.id.as_str()));
    assert_eq!(
        world.given().await - before,
        4 * 10_u128.pow(18),
        "the first was never made"
    );
}
