//! The session's part about keys: the vault, and the keyring that may open it.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
};

use ballast_domain::Address;
use ballast_vault::{SecretStore, Throttle, Vault};

use super::{Session, lock};
use crate::{Error, Result};

/// The session's part about keys. The vault stands in a mutex that is held for argon2's time at most.
pub(crate) struct Keys {
    vault: Arc<Mutex<Vault>>,
    pub(crate) keyring: Arc<dyn SecretStore>,
    /// The places of the words that were asked for last.
    pub(crate) word_check: Mutex<Vec<usize>>,
}

impl Keys {
    /// Keys of a vault that is not open yet.
    pub(crate) fn new(vault: Vault, keyring: Arc<dyn SecretStore>) -> Self {
        Self {
            vault: Arc::new(Mutex::new(vault)),
            keyring,
            word_check: Mutex::default(),
        }
    }
}

/// The wrong passwords of each vault that was opened, by its file: another network and back is no new start.
#[derive(Default)]
pub(crate) struct Throttles(Mutex<HashMap<PathBuf, Throttle>>);

impl Throttles {
    /// Those of the vault at `path`.
    pub(crate) fn of(&self, path: &Path) -> Throttle {
        lock(&self.0).entry(path.to_owned()).or_default().clone()
    }
}

impl Session {
    /// The vault, for what does not take a password or wait for the keyring.
    pub(crate) fn vault(&self) -> MutexGuard<'_, Vault> {
        lock(&self.keys.vault)
    }

    /// The vault, for what takes argon2's time: off the async threads.
    pub(crate) async fn with_vault<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Vault) -> ballast_vault::Result<T> + Send + 'static,
    ) -> Result<T> {
        let vault = self.keys.vault.clone();
        Ok(tokio::task::spawn_blocking(move || f(&mut lock(&vault))).await??)
    }

    /// The vault and the keyring, which may wait for the person: off the async threads, the vault free meanwhile.
    pub(crate) async fn with_keyring<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Mutex<Vault>, &dyn SecretStore) -> ballast_vault::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (vault, keyring) = (self.keys.vault.clone(), self.keys.keyring.clone());
        Ok(tokio::task::spawn_blocking(move || f(&vault, keyring.as_ref())).await??)
    }

    /// The account, if the wallet can sign for it.
    pub(crate) fn require_signer(&self, account: Address) -> Result<()> {
        let vault = self.vault();
        if vault.is_locked() {
            return Err(ballast_vault::Error::Locked.into());
        }
        match vault.accounts()?.iter().any(|a| a.address == account) {
            true => Ok(()),
            false => Err(Error::WatchOnly),
        }
    }
}
