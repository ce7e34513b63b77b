//! Whose a bucket is that gets money, and which delegate has a name that is shown for an id: no one endpoint says it alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    net::SocketAddr,
    ops::Deref,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use ballast_api::{
    SubmissionState, calls,
    calls::{Approve, Propose},
};
use ballast_domain::{Address, Intent, Proposal};
use common::{
    beside::{Beside, FRIEND, rules},
    relay::{relay, relay_unless},
    somebody::Somebody,
};
use serde_json::{Value, json};

/// A wallet that asks a relay which may put some words in others' place, and where wanted beside it one that may be silent.
struct World {
    wallets: Beside,
    swaps: Arc<Mutex<Option<[String; 2]>>>,
    silent: Arc<AtomicBool>,
    somebody: Arc<Somebody>,
}

impl Deref for World {
    type Target = Beside;

    fn deref(&self) -> &Beside {
        &self.wallets
    }
}

impl World {
    async fn start(beside: bool) -> Self {
        let (swaps, silent) = (
            Arc::<Mutex<Option<[String; 2]>>>::default(),
            Arc::<AtomicBool>::default(),
        );
        let (swapped, silence) = (swaps.clone(), silent.clone());
        let liar = |node: SocketAddr| {
            relay(node, move |method, _, answer| {
                let told = match (method, answer["result"].as_str()) {
                    ("eth_call", Some(told)) => told.to_lowercase(),
                    _ => return,
                };
                let swap = swapped.lock().unwrap().clone();
                if let Some([so, otherwise]) = swap {
                    answer["result"] = json!(told.replace(&so, &otherwise));
                }
            })
        };
        let second = |node: SocketAddr| relay_unless(node, move || silence.load(Ordering::SeqCst));
        let somebody = Arc::new(Somebody::default());
        let wallets = Beside::start_asking(liar, beside.then_some(second), Some(somebody.clone())).await;
        Self {
            wallets,
            swaps,
            silent,
            somebody,
        }
    }

    /// From now on the relay tells the first where the node tells the second.
    fn tells(&self, otherwise: String, so: String) {
        *self.swaps.lock().unwrap() = Some([so, otherwise]);
    }

    async fn review(&self, mut action: Value) -> Proposal {
        action["account"] = json!(self.account);
        let intent: Intent = serde_json::from_value(action).unwrap();
        self.wallet.call(&Propose { intent }).await.unwrap()
    }

    /// Signs it, and waits until it is done.
    async fn does(&self, action: Value) {
        let id = self.review(action).await.id;
        let signed = self.wallet.call(&Approve { id }).await.unwrap();
        self.ends(&signed.id, SubmissionState::Final).await;
    }

    /// A new bucket of the account's.
    async fn bucket(&self) -> u64 {
        self.does(
            json!({ "action": "createStake", "candidate": "fathom", "amount": "100 IOTX", "duration": 7, "locked": true }),
        )
        .await;
        let all = calls::GetBuckets { account: None };
        self.wallet.call(&all).await.unwrap().rows.value[0].bucket.id.index
    }

    /// A bucket that was given to the friend.
    async fn friends(&self) -> u64 {
        let bucket = self.bucket().await;
        self.does(json!({ "action": "transferStake", "bucket": bucket, "to": FRIEND }))
            .await;
        bucket
    }

    /// Approves it while the person says no; `signed`, or why not.
    async fn approves(&self, proposal: &Proposal) -> String {
        self.somebody.no.store(true, Ordering::SeqCst);
        self.somebody.asked.lock().unwrap().clear();
        let id = proposal.id.clone();
        match self.wallet.call(&Approve { id }).await {
            Ok(_) => "signed".into(),
            Err(failure) => failure.code,
        }
    }

    fn was_asked(&self) -> String {
        let asked = self.somebody.asked.lock().unwrap();
        asked.iter().map(|question| question.title.clone()).collect()
    }
}

fn deposit(bucket: u64) -> Value {
    json!({ "action": "depositToStake", "bucket": bucket, "amount": "50 IOTX" })
}

/// An address as a word of an answer.
fn word(address: Address) -> String {
    format!("{:0>64}", address.to_hex().trim_start_matches("0x").to_lowercase())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_bucket_that_one_node_shows_as_ones_own_gets_no_money_beside_an_honest_node() {
    let world = World::start(true).await;
    let bucket = world.friends().await;
    let so = world.review(deposit(bucket)).await;
    assert_eq!((so.block(), rules(&so).contains(&"bucket.foreign")), (None, true));
    world.tells(word(world.account), word(FRIEND.parse().unwrap()));
    let shown = world.review(deposit(bucket)).await;
    assert_eq!(
        shown.block().map(|w| w.rule.as_str()),
        Some("bucket.owner-differs"),
        "{:?}",
        shown.warnings
    );
    assert_eq!(shown.transactions, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_a_bucket_is_by_one_nodes_word_is_asked_about_outside_the_page() {
    let world = World::start(false).await;
    let bucket = world.friends().await;
    world.tells(word(world.account), word(FRIEND.parse().unwrap()));
    let shown = world.review(deposit(bucket)).await;
    assert_eq!(shown.block(), None);
    assert_eq!(world.approves(&shown).await, "confirm.refused");
    let asked = world.was_asked();
    assert!(asked.contains("nodes do not agree whose that is"), "{asked}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_nodes_call_ones_own_gets_money_unasked_and_is_asked_about_while_one_is_silent() {
    let world = World::start(true).await;
    let bucket = world.bucket().await;
    world.silent.store(true, Ordering::SeqCst);
    let doubted = world.review(deposit(bucket)).await;
    assert!(
        rules(&doubted).contains(&"bucket.owner-unconfirmed"),
        "{:?}",
        doubted.warnings
    );
    assert_eq!(world.approves(&doubted).await, "confirm.refused");
    world.silent.store(false, Ordering::SeqCst);
    let sure = world.review(deposit(bucket)).await;
    assert!(
        !rules(&sure).iter().any(|rule| rule.starts_with("bucket.")),
        "{:?}",
        sure.warnings
    );
    assert_eq!(
        (world.approves(&sure).await.as_str(), world.was_asked()),
        ("signed", String::new())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn votes_go_to_no_delegate_that_one_node_alone_calls_so() {
    let world = World::start(true).await;
    let delegates = world.wallet.call(&calls::GetDelegates {}).await.unwrap().rows.value;
    let delegate = delegates.iter().find(|row| row.name == "fathom").unwrap().id;
    let network = world.wallet.call(&calls::GetStatus {}).await.unwrap().network.unwrap();
    let contract = network.params().staking_contracts[2];
    let stake = json!({ "action": "nftStake", "contract": contract, "delegate": delegate, "amount": "100 IOTX",
                        "duration": "7 days" });
    let so = world.review(stake.clone()).await;
    assert!(
        so.block().is_none() && so.sentence.contains("fathom"),
        "{:?}",
        so.warnings
    );
    let letters = |name: &str| name.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    world.tells(letters("zephyr"), letters("fathom"));
    let shown = world.review(stake).await;
    assert!(shown.sentence.contains("zephyr"), "{}", shown.sentence);
    assert_eq!(
        shown.block().map(|w| w.rule.as_str()),
        Some("delegate.name-differs"),
        "{:?}",
        shown.warnings
    );
}
