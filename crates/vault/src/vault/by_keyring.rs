//! Opening by the OS keyring: it holds a random key of its own, which seals the data key in a second slot.
//!
//! A keyring may ask the person and wait for minutes. So the vault is held only before and after the question, never
//! during it: meanwhile it can be read, opened by the password, and locked. Whoever locks it has the last word: what
//! the keyring says to an older question opens nothing any more.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use super::{Open, Vault};
use crate::{
    Error, Result, SecretStore,
    envelope::Envelope,
    file::{self, Backup},
    seal::{Key, random_key},
};

/// Serves one change of the keyring's entry at a time: two keys kept in one order and put into the file in the other
/// would not fit each other.
pub(super) type Turn = Arc<Mutex<()>>;

impl Vault {
    /// Whether the file has a slot for the OS keyring. Works while locked; `false` if the file is unreadable.
    pub fn opens_by_keyring(&self) -> bool {
        let slot = |bytes: Vec<u8>| Envelope::parse(&bytes).is_ok_and(|envelope| envelope.keyring.is_some());
        match &self.open {
            Some(open) => open.envelope.keyring.is_some(),
            None => file::read(&self.path).is_ok_and(slot),
        }
    }

    /// Opens the vault with the key that `store` holds; does nothing when it is open. Blocks while the system asks the
    /// person, without holding the vault.
    ///
    /// # Errors
    /// [`Error::LockedMeanwhile`]; [`Error::KeyringEmpty`], [`Error::KeyringStale`] and the store's own, after which
    /// the password still works; the file's as for [`Vault::unlock`].
    pub fn unlock_with_keyring(vault: &Mutex<Self>, store: &dyn SecretStore) -> Result<()> {
        let (name, locks) = {
            let vault = hold(vault);
            if !vault.is_locked() {
                return Ok(());
            }
            let envelope = Envelope::parse(&file::read(&vault.path)?)?;
            if envelope.keyring.is_none() {
                return Err(Error::KeyringEmpty);
            }
            (entry(&envelope), vault.locks)
        };
        let secret = store.get(&name)?.ok_or(Error::KeyringEmpty)?;
        let mut key: Key = Zeroizing::new([0; 32]);
        if secret.len() != key.len() {
            return Err(Error::KeyringStale);
        }
        key.copy_from_slice(&secret);
        hold(vault).open_with(&key, locks)
    }

    /// Lets `store` open this vault from now on. The vault must be unlocked, and stay so until the store has taken the
    /// key. Blocks while the system asks the person, without holding the vault.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::LockedMeanwhile`]; the store's; [`Error::ChangedOnDisk`], [`Error::Io`]. Then
    /// nothing has changed.
    pub fn enable_keyring(vault: &Mutex<Self>, store: &dyn SecretStore) -> Result<()> {
        let turn = hold(vault).keyring_turn.clone();
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let key = random_key()?;
        let (name, older, locks) = {
            let vault = hold(vault);
            let open = vault.opened()?;
            (entry(&open.envelope), open.content.keyring_key(), vault.locks)
        };
        store.put(&name, &key[..])?;
        let saved = hold(vault).admit_keyring(&key, locks);
        if saved.is_err() {
            // Back to what fits the file. If that fails too, the password still opens it.
            let _ = match older {
                Some(older) => store.put(&name, &older[..]),
                None => store.remove(&name),
            };
        }
        saved
    }

    /// Takes the keyring's slot away, from the backup too, and removes the key from `store`. Blocks while the system
    /// asks the person, without holding the vault.
    ///
    /// # Errors
    /// [`Error::Locked`]; [`Error::ChangedOnDisk`], [`Error::Io`]. The store's come last: by then the key in it
    /// opens nothing any more.
    pub fn disable_keyring(vault: &Mutex<Self>, store: &dyn SecretStore) -> Result<()> {
        let turn = hold(vault).keyring_turn.clone();
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let name = {
            let mut vault = hold(vault);
            let name = entry(&vault.opened()?.envelope);
            vault.set_keyring_key(None)?;
            name
        };
        store.remove(&name)
    }

    /// Opens with the key of the keyring that was asked when the vault had been locked `locks` times. The file is read
    /// again: it may have changed while the person was asked.
    fn open_with(&mut self, key: &Key, locks: u64) -> Result<()> {
        if self.locks != locks {
            return Err(Error::LockedMeanwhile);
        }
        if self.open.is_some() {
            // The password was faster.
            self.touch();
            return Ok(());
        }
        let bytes = file::read(&self.path)?;
        let envelope = Envelope::parse(&bytes)?;
        let data_key = envelope.data_key_by_keyring(key)?;
        self.open = Some(Open::new(bytes, envelope, data_key)?);
        Ok(())
    }

    fn admit_keyring(&mut self, key: &Key, locks: u64) -> Result<()> {
        if self.locks != locks {
            return Err(Error::LockedMeanwhile);
        }
        self.set_keyring_key(Some(key))
    }

    fn set_keyring_key(&mut self, key: Option<&Key>) -> Result<()> {
        let open = self.open.as_mut().ok_or(Error::Locked)?;
        let (mut envelope, mut content) = (open.envelope.clone(), open.content.clone());
        content.set_keyring_key(key);
        envelope.set_keyring(key, &open.data_key)?;
        let data_key = open.data_key.clone();
        open.save(&self.path, envelope, data_key, content, Backup::Same)
    }
}

/// Holds the vault for a moment; a panic elsewhere left it as it was between two writes.
fn hold(vault: &Mutex<Vault>) -> MutexGuard<'_, Vault> {
    vault.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The entry's name in the keyring: each vault has its own, so that two profiles do not take each other's.
fn entry(envelope: &Envelope) -> String {
    format!("vault-{}", hex::encode(envelope.id))
}
