//! Opening by the OS keyring: it holds a random key of its own, which seals the data key in a second slot.

use zeroize::Zeroizing;

use super::{Open, Vault};
use crate::{
    Error, Result, SecretStore,
    envelope::Envelope,
    file::{self, Backup},
    seal::{Key, random_key},
};

impl Vault {
    /// Whether the file has a slot for the OS keyring. Works while locked; `false` if the file is unreadable.
    pub fn opens_by_keyring(&self) -> bool {
        let slot = |bytes: Vec<u8>| Envelope::parse(&bytes).is_ok_and(|envelope| envelope.keyring.is_some());
        match &self.open {
            Some(open) => open.envelope.keyring.is_some(),
            None => file::read(&self.path).is_ok_and(slot),
        }
    }

    /// Opens the vault with the key that `store` holds. Blocks while the system asks the person.
    ///
    /// # Errors
    /// [`Error::KeyringEmpty`], [`Error::KeyringStale`] and the store's own, after which the password still works;
    /// the file's as for [`Vault::unlock`].
    pub fn unlock_with_keyring(&mut self, store: &dyn SecretStore) -> Result<()> {
        let bytes = file::read(&self.path)?;
        let envelope = Envelope::parse(&bytes)?;
        if envelope.keyring.is_none() {
            return Err(Error::KeyringEmpty);
        }
        let secret = store.get(&entry(&envelope))?.ok_or(Error::KeyringEmpty)?;
        let mut key: Key = Zeroizing::new([0; 32]);
        if secret.len() != key.len() {
            return Err(Error::KeyringStale);
        }
        key.copy_from_slice(&secret);
        let data_key = envelope.data_key_by_keyring(&key)?;
        self.open = Some(Open::new(bytes, envelope, data_key)?);
        Ok(())
    }

    /// Lets `store` open this vault from now on. The vault must be unlocked.
    ///
    /// # Errors
    /// [`Error::Locked`]; the store's; [`Error::ChangedOnDisk`], [`Error::Io`]. Then nothing has changed.
    pub fn enable_keyring(&mut self, store: &dyn SecretStore) -> Result<()> {
        let key = random_key()?;
        let open = self.opened()?;
        let (name, older) = (entry(&open.envelope), open.content.keyring_key());
        store.put(&name, &key[..])?;
        let saved = self.set_keyring_key(Some(&key));
        if saved.is_err() {
            // Back to what fits the file. If that fails too, the password still opens it.
            let _ = match older {
                Some(older) => store.put(&name, &older[..]),
                None => store.remove(&name),
            };
        }
        saved
    }

    /// Takes the keyring's slot away, from the backup too, and removes the key from `store`.
    ///
    /// # Errors
    /// [`Error::Locked`]; [`Error::ChangedOnDisk`], [`Error::Io`]. The store's come last: by then the key in it
    /// opens nothing any more.
    pub fn disable_keyring(&mut self, store: &dyn SecretStore) -> Result<()> {
        let name = entry(&self.opened()?.envelope);
        self.set_keyring_key(None)?;
        store.remove(&name)
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

/// The entry's name in the keyring: each vault has its own, so that two profiles do not take each other's.
fn entry(envelope: &Envelope) -> String {
    format!("vault-{}", hex::encode(envelope.id))
}
