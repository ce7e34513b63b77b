//! Whoever guesses at the window waits, whatever else they ask of it meanwhile.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::time::{Duration, Instant};

use ballast_api::calls;
use ballast_domain::Network;
use ballast_wallet::Wallet;
use common::{PASSWORD, create_vault, options};

/// What comes of a password: nothing, or the failure's code.
async fn unlock(wallet: &Wallet, password: &str) -> Result<(), String> {
    let password = password.to_owned();
    let state = wallet.call(&calls::Unlock { password }).await;
    state.map(drop).map_err(|failure| failure.code)
}

#[tokio::test(flavor = "multi_thread")]
async fn another_network_and_back_ends_no_pause() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = Wallet::new(options(folder.path()));
    wallet.open(Network::Testnet).await.unwrap();
    create_vault(&wallet).await;
    wallet.call(&calls::Lock {}).await.unwrap();
    let wrong = || unlock(&wallet, "wrong password");
    // Three cost a pause of a second, and each one more doubles it: long enough for a network to be opened and left.
    for pause in [0, 0, 0, 1, 2] {
        tokio::time::sleep(Duration::from_millis(pause * 1_100)).await;
        assert_eq!(wrong().await, Err("vault.wrong-password".into()));
    }
    let last = Instant::now();
    wallet.open(Network::Mainnet).await.unwrap();
    wallet.open(Network::Testnet).await.unwrap();
    let right = unlock(&wallet, PASSWORD).await;
    assert!(
        last.elapsed() < Duration::from_secs(3),
        "the pause may be over: {:?}",
        last.elapsed()
    );
    assert_eq!(right, Err("vault.too-soon".into()));
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(unlock(&wallet, PASSWORD).await, Ok(()));
}
