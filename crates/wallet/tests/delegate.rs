//! A delegate by itself: where it stands, one's own votes for it, and its blocks of epochs that are over.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_api::calls;
use ballast_domain::{Epoch, Network};
use ballast_practice::{Config, start};
use ballast_wallet::{Options, Wallet};
use common::options;

#[tokio::test(flavor = "multi_thread")]
async fn the_blocks_of_an_epoch_that_is_over_are_counted_once_for_each_delegate() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        on_demand: true,
        ..Config::default()
    };
    let node = start(config).await.unwrap();
    let wallet = Wallet::new(Options {
        node: Some(node.url()),
        ..options(folder.path())
    });
    wallet.open(Network::Practice).await.unwrap();
    let delegates = wallet.call(&calls::GetDelegates {}).await.unwrap().rows.value;
    let first = &delegates[0];
    let page = wallet
        .call(&calls::GetDelegate {
            name: first.name.clone(),
        })
        .await
        .unwrap()
        .unwrap();
    assert_eq!((&page.row.value.operator, page.own.len()), (&first.operator, 0));
    let nobody = calls::GetDelegate { name: "nobody".into() };
    assert_eq!(wallet.call(&nobody).await.unwrap(), None);

    let made = |operator| calls::GetBlocksMade {
        operator,
        epoch: Epoch(1),
    };
    let early = wallet.call(&made(first.operator)).await.unwrap_err();
    assert_eq!(early.code, "epoch.running", "{early:?}");
    // An hour and more: an epoch goes by.
    wallet.call(&calls::PassPracticeTime { seconds: 4_000 }).await.unwrap();
    let (mut sum, mut blocks) = (0, 0);
    for delegate in &delegates {
        let view = wallet.call(&made(delegate.operator)).await.unwrap();
        sum += view.made;
        blocks = view.of;
    }
    assert_eq!(sum, blocks, "each block has one delegate");
    assert!(wallet.call(&made(first.operator)).await.unwrap().made > 0);
}
