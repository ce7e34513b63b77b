//! Reward eras of a practice network on a node that keeps its logs for a while alone, or leaves some of them out: of what it
//! does not tell the history says so, and what comes after is seen as ever.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use ballast_api::{
    HistoryFilter, PAYOUT, Unseen, UnseenWhy,
    calls::{CatchUp, GetHistory, GetUnseen, WatchAddress},
};
use ballast_chain::{Client, Request};
use ballast_domain::{Address, Network};
use ballast_practice::{Handle, default_genesis};
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Wallet};
use serde_json::{Value, json};

use self::common::relay::{EPOCH, on_demand_from, relay, short_eras};

/// Blocks of an era.
const ERA: u64 = 2 * EPOCH;

/// A practice network that makes blocks when asked, behind a node that has no logs below a block, or not all of them.
struct World {
    home: tempfile::TempDir,
    keyring: Arc<MemoryKeyring>,
    _chain: Handle,
    client: Client,
    url: String,
    /// The first block whose logs are kept.
    kept: Arc<AtomicU64>,
    /// Whether it leaves out what the owner was paid.
    omits: Arc<AtomicBool>,
    /// How often it was asked for what was paid.
    asked: Arc<AtomicU64>,
    /// A delegate's owner, whose own votes are paid for.
    owner: Address,
}

/// Whether such a node refuses to tell of logs: those of long ago.
fn refused(kept: u64, method: &str, params: &Value) -> bool {
    let first = params[0]["fromBlock"].as_str().and_then(|text| text.strip_prefix("0x"));
    let first = first.and_then(|digits| u64::from_str_radix(digits, 16).ok());
    method == "eth_getLogs" && first.is_some_and(|first| first < kept)
}

/// Whether logs of this address are asked for.
fn asks_of(emitter: Address, method: &str, params: &Value) -> bool {
    method == "eth_getLogs" && params[0]["address"] == json!(emitter)
}

impl World {
    async fn start() -> Self {
        let (chain, client) = on_demand_from(short_eras()).await;
        let (kept, asked) = (Arc::<AtomicU64>::default(), Arc::<AtomicU64>::default());
        let omits = Arc::<AtomicBool>::default();
        let owner = default_genesis().delegates[1].owner;
        let (below, leaves_out, times) = (kept.clone(), omits.clone(), asked.clone());
        let is_paid = owner.to_hex().trim_start_matches("0x").to_lowercase();
        let url = relay(chain.address(), move |method, params, answer| {
            if asks_of(Address::REWARDING, method, params) {
                times.fetch_add(1, Ordering::SeqCst);
                if leaves_out.load(Ordering::SeqCst)
                    && let Some(logs) = answer["result"].as_array_mut()
                {
                    logs.retain(|log| !log["data"].as_str().unwrap().to_lowercase().contains(&is_paid));
                }
            }
            if refused(below.load(Ordering::SeqCst), method, params) {
                let error = json!({ "code": 4444, "message": "pruned history unavailable" });
                *answer = json!({ "jsonrpc": "2.0", "id": answer["id"].clone(), "error": error });
            }
        });
        Self {
            home: tempfile::tempdir().unwrap(),
            keyring: Arc::new(MemoryKeyring::default()),
            client,
            _chain: chain,
            url,
            kept,
            omits,
            asked,
            owner,
        }
    }

    async fn open(&self) -> Wallet {
        let wallet = Wallet::new(Options {
            node: Some(self.url.clone()),
            keyring: self.keyring.clone(),
            ..common::options(self.home.path())
        });
        wallet.open(Network::Practice).await.unwrap();
        wallet
    }

    async fn mine(&self, blocks: u64) {
        let mine = json!([{ "blocks": blocks, "stepSeconds": 5 }]);
        let _: Value = self.client.request(Request::new("practice_mine", mine)).await.unwrap();
    }

    /// Opens a wallet that watches the owner, and has it see eras go by; gives the last one that is known, which is paid.
    async fn open_for_eras(&self) -> (Wallet, u64) {
        let wallet = self.open().await;
        common::create_account(&wallet).await;
        let watch = WatchAddress {
            address: self.owner.to_string(),
            label: "fathom".to_owned(),
        };
        wallet.call(&watch).await.unwrap();
        for _ in 0..6 {
            self.mine(EPOCH).await;
            wallet.call(&CatchUp {}).await.unwrap();
        }
        // The last payout has come to its end.
        self.mine(EPOCH / 2).await;
        wallet.call(&CatchUp {}).await.unwrap();
        let known = self.eras(&wallet).await;
        assert!(self.gone(&wallet).await.is_empty());
        (wallet, *known.last().expect("an era was paid"))
    }

    /// A world whose node leaves out what the owner was paid for the era that passed last, a wallet that looked at it, and that
    /// era.
    async fn that_omits() -> (Self, Wallet, u64) {
        let world = Self::start().await;
        let (wallet, last) = world.open_for_eras().await;
        world.omits.store(true, Ordering::SeqCst);
        world.mine(ERA).await;
        wallet.call(&CatchUp {}).await.unwrap();
        (world, wallet, last + 2)
    }

    async fn height(&self) -> u64 {
        self.client.height().await.unwrap().height.0
    }

    /// The eras of which the wallet knows what the owner was paid.
    async fn eras(&self, wallet: &Wallet) -> BTreeSet<u64> {
        let filter = HistoryFilter {
            account: Some(self.owner),
            action: Some(PAYOUT.to_owned()),
            ..HistoryFilter::default()
        };
        let rows = wallet.call(&GetHistory { filter }).await.unwrap();
        rows.iter().filter_map(|row| Some(row.payout.as_ref()?.era.0)).collect()
    }

    /// What it says that it does not know of payouts.
    async fn gone(&self, wallet: &Wallet) -> Vec<Unseen> {
        let account = Some(self.owner);
        let mut all = wallet.call(&GetUnseen { account }).await.unwrap();
        all.retain(|unseen| unseen.why == UnseenWhy::PayoutsGone);
        all
    }

    /// Looks on until the wallet knows what was paid for an era.
    async fn until_era(&self, wallet: &Wallet, era: u64) {
        for _ in 0..60 {
            wallet.call(&CatchUp {}).await.unwrap();
            if self.eras(wallet).await.contains(&era) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("what was paid for era {era} never comes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn eras_whose_logs_a_node_does_not_keep_are_not_known_and_the_rest_goes_on() {
    let world = World::start().await;
    let (wallet, last_before) = world.open_for_eras().await;
    let before = world.eras(&wallet).await;
    drop(wallet);

    // Five eras of which the wallet sees nothing, and of whose logs the node keeps those of the last two.
    world.mine(5 * ERA).await;
    let first_kept = world.height().await - 2 * ERA;
    world.kept.store(first_kept, Ordering::SeqCst);
    let wallet = world.open().await;
    // The last era of which a block may have paid.
    let newest = (world.height().await - 1) / ERA * 2;
    world.until_era(&wallet, newest).await;
    let after: BTreeSet<u64> = world.eras(&wallet).await.difference(&before).copied().collect();
    let seen: BTreeSet<u64> = (last_before + 2..=newest)
        .step_by(2)
        .filter(|era| era * EPOCH + 1 >= first_kept)
        .collect();
    assert!(!seen.is_empty() && seen.len() < 5, "{seen:?}");
    assert_eq!(after, seen);
    let gone = world.gone(&wallet).await;
    let [gone] = &gone[..] else { panic!("{gone:?}") };
    // From the first payout that was missed to the freeze that ends the last one that is not kept.
    let first_seen = *seen.first().unwrap();
    assert_eq!(gone.first.0, (last_before + 2) * EPOCH + 1);
    assert!(
        gone.last.0 > (first_seen - 2) * EPOCH && gone.last.0 <= first_seen * EPOCH,
        "{gone:?}"
    );

    // What comes then is seen as ever, and of what is gone it is still said so after a restart.
    world.mine(ERA).await;
    world.until_era(&wallet, newest + 2).await;
    drop(wallet);
    let wallet = world.open().await;
    assert_eq!(world.gone(&wallet).await, std::slice::from_ref(gone));
}

/// Blocks after which it is looked anew for what was left out.
const AGAIN: u64 = 60;

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_left_out_is_missed_and_looked_for_again_and_not_with_each_block() {
    let (world, wallet, era) = World::that_omits().await;
    let asked = world.asked.load(Ordering::SeqCst);
    for _ in 0..4 {
        world.mine(1).await;
        wallet.call(&CatchUp {}).await.unwrap();
    }
    assert_eq!(world.asked.load(Ordering::SeqCst), asked, "it is asked again too soon");
    assert!(!world.eras(&wallet).await.contains(&era));
    assert!(world.gone(&wallet).await.is_empty(), "it may be told yet");

    world.omits.store(false, Ordering::SeqCst);
    world.mine(AGAIN).await;
    world.until_era(&wallet, era).await;
    assert!(world.gone(&wallet).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_payout_that_is_never_told_whole_the_history_says_so_and_the_next_is_seen() {
    let (world, wallet, era) = World::that_omits().await;
    assert!(world.gone(&wallet).await.is_empty());
    // By then it was looked at twice, and the next freeze has come.
    world.mine(AGAIN).await;
    wallet.call(&CatchUp {}).await.unwrap();
    let gone = world.gone(&wallet).await;
    let [gone] = &gone[..] else { panic!("{gone:?}") };
    let first = era * EPOCH + 1;
    assert_eq!((gone.first.0, gone.last.0), (first, first + EPOCH / 2));

    world.omits.store(false, Ordering::SeqCst);
    world.mine(AGAIN).await;
    world.until_era(&wallet, era + 2).await;
    assert!(!world.eras(&wallet).await.contains(&era));
    assert_eq!(world.gone(&wallet).await, std::slice::from_ref(gone));
}
