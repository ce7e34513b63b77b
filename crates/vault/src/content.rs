//! What a vault holds once it is open: secrets, and the accounts that they control.

use std::fmt;

use ballast_domain::Address;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use crate::{Error, Mnemonic, PrivateKey, Result, Root, Scheme, seal::Key};

/// Names a secret within its vault. Never used twice, also not after removal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SecretId(pub u32);

/// An account whose key is in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The person's name for it, 1 to 64 characters.
    pub label: String,
    /// Where its money is.
    pub address: Address,
    /// Where its key comes from.
    pub origin: Origin,
}

/// Where an account's key comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Derived from a recovery phrase.
    Derived {
        /// Which phrase.
        secret: SecretId,
        /// Which family of paths.
        scheme: Scheme,
        /// Which account of it.
        index: u32,
    },
    /// A key of its own, which no phrase brings back.
    Key {
        /// Which key.
        secret: SecretId,
    },
}

/// What may be said about a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretInfo {
    /// Its name.
    pub id: SecretId,
    /// Its kind.
    pub kind: SecretKind,
}

/// The kinds of secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// A recovery phrase.
    Mnemonic {
        /// Its length in words.
        words: usize,
        /// Whether the person has shown that they wrote it down.
        backed_up: bool,
    },
    /// A raw key.
    Key,
}

/// A text that is wiped when it goes and never shown.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SecretText(pub(crate) Zeroizing<String>);

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Secret {
    Mnemonic { words: SecretText, backed_up: bool },
    Key { hex: SecretText },
}

#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Content {
    next_id: u32,
    secrets: Vec<(SecretId, Secret)>,
    pub(crate) accounts: Vec<Account>,
    /// The key that the OS keyring holds, kept here too so that a new data key can be wrapped by it.
    keyring_key: Option<SecretText>,
}

impl Content {
    pub(crate) fn infos(&self) -> Vec<SecretInfo> {
        let kind = |secret: &Secret| match secret {
            Secret::Mnemonic { words, backed_up } => SecretKind::Mnemonic {
                words: words.0.split(' ').count(),
                backed_up: *backed_up,
            },
            Secret::Key { .. } => SecretKind::Key,
        };
        self.secrets
            .iter()
            .map(|(id, secret)| SecretInfo {
                id: *id,
                kind: kind(secret),
            })
            .collect()
    }

    /// Adds a secret, unless it is there.
    pub(crate) fn add_secret(&mut self, secret: Secret) -> Result<SecretId> {
        match &secret {
            Secret::Mnemonic { words, .. } if self.find_mnemonic(&words.0).is_some() => {
                return Err(Error::DuplicateMnemonic);
            }
            _ => {}
        }
        let id = SecretId(self.next_id);
        self.next_id = self.next_id.checked_add(1).ok_or(Error::NoSecret)?;
        self.secrets.push((id, secret));
        Ok(id)
    }

    /// The phrase with these words, joined by single spaces.
    pub(crate) fn find_mnemonic(&self, joined: &str) -> Option<SecretId> {
        let same = |s: &Secret| matches!(s, Secret::Mnemonic { words, .. } if *words.0 == joined);
        self.secrets.iter().find(|(_, s)| same(s)).map(|(id, _)| *id)
    }

    pub(crate) fn remove_secret(&mut self, id: SecretId) {
        self.secrets.retain(|(other, _)| *other != id);
    }

    pub(crate) fn add_account(&mut self, account: Account) -> Result<()> {
        if self.accounts.iter().any(|a| a.address == account.address) {
            return Err(Error::DuplicateAccount(account.address));
        }
        self.accounts.push(account);
        Ok(())
    }

    pub(crate) fn mnemonic(&self, id: SecretId) -> Result<Mnemonic> {
        match self.secret(id)? {
            // What was parsed when it was added parses again, unless the content was forged.
            Secret::Mnemonic { words, .. } => Mnemonic::parse(&words.0).map_err(|_| Error::Damaged),
            Secret::Key { .. } => Err(Error::NoSecret),
        }
    }

    pub(crate) fn mark_backed_up(&mut self, id: SecretId) -> Result<()> {
        match self.secrets.iter_mut().find(|(other, _)| *other == id) {
            Some((_, Secret::Mnemonic { backed_up, .. })) => {
                *backed_up = true;
                Ok(())
            }
            _ => Err(Error::NoSecret),
        }
    }

    /// The key of an account, checked to be its own.
    pub(crate) fn key_of(&self, address: Address) -> Result<PrivateKey> {
        let account = self
            .accounts
            .iter()
            .find(|a| a.address == address)
            .ok_or(Error::NoAccount(address))?;
        let key = match account.origin {
            Origin::Derived { secret, scheme, index } => {
                Root::new(&self.mnemonic(secret)?)?.branch(scheme)?.key(index)?
            }
            Origin::Key { secret } => match self.secret(secret)? {
                Secret::Key { hex } => hex.0.parse()?,
                Secret::Mnemonic { .. } => return Err(Error::NoSecret),
            },
        };
        if key.address() == address {
            Ok(key)
        } else {
            Err(Error::KeyMismatch)
        }
    }

    pub(crate) fn keyring_key(&self) -> Option<Key> {
        let mut key = Zeroizing::new([0; 32]);
        hex::decode_to_slice(self.keyring_key.as_ref()?.0.as_bytes(), &mut *key).ok()?;
        Some(key)
    }

    pub(crate) fn set_keyring_key(&mut self, key: Option<&Key>) {
        self.keyring_key = key.map(|key| SecretText(Zeroizing::new(hex::encode(**key))));
    }

    /// As JSON, padded with spaces to full KiB so that the file's size does not count the accounts.
    pub(crate) fn to_plain(&self) -> Result<Zeroizing<Vec<u8>>> {
        // Reserved generously: a buffer that grew would leave unwiped copies behind.
        let room = 1024 * (1 + self.secrets.len() + self.accounts.len());
        let mut plain = Zeroizing::new(Vec::with_capacity(room.next_multiple_of(1024)));
        serde_json::to_writer(&mut *plain, self).map_err(|_| Error::Damaged)?;
        let padded = plain.len().next_multiple_of(1024);
        plain.resize(padded, b' ');
        Ok(plain)
    }

    pub(crate) fn from_plain(plain: &[u8]) -> Result<Self> {
        serde_json::from_slice(plain).map_err(|_| Error::Damaged)
    }

    fn secret(&self, id: SecretId) -> Result<&Secret> {
        self.secrets
            .iter()
            .find(|(other, _)| *other == id)
            .map(|(_, s)| s)
            .ok_or(Error::NoSecret)
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Content of {} secrets and {} accounts",
            self.secrets.len(),
            self.accounts.len()
        )
    }
}

impl Serialize for SecretText {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d).map(|text| Self(Zeroizing::new(text)))
    }
}
