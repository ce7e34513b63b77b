//! The OS keyring (Secret Service, Keychain, Credential Manager), by choice the holder of a key that opens the
//! vault without the password.
//!
//! All calls block and may wait for a prompt of the system's: async callers use `spawn_blocking`. Errors of the
//! keyring's own are mapped to sentences here and dropped, because some of them carry the secret's bytes.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
};

use keyring::Entry;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// Under which name Ballast's entries stand in the keyring.
const SERVICE: &str = "Ballast";
const NO_SERVICE: &str = "no keyring service answers on this system; Ballast uses your password instead";
const BROKEN: &str = "the system's keyring answered with an error; Ballast uses your password instead";

/// Whether the OS keyring can be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyringState {
    /// It answers.
    Available,
    /// It is there, but the person has to unlock it (or has none yet).
    Locked,
    /// It cannot be used; the sentence says why.
    Unavailable(&'static str),
}

/// A place outside the vault that keeps small secrets by name.
pub trait SecretStore: Send + Sync {
    /// Whether it can be used now.
    fn state(&self) -> KeyringState;
    /// Keeps `secret` under `name`, replacing an older one.
    ///
    /// # Errors
    /// [`Error::KeyringLocked`], [`Error::KeyringUnavailable`].
    fn put(&self, name: &str, secret: &[u8]) -> Result<()>;
    /// The secret under `name`, if there is one.
    ///
    /// # Errors
    /// As for [`SecretStore::put`].
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>>;
    /// Forgets the secret under `name`; it is no error if there is none.
    ///
    /// # Errors
    /// As for [`SecretStore::put`].
    fn remove(&self, name: &str) -> Result<()>;
}

/// The system's own keyring. It is looked for once per process: one that appears later needs a restart.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeyring;

impl OsKeyring {
    fn entry(name: &str) -> Result<Entry> {
        Entry::new(SERVICE, name).map_err(refusal)
    }
}

impl SecretStore for OsKeyring {
    fn state(&self) -> KeyringState {
        // A read of an entry that nobody writes: the cheapest question that a locked keyring refuses.
        match self.get("probe") {
            Ok(_) => KeyringState::Available,
            Err(Error::KeyringLocked) => KeyringState::Locked,
            Err(Error::KeyringUnavailable(why)) => KeyringState::Unavailable(why),
            Err(_) => KeyringState::Unavailable(BROKEN),
        }
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<()> {
        Self::entry(name)?.set_secret(secret).map_err(refusal)
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        match Self::entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(e) => Err(refusal(e)),
        }
    }

    fn remove(&self, name: &str) -> Result<()> {
        match Self::entry(name)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(e) => Err(refusal(e)),
        }
    }
}

fn refusal(error: keyring::Error) -> Error {
    match error {
        keyring::Error::NoStorageAccess(_) => Error::KeyringLocked,
        keyring::Error::NoDefaultStore => Error::KeyringUnavailable(NO_SERVICE),
        _ => Error::KeyringUnavailable(BROKEN),
    }
}

/// A keyring in memory, for tests and rehearsals; its secrets last as long as it does.
#[derive(Default)]
pub struct MemoryKeyring(Mutex<HashMap<String, Zeroizing<Vec<u8>>>>);

impl SecretStore for MemoryKeyring {
    fn state(&self) -> KeyringState {
        KeyringState::Available
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<()> {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        map.insert(name.to_string(), Zeroizing::new(secret.to_vec()));
        Ok(())
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn remove(&self, name: &str) -> Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

impl fmt::Debug for MemoryKeyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryKeyring")
    }
}
