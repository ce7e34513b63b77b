//! Whether Zanzibar is in force on a network of one's own: asked of its node when it is added and each time it is opened, said
//! by the person, or unknown and said to be that.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
};

use ballast_api::{Status, calls};
use ballast_domain::{Address, Fork, Height, Intent, Network};
use ballast_practice::Handle;
use ballast_wallet::{Options, Wallet};
use common::{
    create_account, options,
    relay::{of_chain, relay},
    somebody::Somebody,
};
use serde_json::{Value, json};

const CHAIN: u64 = 4711;
const NEVER: Height = Height(u64::MAX);

/// What the node knows of Zanzibar.
const OLDER: u8 = 0;
const SHOWS_NOTHING: u8 = 1;
const PAYS: u8 = 2;

fn words(numbers: &[u64]) -> Value {
    let each: String = numbers.iter().map(|number| format!("{number:064x}")).collect();
    json!(format!("0x{each}"))
}

/// What such a node answers to a read of the rewarding protocol; none to those that were there before Zanzibar.
fn answer(knows: u8, data: &str) -> Option<Option<Value>> {
    let numbers: &[u64] = match data.get(..10)? {
        // voterRewardDestination, voterRewardDistribution, pendingVoterRewardDelegates, delegatePayoutAddress
        "0xef7f2eec" => &[7, 0, 0],
        "0xc27c3742" if knows == PAYS => &[24, 0, 0, 0, 0, 0, 416, 0, 448, 480, 512, 544, 576, 0, 0, 0, 0, 0, 0],
        "0xc27c3742" => &[0, 0, 0, 0, 0, 0, 416, 0, 448, 480, 512, 544, 576, 0, 0, 0, 0, 0, 0],
        "0x19d34f80" => &[32, 0],
        "0xc7b751fe" => &[7, 0],
        _ => return None,
    };
    Some((knows != OLDER).then(|| words(numbers)))
}

/// A node of a chain that nobody knows, and what it knows of Zanzibar.
struct World {
    folder: tempfile::TempDir,
    knows: Arc<AtomicU8>,
    url: String,
    _node: Handle,
}

impl World {
    async fn new(knows: u8) -> Self {
        let (node, knows) = (of_chain(CHAIN, 0.2).await, Arc::new(AtomicU8::new(knows)));
        let told = knows.clone();
        let rewarding = Address::REWARDING.to_hex();
        let url = relay(node.address(), move |method, params, said| {
            let to = params[0]["to"].as_str().unwrap_or_default().to_lowercase();
            let data = params[0]["data"].as_str().unwrap_or_default();
            let id = said["id"].clone();
            if method == "eth_getLogs" {
                *said = json!({ "jsonrpc": "2.0", "id": id, "result": [] });
            } else if method == "eth_call" && to == rewarding {
                match answer(told.load(Ordering::SeqCst), data) {
                    Some(Some(result)) => *said = json!({ "jsonrpc": "2.0", "id": id, "result": result }),
                    Some(None) => {
                        let error = json!({ "code": -32603, "message": "invalid call sig" });
                        *said = json!({ "jsonrpc": "2.0", "id": id, "error": error });
                    }
                    None => {}
                }
            }
        });
        let world = Self {
            folder: tempfile::tempdir().unwrap(),
            knows,
            url,
            _node: node,
        };
        let wallet = wallet(world.folder.path());
        let (url, name) = (world.url.clone(), "Mine".to_owned());
        wallet.call(&calls::AddNetwork { url, ws: None, name }).await.unwrap();
        world
    }

    fn knows(&self, what: u8) {
        self.knows.store(what, Ordering::SeqCst);
    }

    /// A wallet with the network open.
    async fn open(&self) -> (Wallet, Network) {
        let wallet = wallet(self.folder.path());
        let network = wallet.network_called("mine").unwrap();
        let status = wallet.call(&calls::OpenNetwork { network }).await.unwrap();
        (wallet, status.network.unwrap())
    }

    /// What is taken for granted, as a new start of the program says it.
    async fn assumed(&self) -> String {
        let status = wallet(self.folder.path()).call(&calls::GetStatus {}).await;
        mine(&status.unwrap())
    }
}

fn mine(status: &Status) -> String {
    let mine = status.networks.iter().find(|n| n.chain_id == CHAIN).unwrap();
    mine.assumptions.join("\n")
}

fn wallet(home: &Path) -> Wallet {
    Wallet::new(Options {
        node: None,
        ..options(home)
    })
}

fn zanzibar(network: Network) -> Height {
    network.params().fork_height(Fork::Zanzibar)
}

/// The rules that a review of a registration names.
async fn warns(wallet: &Wallet) -> Vec<String> {
    let own = create_account(wallet).await;
    let register = json!({ "account": own, "action": "candidateRegister", "name": "own1", "operator": own, "reward": own,
        "owner": own, "amount": "0 IOTX", "duration": 0, "locked": false });
    let intent: Intent = serde_json::from_value(register).unwrap();
    let proposal = wallet.call(&calls::Propose { intent }).await.unwrap();
    proposal.warnings.into_iter().map(|warning| warning.rule).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_node_shows_is_unknown_and_said_where_it_matters_until_it_shows() {
    let world = World::new(SHOWS_NOTHING).await;
    assert!(world.assumed().await.contains("in force is unknown"));
    let (first, network) = world.open().await;
    assert_eq!(zanzibar(network), NEVER);
    let unknown = "network.zanzibar-unknown".to_owned();
    assert!(warns(&first).await.contains(&unknown));
    drop(first);

    // Asked again: now it pays voters.
    world.knows(PAYS);
    let (second, network) = world.open().await;
    let since = zanzibar(network);
    assert!(since > Height(0) && since < NEVER, "{since}");
    let status = second.call(&calls::GetStatus {}).await.unwrap();
    assert!(
        status.networks.iter().any(|n| n.network == network),
        "it is one network everywhere"
    );
    drop(second);
    assert!(world.assumed().await.contains("Zanzibar (IIP-59) is in force"));

    // What was seen once stays, whatever the node shows later.
    world.knows(SHOWS_NOTHING);
    assert_eq!(zanzibar(world.open().await.1), since);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_node_shows_that_it_is_not_in_force_and_a_new_one_that_nobody_knows() {
    let world = World::new(OLDER).await;
    assert!(world.assumed().await.contains("is not in force"));
    let (first, network) = world.open().await;
    assert_eq!(zanzibar(network), NEVER);
    let rules = warns(&first).await;
    assert!(!rules.iter().any(|rule| rule.contains("zanzibar")), "{rules:?}");
    drop(first);
    world.knows(SHOWS_NOTHING);
    drop(world.open().await);
    assert!(world.assumed().await.contains("in force is unknown"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_says_the_block_and_it_stands_above_what_is_seen() {
    let world = World::new(SHOWS_NOTHING).await;
    let (open, _) = world.open().await;
    let say = |height| calls::SetZanzibarHeight {
        chain_id: CHAIN,
        height,
    };
    let refused = open.call(&say(Some(Height(77)))).await.unwrap_err();
    assert_eq!(refused.code, "network.open");
    drop(open);
    let status = wallet(world.folder.path()).call(&say(Some(Height(77)))).await.unwrap();
    assert!(mine(&status).contains("from block 77 on, as you said"));
    let file = std::fs::read_to_string(world.folder.path().join("ballast.json")).unwrap();
    let kept: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(kept["own"][0]["network"]["zanzibarHeight"], 77);
    world.knows(OLDER);
    assert_eq!(zanzibar(world.open().await.1), Height(77));
    let status = wallet(world.folder.path()).call(&say(None)).await.unwrap();
    assert!(mine(&status).contains("is unknown"));
    assert_eq!(zanzibar(world.open().await.1), NEVER);
    assert!(
        world.assumed().await.contains("is not in force"),
        "the node was asked again"
    );
    let other = calls::SetZanzibarHeight {
        chain_id: 4712,
        height: None,
    };
    let unknown = wallet(world.folder.path()).call(&other).await.unwrap_err();
    assert_eq!(unknown.code, "network.unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_block_is_said_with_a_yes_outside_the_page_alone() {
    let world = World::new(SHOWS_NOTHING).await;
    let somebody = Arc::new(Somebody::default());
    somebody.no.store(true, Ordering::SeqCst);
    let wallet = Wallet::new(Options {
        node: None,
        confirmer: Some(somebody.clone()),
        ..options(world.folder.path())
    });
    let say = calls::SetZanzibarHeight {
        chain_id: CHAIN,
        height: Some(Height(77)),
    };
    assert_eq!(wallet.call(&say).await.unwrap_err().code, "confirm.refused");
    assert!(world.assumed().await.contains("is unknown"));
    somebody.no.store(false, Ordering::SeqCst);
    wallet.call(&say).await.unwrap();
    let asked = somebody.asked.lock().unwrap().len();
    assert_eq!(asked, 2);
    assert!(world.assumed().await.contains("from block 77 on, as you said"));
}
