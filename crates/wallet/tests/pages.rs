//! The table of buckets page by page.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{sync::Arc, time::Duration};

use ballast_api::{
    BucketRow,
    calls::{GetBucketPage, GetBucketTable, GetBuckets, GetChain, GetFirstBuckets, SetBucketNote, WatchAddress},
};
use ballast_domain::{Address, Amount, Network, Snapshot};
use ballast_practice::{Config, Genesis, GenesisBucket, Handle, default_genesis, start};
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Place, Wallet};
use tempfile::TempDir;

const BUCKETS: u64 = 2_500;

async fn watch(wallet: &Wallet, account: Address) {
    let watch = WatchAddress {
        address: account.to_hex(),
        label: String::new(),
    };
    wallet.call(&watch).await.unwrap();
}

/// A wallet on a network that makes blocks only when it is told to.
async fn on(genesis: Genesis) -> (Handle, TempDir, Wallet) {
    let config = Config {
        genesis: Some(genesis),
        on_demand: true,
        ..Config::default()
    };
    let chain = start(config).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let wallet = Wallet::new(Options {
        keyring: Arc::new(MemoryKeyring::default()),
        node: Some(chain.url()),
        ..Options::new(Place::at(folder.path()))
    });
    wallet.open(Network::Practice).await.unwrap();
    (chain, folder, wallet)
}

/// An owner of thousands of buckets.
fn of_many(owner: Address) -> Genesis {
    let mut genesis = default_genesis();
    let bucket = |number: u64| GenesisBucket {
        owner,
        delegate: genesis.delegates[(number % 40) as usize].name.clone(),
        amount: Amount::from_iotx(100 + number),
        days: (number % 1_000) as u32,
        auto_stake: number.is_multiple_of(3),
        age_days: 10,
        unstaked_hours_ago: None,
    };
    genesis.buckets = (0..BUCKETS).map(bucket).collect();
    genesis
}

async fn marks(wallet: &Wallet) -> Snapshot<Vec<u64>> {
    wallet.call(&GetBucketTable { account: None }).await.unwrap().pages
}

async fn page(wallet: &Wallet, page: usize, mark: u64) -> Option<Vec<BucketRow>> {
    let page = GetBucketPage {
        page: page as u64,
        mark,
    };
    wallet.call(&page).await.unwrap().rows
}

async fn mine_a_block(url: &str) {
    let chain_id = Network::Practice.params().chain_id;
    let client = ballast_chain::Client::new(ballast_chain::Config::single(chain_id, url)).unwrap();
    let blocks = serde_json::json!([{ "blocks": 1, "stepSeconds": 5.0 }]);
    let mine = ballast_chain::Request::new("practice_mine", blocks);
    client.request::<serde_json::Value>(mine).await.unwrap();
}

#[tokio::test]
async fn the_pages_of_one_reading_are_the_whole_table() {
    let owner = Address::from_bytes([7; 20]);
    let (_chain, _folder, wallet) = on(of_many(owner)).await;
    watch(&wallet, owner).await;

    let marks = marks(&wallet).await.value;
    let mut rows: Vec<BucketRow> = Vec::new();
    let mut sizes = Vec::new();
    for (place, mark) in marks.iter().enumerate() {
        let page = page(&wallet, place, *mark).await.unwrap();
        sizes.push(page.len());
        rows.extend(page);
    }
    assert_eq!(sizes, [1_000, 1_000, 500]);
    let whole = wallet.call(&GetBuckets { account: None }).await.unwrap();
    assert_eq!(rows, whole.rows.value);
    let first = wallet.call(&GetFirstBuckets { account: None }).await.unwrap();
    assert!(!first.whole);
    assert_eq!(first.rows.value, rows[..60]);
    assert_eq!(page(&wallet, marks.len(), marks[0]).await, None);
}

#[tokio::test]
async fn only_a_page_that_changed_has_another_mark() {
    let owner = Address::from_bytes([7; 20]);
    let (chain, _folder, wallet) = on(of_many(owner)).await;
    watch(&wallet, owner).await;

    let before = marks(&wallet).await;
    mine_a_block(&chain.url()).await;
    let known = async || wallet.call(&GetChain {}).await.unwrap().height;
    while known().await <= Some(before.height) || marks(&wallet).await.height <= before.height {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let (before, after) = (before.value, marks(&wallet).await.value);
    assert_eq!(before, after, "a block in which nothing happened to them");

    let bucket = page(&wallet, 1, after[1]).await.unwrap()[700].bucket.id;
    let note = SetBucketNote {
        bucket,
        label: "Roof".into(),
        note: String::new(),
        group: String::new(),
    };
    wallet.call(&note).await.unwrap();
    let noted = marks(&wallet).await.value;
    assert_eq!((noted[0], noted[2]), (before[0], before[2]));
    assert_eq!(page(&wallet, 1, before[1]).await, None, "it is another page now");
    assert_eq!(page(&wallet, 1, noted[1]).await.unwrap()[700].label, "Roof");
}

#[tokio::test]
async fn the_first_buckets_of_several_accounts_are_the_beginning_of_the_table() {
    let [few, many, last] = [1, 2, 3].map(|n| Address::from_bytes([n; 20]));
    let mut genesis = default_genesis();
    let like = genesis.buckets[0].clone();
    let of = |owner, count| std::iter::repeat_n(GenesisBucket { owner, ..like.clone() }, count);
    genesis.buckets = of(few, 59).chain(of(many, 60)).chain(of(last, 1)).collect();
    let (_chain, _folder, wallet) = on(genesis).await;
    for account in [few, many, last] {
        watch(&wallet, account).await;
    }
    for (account, count, whole) in [
        (Some(few), 59, true),
        (Some(many), 60, false),
        (Some(last), 1, true),
        (None, 119, false),
    ] {
        let first = wallet.call(&GetFirstBuckets { account }).await.unwrap();
        assert_eq!((first.rows.value.len(), first.whole), (count, whole), "{account:?}");
        let all = wallet.call(&GetBuckets { account }).await.unwrap().rows.value;
        assert_eq!(first.rows.value, all[..count], "{account:?}");
        assert_eq!(all.len() > count, account.is_none());
    }
}
