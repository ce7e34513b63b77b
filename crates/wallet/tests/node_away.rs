//! What is this computer's own shows and grows while no node answers; what is the chain's is unknown, with its cause.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_api::{FailureKind, Origin, calls};
use ballast_domain::Network;
use ballast_wallet::Wallet;
use common::{PASSWORD, create_vault, options};

/// The next account of the wallet's first phrase.
const NEXT: calls::AddAccount = calls::AddAccount {
    which: None,
    path: None,
};

async fn with_vault(home: &std::path::Path) -> Wallet {
    let wallet = Wallet::new(options(home));
    wallet.open(Network::Testnet).await.unwrap();
    create_vault(&wallet).await;
    wallet
}

#[tokio::test]
async fn the_first_screen_is_no_failure_but_unknown_figures_and_their_cause() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = with_vault(folder.path()).await;
    let home = wallet.call(&calls::GetHome { account: None }).await.unwrap();
    assert_eq!(home.failure.as_ref().map(|f| f.kind), Some(FailureKind::Offline));
    assert!(home.liquid.is_none() && home.staked.is_none() && home.unstaking.is_none() && home.votes.is_none());
    assert_eq!(home.total(), None, "unknown, not 0");
    assert_eq!(home.next, None, "unknown, not nothing due");

    let submissions = wallet.call(&calls::GetSubmissions { account: None }).await.unwrap();
    assert!(submissions.is_empty());
    assert_eq!(wallet.call(&calls::GetStatus {}).await.unwrap().accounts.len(), 1);
}

#[tokio::test]
async fn one_more_account_is_the_next_of_the_phrases_path_and_needs_an_open_vault() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = with_vault(folder.path()).await;
    let second = wallet.call(&NEXT).await.unwrap();
    assert_eq!(second.label, "Account 2");
    assert!(matches!(&second.origin, Origin::Phrase { path, .. } if path == "m/44'/304'/0'/0/1"));
    let third = wallet.call(&NEXT).await.unwrap();
    assert!(matches!(&third.origin, Origin::Phrase { path, .. } if path == "m/44'/304'/0'/0/2"));

    wallet.call(&calls::Lock {}).await.unwrap();
    let refused = wallet.call(&NEXT).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::Locked);
    let accounts = wallet.call(&calls::GetStatus {}).await.unwrap().accounts;
    assert_eq!(accounts.len(), 3, "known while locked, too");
    let password = PASSWORD.into();
    wallet.call(&calls::Unlock { password }).await.unwrap();
    assert_eq!(wallet.call(&NEXT).await.unwrap().label, "Account 4");
}
