//! The table of buckets page by page.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::sync::Arc;

use ballast_api::{
    BucketRow,
    calls::{GetBucketPage, GetBuckets, GetFirstBuckets, WatchAddress},
};
use ballast_domain::{Address, Amount, Network};
use ballast_practice::{Config, GenesisBucket, default_genesis, start};
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Place, Wallet};

const BUCKETS: u64 = 2_500;

async fn watch(wallet: &Wallet, account: Address) {
    let watch = WatchAddress {
        address: account.to_hex(),
        label: String::new(),
    };
    wallet.call(&watch).await.unwrap();
}

#[tokio::test]
async fn the_pages_of_one_reading_are_the_whole_table() {
    let owner = Address::from_bytes([7; 20]);
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
    watch(&wallet, owner).await;

    let mut rows: Vec<BucketRow> = Vec::new();
    let mut pages = Vec::new();
    while (rows.len() as u64) < BUCKETS {
        let (account, from) = (None, rows.len() as u64);
        let page = wallet.call(&GetBucketPage { account, from }).await.unwrap();
        assert_eq!(page.total, BUCKETS);
        pages.push(page.rows.value.len());
        rows.extend(page.rows.value);
    }
    assert_eq!(pages, [1_000, 1_000, 500],);
    let whole = wallet.call(&GetBuckets { account: None }).await.unwrap();
    assert_eq!(rows, whole.rows.value);
    let first = wallet.call(&GetFirstBuckets { account: None }).await.unwrap();
    assert!(!first.whole);
    assert_eq!(first.rows.value, rows[..60]);
    let beyond = GetBucketPage {
        account: None,
        from: BUCKETS + 1,
    };
    assert!(wallet.call(&beyond).await.unwrap().rows.value.is_empty());
}

#[tokio::test]
async fn the_first_buckets_of_several_accounts_are_the_beginning_of_the_table() {
    let [few, many, last] = [1, 2, 3].map(|n| Address::from_bytes([n; 20]));
    let mut genesis = default_genesis();
    let like = genesis.buckets[0].clone();
    let of = |owner, count| std::iter::repeat_n(GenesisBucket { owner, ..like.clone() }, count);
    genesis.buckets = of(few, 59).chain(of(many, 60)).chain(of(last, 1)).collect();
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
