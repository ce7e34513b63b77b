//! What the wallet's tests share: a wallet in a folder of its own, on a node that is not there.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod beside;
pub mod relay;
pub mod somebody;
pub mod told;

use std::{path::Path, sync::Arc};

use ballast_api::calls;
use ballast_domain::{Address, Network};
use ballast_vault::{KdfParams, MemoryKeyring, SecretStore};
use ballast_wallet::{Options, Place, Wallet};

pub const PASSWORD: &str = "correct horse battery";

/// How a wallet in `home` is run: cheap passwords, no node.
pub fn options(home: &Path) -> Options {
    Options {
        kdf: KdfParams::new(8, 1, 1).unwrap(),
        keyring: Arc::new(MemoryKeyring::default()),
        // The discard port: nobody answers.
        node: Some("http://127.0.0.1:9/".into()),
        ..Options::new(Place::at(home))
    }
}

/// A wallet in `home` with this keyring.
pub fn wallet(home: &Path, keyring: Arc<dyn SecretStore>) -> Wallet {
    Wallet::new(Options {
        keyring,
        ..options(home)
    })
}

/// Makes a vault, opened by the keyring too.
pub async fn create_vault(wallet: &Wallet) {
    let create = calls::CreateVault {
        password: PASSWORD.into(),
        words: 12,
        use_keyring: true,
    };
    wallet.call(&create).await.unwrap();
}

/// Makes a vault as [`create_vault`] does, and gives its account.
pub async fn create_account(wallet: &Wallet) -> Address {
    create_vault(wallet).await;
    wallet.call(&calls::GetStatus {}).await.unwrap().accounts[0].address
}

/// A wallet in `home` on a practice network of its own.
pub async fn practice(home: &Path) -> Wallet {
    let wallet = Wallet::new(Options {
        node: None,
        ..options(home)
    });
    wallet.open(Network::Practice).await.unwrap();
    wallet
}
