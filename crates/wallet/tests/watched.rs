//! Accounts that are only watched: what they hold is told apart, and is in no sum of what one holds.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_api::{Home, calls};
use ballast_domain::{Address, Amount, Network};
use ballast_wallet::{Options, Wallet};
use common::{create_vault, options};

async fn practice(home: &std::path::Path) -> Wallet {
    let wallet = Wallet::new(Options {
        node: None,
        ..options(home)
    });
    wallet.open(Network::Practice).await.unwrap();
    wallet
}

/// An account of the practice network that has buckets.
fn voter() -> Address {
    let genesis = ballast_practice::default_genesis();
    genesis.buckets.first().map(|bucket| bucket.owner).unwrap()
}

async fn watch(wallet: &Wallet, address: Address) {
    let (address, label) = (address.to_string(), "Somebody".to_owned());
    wallet.call(&calls::WatchAddress { address, label }).await.unwrap();
}

async fn home(wallet: &Wallet, account: Option<Address>) -> Home {
    wallet.call(&calls::GetHome { account }).await.unwrap()
}

#[tokio::test]
async fn what_is_watched_is_in_no_sum_of_what_one_holds() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = practice(folder.path()).await;
    create_vault(&wallet).await;
    let own = wallet.call(&calls::GetStatus {}).await.unwrap().accounts[0].address;
    let before = home(&wallet, None).await;
    assert_eq!(before.watched, None, "nothing is watched");

    watch(&wallet, voter()).await;
    let (all, mine, theirs) = tokio::join!(
        home(&wallet, None),
        home(&wallet, Some(own)),
        home(&wallet, Some(voter()))
    );
    assert_eq!(all.total(), before.total());
    assert_eq!(all.total(), mine.total());
    assert_eq!(all.votes, mine.votes);
    assert!(
        theirs.staked.unwrap() > Amount::ZERO,
        "there is something to be left out"
    );
    let watched = all.watched.unwrap();
    assert_eq!((watched.accounts, watched.total), (1, theirs.total()));
    // One account's figures are its own, whoever's it is.
    assert_eq!((mine.watched, theirs.watched), (None, None));
}

#[tokio::test]
async fn where_everything_is_watched_nothing_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = practice(folder.path()).await;
    watch(&wallet, voter()).await;
    let all = home(&wallet, None).await;
    assert_eq!(all.watched, None);
    assert_eq!(all.total(), home(&wallet, Some(voter())).await.total());
}

#[tokio::test]
async fn a_watched_accounts_name_is_made_fit_to_be_shown() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = practice(folder.path()).await;
    let called = async |label: &str| {
        let (address, label) = (voter(), label.to_owned());
        let renamed = wallet.call(&calls::RenameAccount { address, label }).await;
        renamed
            .map(|status| status.accounts[0].label.clone())
            .map_err(|failure| failure.code)
    };
    let (address, label) = (voter().to_string(), "\u{1b}[2JSav\u{200b}ings ".to_owned());
    let watched = wallet.call(&calls::WatchAddress { address, label }).await.unwrap();
    assert_eq!(watched.label, "[2JSavings");
    assert_eq!(called("Cold\u{7}").await.as_deref(), Ok("Cold"));
    assert_eq!(called(" ").await.as_deref(), Ok("Watched"));
    assert_eq!(called(&"l".repeat(41)).await, Err("account.label".into()));
}
