//! One program at a time on a profile, and none needed where only the chain is read.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_api::{Failure, FailureKind, calls};
use ballast_domain::Network;
use ballast_wallet::{Options, Wallet};
use common::options;

#[tokio::test]
async fn a_profile_that_is_open_elsewhere_is_refused_in_words_until_it_is_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (Wallet::new(options(folder.path())), Wallet::new(options(folder.path())));
    first.open(Network::Testnet).await.unwrap();
    let failure = Failure::from(second.open(Network::Testnet).await.unwrap_err());
    assert_eq!(
        (failure.code.as_str(), failure.kind),
        ("wallet.in-use", FailureKind::Disk)
    );
    assert!(failure.retry && !failure.help.is_empty());
    let here = format!("(process {})", std::process::id());
    assert!(failure.sentence.contains(&here), "{}", failure.sentence);

    // Another network's profile is another folder.
    second.open(Network::Mainnet).await.unwrap();
    drop(first);
    second.open(Network::Testnet).await.unwrap();
}

/// The first question of a window.
#[tokio::test]
async fn a_second_window_is_told_at_its_start_and_goes_on_when_the_first_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let first = Wallet::new(options(folder.path()));
    let network = Network::Testnet;
    first.call(&calls::OpenNetwork { network }).await.unwrap();
    let second = Wallet::new(options(folder.path()));
    let failure = second.call(&calls::GetStatus {}).await.unwrap_err();
    assert_eq!(failure.code, "wallet.in-use");
    drop(first);
    let status = second.call(&calls::GetStatus {}).await.unwrap();
    assert_eq!(status.network, Some(network));
}

#[tokio::test]
async fn a_network_that_cannot_be_opened_leaves_the_open_one_open() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (Wallet::new(options(folder.path())), Wallet::new(options(folder.path())));
    first.open(Network::Testnet).await.unwrap();
    second.open(Network::Mainnet).await.unwrap();
    assert!(second.open(Network::Testnet).await.is_err());
    let status = second.call(&calls::GetStatus {}).await.unwrap();
    assert_eq!(status.network, Some(Network::Mainnet));
}

#[tokio::test]
async fn who_only_reads_opens_no_profile_and_can_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let reader = Wallet::new(Options {
        reads_only: true,
        ..options(&home)
    });
    reader.open(Network::Testnet).await.unwrap();
    let failure = reader.call(&calls::GetDelegates {}).await.unwrap_err();
    assert_eq!(failure.code, "chain.unreachable", "it went as far as the node");
    let create = calls::CreateVault {
        password: common::PASSWORD.into(),
        words: 12,
        use_keyring: false,
    };
    assert_eq!(reader.call(&create).await.unwrap_err().code, "wallet.reads-only");
    assert!(!home.exists(), "a reader leaves no trace");
}
