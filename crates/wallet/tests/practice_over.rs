//! The practice network is begun anew: its chain and what was done on it are gone, keys and accounts are not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::time::Duration;

use ballast_api::{HistoryFilter, VaultState, calls};
use ballast_domain::{Address, Amount, Days, Intent, Network, actions::CreateStake};
use ballast_practice::{Config, start};
use ballast_wallet::{Options, Wallet};
use common::{PASSWORD, create_vault, options, practice};

async fn height(wallet: &Wallet) -> u64 {
    wallet.call(&calls::GetChain {}).await.unwrap().height.unwrap().0
}

/// What the account has at hand, once it has something.
async fn liquid(wallet: &Wallet, account: Address) -> Amount {
    for _ in 0..100 {
        let home = wallet.call(&calls::GetHome { account: Some(account) }).await.unwrap();
        if let Some(liquid) = home.liquid.filter(|liquid| !liquid.value.is_zero()) {
            return liquid.value;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the account stays without money");
}

/// Stakes, and signs it.
async fn stake(wallet: &Wallet, account: Address) {
    let action = CreateStake {
        candidate: "fathom".into(),
        amount: Amount::from_iotx(100),
        duration: Days(7),
        locked: true,
        payload: Vec::new(),
    };
    let intent = Intent {
        account,
        action: action.into(),
    };
    let id = wallet.call(&calls::Propose { intent }).await.unwrap().id;
    wallet.call(&calls::Approve { id }).await.unwrap();
}

async fn done(wallet: &Wallet) -> usize {
    let filter = HistoryFilter::default();
    let rows = wallet.call(&calls::GetHistory { filter }).await.unwrap();
    rows.iter().filter(|row| row.arrival.is_none()).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_begins_anew_and_the_wallet_keeps_its_accounts() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = practice(folder.path()).await;
    create_vault(&wallet).await;
    let accounts = wallet.call(&calls::GetStatus {}).await.unwrap().accounts;
    let account = accounts[0].address;
    let friend = calls::SetContact {
        address: Address::from_bytes([9; 20]),
        name: "Friend".into(),
        note: String::new(),
    };
    wallet.call(&friend).await.unwrap();
    let allowance = liquid(&wallet, account).await;
    stake(&wallet, account).await;
    wallet.call(&calls::PassPracticeTime { seconds: 3600 }).await.unwrap();
    assert_eq!(done(&wallet).await, 1);
    let before = height(&wallet).await;
    assert!(before > 1_000, "time was moved on by many blocks");

    let status = wallet.call(&calls::StartPracticeOver {}).await.unwrap();
    assert_eq!(status.network, Some(Network::Practice));
    assert_eq!((status.vault, status.accounts), (VaultState::Locked, accounts));
    assert_eq!(done(&wallet).await, 0);
    assert_eq!(wallet.call(&calls::GetContacts {}).await.unwrap().len(), 1);
    assert_eq!(liquid(&wallet, account).await, allowance, "as a new account has it");
    let home = wallet.call(&calls::GetHome { account: Some(account) }).await.unwrap();
    assert_eq!(home.staked_in, Some(0));
    assert!(height(&wallet).await < before);

    // It is a chain like the first: the same can be done on it, and it is still there after a restart.
    let password = PASSWORD.into();
    wallet.call(&calls::Unlock { password }).await.unwrap();
    stake(&wallet, account).await;
    assert_eq!(done(&wallet).await, 1);
    drop(wallet);
    let wallet = practice(folder.path()).await;
    assert!(height(&wallet).await < before);
    assert_eq!(done(&wallet).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_practice_network_that_the_wallet_runs_itself_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = Wallet::new(options(folder.path()));
    wallet.open(Network::Testnet).await.unwrap();
    let refused = wallet.call(&calls::StartPracticeOver {}).await.unwrap_err();
    assert_eq!(refused.code, "wallet.not-practice");
    assert!(wallet.call(&calls::GetStatus {}).await.unwrap().network.is_some());

    let elsewhere = start(Config::default()).await.unwrap();
    let wallet = Wallet::new(Options {
        node: Some(elsewhere.url()),
        ..options(folder.path())
    });
    wallet.open(Network::Practice).await.unwrap();
    let refused = wallet.call(&calls::StartPracticeOver {}).await.unwrap_err();
    assert_eq!(refused.code, "practice.elsewhere");
    let status = wallet.call(&calls::GetStatus {}).await.unwrap();
    assert_eq!(status.network, Some(Network::Practice), "it stays open");
}
