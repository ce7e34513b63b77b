//! While the system's keyring waits for the person, the wallet goes on.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

use ballast_api::{VaultState, calls};
use ballast_domain::Network;
use ballast_vault::{KeyringState, MemoryKeyring, Result, SecretStore};
use ballast_wallet::Wallet;
use common::{create_vault, wallet};
use tokio::{sync::Notify, task::JoinHandle, time::timeout};

/// A keyring that, once told so, keeps a question until it is told to answer.
struct Waiting {
    inside: MemoryKeyring,
    waits: AtomicBool,
    asked: Notify,
    answer: Mutex<Receiver<()>>,
}

impl Waiting {
    fn new() -> (Arc<Self>, Sender<()>) {
        let (answer, told) = channel();
        let waiting = Self {
            inside: MemoryKeyring::default(),
            waits: AtomicBool::new(false),
            asked: Notify::new(),
            answer: Mutex::new(told),
        };
        (Arc::new(waiting), answer)
    }
}

impl SecretStore for Waiting {
    fn state(&self) -> KeyringState {
        self.inside.state()
    }
    fn put(&self, name: &str, secret: &[u8]) -> Result<()> {
        self.inside.put(name, secret)
    }
    fn get(&self, name: &str) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>> {
        if self.waits.load(Ordering::SeqCst) {
            self.asked.notify_one();
            self.answer
                .lock()
                .unwrap()
                .recv_timeout(Duration::from_secs(30))
                .unwrap();
        }
        self.inside.get(name)
    }
    fn remove(&self, name: &str) -> Result<()> {
        self.inside.remove(name)
    }
}

type Asking = JoinHandle<std::result::Result<VaultState, ballast_api::Failure>>;

/// A locked wallet whose keyring was asked and waits for the person.
async fn asked() -> (Wallet, Asking, Sender<()>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (keyring, answer) = Waiting::new();
    let wallet = wallet(folder.path(), keyring.clone());
    wallet.open(Network::Testnet).await.unwrap();
    create_vault(&wallet).await;
    wallet.call(&calls::Lock {}).await.unwrap();
    keyring.waits.store(true, Ordering::SeqCst);
    let same = wallet.clone();
    let asking = tokio::spawn(async move { same.call(&calls::UnlockWithKeyring {}).await });
    keyring.asked.notified().await;
    (wallet, asking, answer, folder)
}

/// Fails instead of hanging where something waits for the keyring.
async fn soon<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(5), future)
        .await
        .expect("it waits for the keyring")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wallet_answers_while_the_keyring_waits_and_then_it_opens() {
    let (wallet, asking, answer, _folder) = asked().await;
    let status = soon(wallet.call(&calls::GetStatus {})).await.unwrap();
    assert_eq!(status.vault, VaultState::Locked);
    assert_eq!(status.accounts.len(), 1);
    assert_eq!(soon(wallet.call(&calls::Touch {})).await.unwrap(), VaultState::Locked);
    answer.send(()).unwrap();
    assert_eq!(soon(asking).await.unwrap().unwrap(), VaultState::Unlocked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_while_the_keyring_waits_has_the_last_word() {
    let (wallet, asking, answer, _folder) = asked().await;
    assert_eq!(soon(wallet.call(&calls::Lock {})).await.unwrap(), VaultState::Locked);
    answer.send(()).unwrap();
    let failure = soon(asking).await.unwrap().unwrap_err();
    assert_eq!(failure.code, "vault.locked-meanwhile");
    assert_eq!(
        wallet.call(&calls::GetStatus {}).await.unwrap().vault,
        VaultState::Locked
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_left_while_its_keyring_waits_stays_locked_and_lets_go_of_its_folder() {
    let (wallet, asking, answer, _folder) = asked().await;
    soon(wallet.open(Network::Mainnet)).await.unwrap();
    soon(wallet.open(Network::Testnet)).await.unwrap();
    answer.send(()).unwrap();
    assert_eq!(soon(asking).await.unwrap().unwrap_err().code, "vault.locked-meanwhile");
    assert_eq!(
        wallet.call(&calls::GetStatus {}).await.unwrap().vault,
        VaultState::Locked
    );
}
