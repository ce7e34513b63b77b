//! What was put aside, and what becomes of it once it is signed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::time::Duration;

use ballast_api::calls::{Approve, ApproveBatch, AskPracticeMoney, GetDrafts, Propose, ProposeBatch, SaveDraft};
use ballast_domain::{Address, Amount, Days, Intent, Network, actions::CreateStake};
use ballast_practice::{Config, start};
use ballast_wallet::{Options, Wallet};

fn stake(account: Address, iotx: u64) -> Intent {
    let action = CreateStake {
        candidate: "fathom".into(),
        amount: Amount::from_iotx(iotx),
        duration: Days(7),
        locked: true,
        payload: Vec::new(),
    };
    Intent {
        account,
        action: action.into(),
    }
}

/// Puts them aside.
async fn keep(wallet: &Wallet, intents: &[Intent]) {
    let save = SaveDraft {
        id: None,
        name: "kept".into(),
        intents: intents.to_vec(),
    };
    wallet.call(&save).await.unwrap();
}

async fn kept(wallet: &Wallet) -> Vec<Vec<Intent>> {
    let drafts = wallet.call(&GetDrafts {}).await.unwrap();
    drafts.into_iter().map(|draft| draft.intents.unwrap()).collect()
}

/// A wallet whose one account has practice money.
async fn rich(wallet: &Wallet) -> Address {
    let account = common::create_account(wallet).await;
    wallet.call(&AskPracticeMoney { account }).await.unwrap();
    for _ in 0..100 {
        let intent = stake(account, 100);
        if wallet.call(&Propose { intent }).await.unwrap().block().is_none() {
            return account;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the practice money did not come");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_signed_is_no_draft_any_more_and_what_a_rule_left_out_still_is() {
    let config = Config {
        block_seconds: 0.2,
        ..Config::default()
    };
    let chain = start(config).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let wallet = Wallet::new(Options {
        node: Some(chain.url()),
        ..common::options(folder.path())
    });
    wallet.open(Network::Practice).await.unwrap();
    let account = rich(&wallet).await;

    let (one, other, too_little) = (stake(account, 100), stake(account, 200), stake(account, 99));
    let mixed = [other.clone(), too_little.clone()];
    keep(&wallet, std::slice::from_ref(&one)).await;
    keep(&wallet, std::slice::from_ref(&other)).await;
    keep(&wallet, &mixed).await;
    assert_eq!(kept(&wallet).await.len(), 3);

    let id = wallet.call(&Propose { intent: one }).await.unwrap().id;
    wallet.call(&Approve { id }).await.unwrap();
    assert_eq!(kept(&wallet).await, [mixed.to_vec(), vec![other.clone()]]);

    let id = wallet
        .call(&ProposeBatch {
            intents: mixed.to_vec(),
        })
        .await
        .unwrap()
        .id;
    wallet.call(&ApproveBatch { id }).await.unwrap();
    assert_eq!(kept(&wallet).await, [vec![too_little], vec![other]]);
}
