//! A profile as a person has it who used the app before: an account with money and buckets, watched only, so that the
//! first screen needs no password, and a practice network some hours old.

use std::{path::Path, sync::Arc, time::Duration};

use ballast_api::calls::{GetHome, OpenNetwork, PassPracticeTime, WatchAddress};
use ballast_domain::{Amount, Network};
use ballast_vault::MemoryKeyring;
use ballast_wallet::{Options, Place, Wallet};

use crate::error::{Error, Result};

/// Makes it in `home`, and says what the account holds in all.
///
/// # Errors
/// What the wallet refused.
pub async fn prepare(home: &Path) -> Result<Amount> {
    let voter = ballast_practice::default_genesis()
        .buckets
        .first()
        .map(|bucket| bucket.owner);
    let voter = voter.ok_or_else(|| Error::Unfair("the practice network has no voters".into()))?;
    let wallet = Wallet::new(Options {
        keyring: Arc::new(MemoryKeyring::default()),
        ..Options::new(Place::at(home))
    });
    wallet
        .call(&OpenNetwork {
            network: Network::Practice,
        })
        .await?;
    wallet
        .call(&WatchAddress {
            address: voter.to_hex(),
            label: "Mine".into(),
        })
        .await?;
    wallet.call(&PassPracticeTime { seconds: 3600 }).await?;
    let home = wallet.call(&GetHome { account: Some(voter) }).await?;
    drop(wallet);
    // Its practice network writes what it has and ends by itself.
    tokio::time::sleep(Duration::from_secs(1)).await;
    home.total()
        .ok_or_else(|| Error::Unfair("the account's total is unknown".into()))
}
