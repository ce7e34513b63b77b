//! Words that come late, or not at all for a moment: who holds its answer back until a block has the transaction does not
//! decide how it ended, and nobody's word counts at once because another is silent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    net::SocketAddr,
    ops::Deref,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use ballast_api::{SubmissionState, SubmissionView};
use common::{
    beside::Beside,
    relay::{ask, relay_instead, relay_unless},
};
use serde_json::{Value, json};

/// What the relay that is asked first does otherwise than the node behind it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Lie {
    /// Nothing.
    #[default]
    None,
    /// It shows something for a receipt at once; who asks for more waits until a block has the transaction, and hears then
    /// that it failed.
    Late,
    /// Whatever succeeded has failed.
    Failed,
    /// There is no receipt and no transaction, and no block lists any.
    Hides,
    /// Seven more transactions are mined.
    Mined,
}

impl Lie {
    fn instead(self, method: &str) -> Option<Value> {
        (self == Self::Late && method == "eth_getTransactionReceipt").then(|| json!({}))
    }

    fn tell(self, node: SocketAddr, method: &str, params: &Value, answer: &mut Value) {
        let hash = &params[0];
        match (self, method) {
            (Self::Late, "eth_getTransactionReceipt") => {
                answer["result"] = mined(node, hash);
                answer["result"]["status"] = json!("0x0");
            }
            (Self::Late, "eth_getTransactionByHash") => answer["result"] = asked(node, method, hash),
            (Self::Failed, "eth_getTransactionReceipt") if answer["result"].is_object() => {
                answer["result"]["status"] = json!("0x0");
            }
            (Self::Hides, "eth_getTransactionReceipt" | "eth_getTransactionByHash") => answer["result"] = Value::Null,
            (Self::Hides, "eth_getBlockByNumber") if answer["result"].is_object() => {
                answer["result"]["transactions"] = json!([]);
            }
            (Self::Mined, "eth_getTransactionCount") => answer["result"] = json!("0x7"),
            _ => {}
        }
    }
}

/// What the node says of a transaction.
fn asked(node: SocketAddr, method: &str, hash: &Value) -> Value {
    let asked = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": [hash] });
    let mut answer = ask(node, &asked).unwrap();
    answer["result"].take()
}

/// The transaction's receipt, once there is one.
fn mined(node: SocketAddr, hash: &Value) -> Value {
    for _ in 0..120 {
        let receipt = asked(node, "eth_getTransactionReceipt", hash);
        if receipt.is_object() {
            return receipt;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("no block has it");
}

/// A wallet that asks a relay which may lie, and beside it one that may be silent.
struct World {
    wallets: Beside,
    lie: Arc<Mutex<Lie>>,
    silent: Arc<AtomicBool>,
}

impl Deref for World {
    type Target = Beside;

    fn deref(&self) -> &Beside {
        &self.wallets
    }
}

impl World {
    async fn start() -> Self {
        let (lie, silent) = (Arc::<Mutex<Lie>>::default(), Arc::<AtomicBool>::default());
        let (showing, telling, silence) = (lie.clone(), lie.clone(), silent.clone());
        let liar = |node| {
            let instead = move |method: &str, _: &Value| {
                let lie = *showing.lock().unwrap();
                lie.instead(method)
            };
            let change = move |method: &str, params: &Value, answer: &mut Value| {
                let lie = *telling.lock().unwrap();
                lie.tell(node, method, params, answer);
            };
            relay_instead(node, instead, change)
        };
        let second = |node| relay_unless(node, move || silence.load(Ordering::SeqCst));
        let wallets = Beside::start_with(liar, Some(second)).await;
        Self { wallets, lie, silent }
    }

    fn lie(&self, lie: Lie) {
        *self.lie.lock().unwrap() = lie;
    }

    fn silence(&self, silent: bool) {
        self.silent.store(silent, Ordering::SeqCst);
    }

    /// Waits until it is open because two nodes contradict each other; `may` holds of it all the while.
    async fn contradicted(&self, id: &str, may: impl Fn(&SubmissionView) -> bool) {
        let told = |s: &SubmissionView| {
            assert!(may(s), "{s:?}");
            let why = s.stuck.as_deref().unwrap_or_default();
            s.state.is_open() && why.contains("Two nodes say different things")
        };
        self.until(id, "open for a contradiction", told).await;
    }

    /// With nobody lying any more it is done, by the word of both.
    async fn comes_to_an_end(&self, id: &str) {
        self.lie(Lie::None);
        self.until(id, "final by two", |s| {
            s.state == SubmissionState::Final && !s.by_one_node
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_late_beside_an_honest_node_does_not_say_alone_how_it_ended() {
    let world = World::start().await;
    world.lie(Lie::Late);
    let id = world.sign(3).await.id;
    world.contradicted(&id, |s| s.state.is_open()).await;
    world.comes_to_an_end(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_counts_as_replaced_because_the_honest_node_is_silent_for_a_moment() {
    let world = World::start().await;
    world.lie(Lie::Hides);
    let id = world.sign(3).await.id;
    world.silence(true);
    let speaks = async {
        // By then it was heard what became of it, and by no other than the liar.
        tokio::time::sleep(Duration::from_secs(15)).await;
        world.silence(false);
    };
    let stays_open = world.contradicted(&id, |s| s.state.is_open());
    tokio::join!(speaks, stays_open);
    world.comes_to_an_end(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_by_one_nodes_word_is_open_again_once_another_speaks_against_it() {
    let world = World::start().await;
    world.lie(Lie::Failed);
    let id = world.sign(3).await.id;
    world.silence(true);
    let failed = world.ends(&id, SubmissionState::Failed).await;
    assert!(failed.by_one_node);
    world.silence(false);
    world.contradicted(&id, |s| s.state != SubmissionState::Final).await;
    world.comes_to_an_end(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_in_blocks_is_not_taken_on_one_nodes_word_while_the_other_is_silent() {
    let world = World::start().await;
    world.lie(Lie::Mined);
    world.silence(true);
    let refused = world.propose(1).await;
    assert_eq!(refused.transactions, [], "{refused:?}");
    assert_eq!(refused.block().map(|w| w.rule.as_str()), Some("nonce.unconfirmed"));
    world.lie(Lie::None);
    assert_eq!(world.propose(1).await.transactions.len(), 1);
}
