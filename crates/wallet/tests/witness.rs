//! A node is a witness, not a judge: receipts, refusals and counts that are not so, from the only node and from one beside
//! an honest one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    ops::Deref,
    sync::{Arc, Mutex},
};

use ballast_api::{
    SubmissionState, calls,
    calls::{Approve, GetHistory},
};
use ballast_chain::Request;
use common::{
    beside::{Beside, rules},
    relay::relay,
};
use serde_json::{Value, json};

/// What the relay says otherwise than the node behind it.
#[derive(Clone, Default)]
enum Lie {
    /// Nothing.
    #[default]
    None,
    /// Whatever succeeded has failed.
    Failed,
    /// Every receipt is this one.
    Another(Value),
    /// There is no receipt and no transaction.
    Hides,
    /// The receipt names a block that does not list the transaction.
    Elsewhere,
    /// Signed transactions are passed on, and refused.
    Poor,
    /// So many more transactions wait.
    Waiting(u64),
    /// So many more transactions are mined.
    Mined(u64),
}

impl Lie {
    fn tell(&self, method: &str, params: &Value, answer: &mut Value) {
        let more = |answer: &mut Value, by: u64| {
            let count = answer["result"].as_str().unwrap_or("0x0").trim_start_matches("0x");
            let count = u64::from_str_radix(count, 16).unwrap();
            answer["result"] = json!(format!("{:#x}", count + by));
        };
        match (self, method) {
            (Self::Failed, "eth_getTransactionReceipt") if answer["result"].is_object() => {
                answer["result"]["status"] = json!("0x0");
            }
            (Self::Another(receipt), "eth_getTransactionReceipt") if answer["result"].is_object() => {
                answer["result"] = receipt.clone();
            }
            (Self::Hides, "eth_getTransactionReceipt" | "eth_getTransactionByHash") => answer["result"] = Value::Null,
            (Self::Elsewhere, "eth_getTransactionReceipt" | "eth_getTransactionByHash")
                if answer["result"].is_object() =>
            {
                answer["result"]["blockNumber"] = json!("0x2");
            }
            (Self::Poor, "eth_sendRawTransaction") => {
                let words = "insufficient funds for gas * price + value";
                let id = answer["id"].clone();
                *answer = json!({ "jsonrpc": "2.0", "id": id, "error": { "code": -32000, "message": words } });
            }
            (Self::Waiting(by), "eth_getTransactionCount") if params[1] == "pending" => more(answer, *by),
            (Self::Mined(by), "eth_getTransactionCount") => more(answer, *by),
            _ => {}
        }
    }
}

/// A wallet that asks a relay which may lie, and where wanted the node behind it too.
struct World {
    wallets: Beside,
    lie: Arc<Mutex<Lie>>,
}

impl Deref for World {
    type Target = Beside;

    fn deref(&self) -> &Beside {
        &self.wallets
    }
}

impl World {
    async fn start(beside: bool) -> Self {
        let lie = Arc::<Mutex<Lie>>::default();
        let telling = lie.clone();
        let liar = |target| {
            relay(target, move |method, params, answer| {
                let lie = telling.lock().unwrap().clone();
                lie.tell(method, params, answer);
            })
        };
        let wallets = Beside::start(beside, liar).await;
        Self { wallets, lie }
    }

    fn lie(&self, lie: Lie) {
        *self.lie.lock().unwrap() = lie;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_failure_beside_an_honest_node_ends_nothing() {
    let world = World::start(true).await;
    world.lie(Lie::Failed);
    let id = world.sign(3).await.id;
    let open = world
        .until(&id, "told why", |s| {
            assert_ne!(s.state, SubmissionState::Failed, "{s:?}");
            s.stuck.is_some()
        })
        .await;
    let why = open.stuck.unwrap();
    assert!(
        why.contains("Two nodes say different things") && why.contains("until a third says"),
        "{why}"
    );
    assert!(rules(&world.propose(3).await).contains(&"submission.same-under-way"));
    world.lie(Lie::None);
    let done = world.ends(&id, SubmissionState::Final).await;
    assert!(!done.by_one_node, "a second node confirmed it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_by_the_only_nodes_word_counts_is_said_to_be_that_and_is_corrected() {
    let world = World::start(false).await;
    world.lie(Lie::Failed);
    let id = world.sign(3).await.id;
    let failed = world.ends(&id, SubmissionState::Failed).await;
    assert_eq!(
        (failed.by_one_node, failed.state.standing(failed.by_one_node).as_str()),
        (true, "Failed, by one node")
    );
    assert!(rules(&world.propose(3).await).contains(&"submission.same-under-way"));
    let next = world.propose(4).await;
    assert_eq!(next.transactions[0].nonce, failed.nonce + 1, "its nonce counts as used");

    world.lie(Lie::None);
    let done = world.ends(&id, SubmissionState::Final).await;
    assert!(done.by_one_node && done.outcome.is_some(), "{done:?}");
    let filter = Default::default();
    let rows = world.wallet.call(&GetHistory { filter }).await.unwrap();
    let row = rows.iter().find(|row| row.id == id).unwrap();
    assert_eq!((row.state, row.by_one_node), (SubmissionState::Final, true));
    assert!(!rules(&world.propose(3).await).contains(&"submission.same-under-way"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_transactions_receipt_and_one_whose_block_does_not_list_it_count_for_nothing() {
    let world = World::start(false).await;
    let first = world.sign(1).await;
    world.ends(&first.id, SubmissionState::Final).await;
    let asked = Request::new("eth_getTransactionReceipt", json!([first.hash]));
    let receipt: Value = world.node.request(asked).await.unwrap();
    for (lie, words) in [
        (Lie::Another(receipt), "another transaction's"),
        (Lie::Elsewhere, "block"),
    ] {
        world.lie(lie);
        let id = world.sign(2).await.id;
        let open = world
            .until(&id, "told why", |s| {
                assert!(s.state.is_open(), "{s:?}");
                s.stuck.is_some()
            })
            .await;
        let why = open.stuck.unwrap();
        assert!(why.contains("does not hold") && why.contains(words), "{why}");
        world.lie(Lie::None);
        let done = world.ends(&id, SubmissionState::Final).await;
        assert!(done.height > first.height, "{done:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_receipt_beside_an_honest_node_is_found_and_nothing_counts_as_replaced() {
    let world = World::start(true).await;
    world.lie(Lie::Hides);
    let id = world.sign(3).await.id;
    let done = world
        .until(&id, "final", |s| {
            let lost = [
                SubmissionState::Replaced,
                SubmissionState::Vanished,
                SubmissionState::Failed,
            ];
            assert!(!lost.contains(&s.state), "{s:?}");
            s.state == SubmissionState::Final
        })
        .await;
    assert!(done.by_one_node, "the other lists it, and shows no receipt");
    world.lie(Lie::None);
    let confirmed = world.until(&id, "confirmed", |s| !s.by_one_node).await;
    assert_eq!(confirmed.state, SubmissionState::Final);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_bytes_that_are_kept_ends_nothing_for_good() {
    for beside in [false, true] {
        let world = World::start(beside).await;
        let before = world.given().await;
        world.lie(Lie::Poor);
        let signed = world.sign(3).await;
        if !signed.state.is_open() {
            assert!(signed.by_one_node, "{signed:?}");
            assert!(rules(&world.propose(3).await).contains(&"submission.same-under-way"));
        }
        let done = world.ends(&signed.id, SubmissionState::Final).await;
        assert_eq!(done.error, None, "{done:?}");
        assert_eq!(world.given().await - before, 3 * 10u128.pow(18), "once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_of_what_waits_that_nobody_confirms_is_refused_with_its_reason() {
    for beside in [false, true] {
        let world = World::start(beside).await;
        let fresh = world.propose(1).await;
        world.lie(Lie::Waiting(5));
        let refused = world.propose(1).await;
        assert_eq!(refused.transactions, [], "{refused:?}");
        let why = refused.block().unwrap();
        assert_eq!(why.rule, "nonce.unconfirmed");
        assert!(why.sentence.contains("counts 5 transactions"), "{}", why.sentence);
        // What was reviewed before is not signed on it either.
        let approved = world.wallet.call(&Approve { id: fresh.id }).await;
        assert_eq!(approved.unwrap_err().code, "nonce.unconfirmed");
        world.lie(Lie::None);
        let id = world.sign(1).await.id;
        assert_eq!(world.ends(&id, SubmissionState::Final).await.nonce, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_in_blocks_above_own_records_is_the_only_nodes_word_or_needs_a_second() {
    let world = World::start(false).await;
    world.lie(Lie::Mined(7));
    let noted = world.propose(1).await;
    assert_eq!(noted.transactions[0].nonce, 7);
    assert!(rules(&noted).contains(&"nonce.elsewhere"), "{:?}", noted.warnings);

    let world = World::start(true).await;
    world.lie(Lie::Mined(7));
    let refused = world.propose(1).await;
    assert_eq!(refused.block().map(|w| w.rule.as_str()), Some("nonce.unconfirmed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_filled_where_nothing_is_missing() {
    let world = World::start(false).await;
    let id = world.sign(1).await.id;
    let fill = world.wallet.call(&calls::ProposeFill { id }).await;
    assert_eq!(fill.unwrap_err().code, "nonce.no-gap");
}
