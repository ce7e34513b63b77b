//! What a window opens with: all of the first screen where the node answers, and no waiting where it does not.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_api::calls;
use ballast_domain::Network;
use ballast_wallet::{Options, Wallet};
use common::{create_vault, options};

#[tokio::test]
async fn the_first_answer_brings_the_chain_and_the_first_accounts_figures() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = Wallet::new(Options {
        node: None,
        ..options(folder.path())
    });
    wallet.open(Network::Practice).await.unwrap();
    create_vault(&wallet).await;

    let start = wallet.call(&calls::GetStart {}).await.unwrap();
    assert_eq!(start.status, wallet.call(&calls::GetStatus {}).await.unwrap());
    let account = start.status.accounts.first().unwrap().address;
    assert!(start.chain.unwrap().height.is_some());
    let home = start.home.unwrap();
    assert_eq!(home.account, Some(account));
    let later = calls::GetHome { account: Some(account) };
    assert_eq!(home.total(), wallet.call(&later).await.unwrap().total());
    assert!(home.total().is_some());
}

#[tokio::test]
async fn where_the_app_stands_does_not_wait_for_a_node_that_is_away() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = Wallet::new(options(folder.path()));
    wallet.open(Network::Testnet).await.unwrap();
    create_vault(&wallet).await;

    let start = wallet.call(&calls::GetStart {}).await.unwrap();
    assert_eq!(start.status.accounts.len(), 1);
    let home = start.home;
    assert!(home.is_none_or(|home| home.liquid.is_none()), "unknown, not 0");
}
