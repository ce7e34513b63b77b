//! Reward eras of a practice network on a node that keeps its logs for a while alone: of what it does not keep the history says
//! so, and what comes after is seen as ever.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
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

/// A practice network that makes blocks when asked, behind a node that has no logs below a block.
struct World {
    home: tempfile::TempDir,
    keyring: Arc<MemoryKeyring>,
    _chain: Handle,
    client: Client,
    url: String,
    /// The first block whose logs are kept.
    kept: Arc<AtomicU64>,
    /// A delegate's owner, whose own votes are paid for.
    owner: Address,
}

/// Whether such a node refuses to tell of logs: those of long ago.
fn refused(kept: u64, method: &str, params: &Value) -> bool {
    let first = params[0]["fromBlock"].as_str().and_then(|text| text.strip_prefix("0x"));
    let first = first.and_then(|digits| u64::from_str_radix(digits, 16).ok());
    method == "eth_getLogs" && first.is_some_and(|first| first < kept)
}

impl World {
    async fn start() -> Self {
        let (chain, client) = on_demand_from(short_eras()).await;
        let kept = Arc::<AtomicU64>::default();
        let below = kept.clone();
        let url = relay(chain.address(), move |method, params, answer| {
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
            owner: default_genesis().delegates[1].owner,
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
    let wallet = world.open().await;
    common::create_account(&wallet).await;
    let watch = WatchAddress {
        address: world.owner.to_string(),
        label: "fathom".to_owned(),
    };
    wallet.call(&watch).await.unwrap();
    for _ in 0..6 {
        world.mine(EPOCH).await;
        wallet.call(&CatchUp {}).await.unwrap();
    }
    // The last payout has come to its end.
    world.mine(EPOCH / 2).await;
    wallet.call(&CatchUp {}).await.unwrap();
    let before = world.eras(&wallet).await;
    let last_before = *before.last().expect("an era was paid");
    assert!(world.gone(&wallet).await.is_empty());
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
