//! The gas of a migration: a node's estimate as it is, and asked again before it is signed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use ballast_api::calls::{Approve, ApproveBatch, AskPracticeMoney, GetBuckets, Propose, ProposeBatch};
use ballast_chain::{Client, encode};
use ballast_domain::{Intent, Network, Proposal};
use ballast_practice::{Config, start};
use ballast_wallet::{Options, Wallet};
use common::{create_account, options, relay::relay};
use serde_json::{Value, json};

async fn propose(wallet: &Wallet, wish: &Value) -> Proposal {
    let intent: Intent = serde_json::from_value(wish.clone()).unwrap();
    wallet.call(&Propose { intent }).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_takes_the_estimate_as_it_is_and_is_not_signed_with_less_than_it_takes_by_then() {
    let config = Config {
        block_seconds: 0.2,
        ..Config::default()
    };
    let node = start(config).await.unwrap();
    let (folder, dearer) = (tempfile::tempdir().unwrap(), Arc::new(AtomicU64::new(0)));
    let more = dearer.clone();
    let url = relay(node.address(), move |method, _, answer| {
        if method == "eth_estimateGas" && answer["result"].is_string() {
            let said = answer["result"].as_str().unwrap().trim_start_matches("0x");
            let said = u64::from_str_radix(said, 16).unwrap();
            answer["result"] = json!(format!("{:#x}", said + more.load(Ordering::SeqCst)));
        }
    });
    let wallet = Wallet::new(Options {
        node: Some(url),
        ..options(folder.path())
    });
    wallet.open(Network::Practice).await.unwrap();
    let account = create_account(&wallet).await;
    wallet.call(&AskPracticeMoney { account }).await.unwrap();
    let stake = json!({ "account": account, "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX",
        "duration": 91, "locked": true });
    let mut bucket = None;
    for _ in 0..100 {
        let staked = propose(&wallet, &stake).await;
        if staked.block().is_none() {
            wallet.call(&Approve { id: staked.id }).await.unwrap();
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for _ in 0..100 {
        let all = wallet.call(&GetBuckets { account: None }).await.unwrap();
        bucket = all.rows.value.first().map(|row| row.bucket.id.index);
        if bucket.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let migrate = json!({ "account": account, "action": "migrateStake", "bucket": bucket.unwrap() });
    let reviewed = propose(&wallet, &migrate).await;
    let client = Client::new(ballast_chain::Config::single(468_900, node.url())).unwrap();
    let call = encode(&reviewed.intent.action);
    let said = client.estimate_gas(account, &call).await.unwrap().value;
    assert_eq!(reviewed.transactions[0].gas_limit, said, "unchanged");

    // By the time it is signed it takes more: with what was reviewed it would be mined and fail.
    dearer.store(1_000, Ordering::SeqCst);
    let stale = wallet.call(&Approve { id: reviewed.id }).await.unwrap_err();
    assert_eq!(stale.code, "proposal.stale");
    dearer.store(0, Ordering::SeqCst);
    let intents = vec![reviewed.intent.clone()];
    let batch = wallet.call(&ProposeBatch { intents }).await.unwrap();
    dearer.store(1_000, Ordering::SeqCst);
    let stale = wallet.call(&ApproveBatch { id: batch.id }).await.unwrap_err();
    assert_eq!(stale.code, "proposal.stale");

    let again = propose(&wallet, &migrate).await;
    assert_eq!(
        again.transactions[0].gas_limit,
        said + 1_000,
        "it is what the node says now"
    );
    // Less than was reviewed is no reason to ask again.
    dearer.store(0, Ordering::SeqCst);
    wallet.call(&Approve { id: again.id }).await.unwrap();
    for _ in 0..100 {
        let all = wallet.call(&GetBuckets { account: None }).await.unwrap();
        if all.rows.value.iter().any(|row| row.bucket.id.contract.is_some()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the bucket did not become an NFT");
}
