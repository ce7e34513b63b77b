//! What the vault holds: phrases, keys, and the accounts under them.

use std::ops::Range;

use ballast_domain::Address;

use super::Vault;
use crate::{
    Account, Error, Mnemonic, Origin, PrivateKey, Result, Root, Scheme, SecretId, SecretInfo,
    content::{Content, Secret, SecretText},
};

/// The longest name of an account, in characters.
const LONGEST_LABEL: usize = 64;

/// An account of a phrase, chosen for the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The family of paths.
    pub scheme: Scheme,
    /// Which account of it, up to [`crate::MAX_INDEX`].
    pub index: u32,
    /// The person's name for it, 1 to 64 characters.
    pub label: String,
}

impl Vault {
    /// The accounts, in the order in which they were added.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn accounts(&self) -> Result<&[Account]> {
        Ok(&self.opened()?.content.accounts)
    }

    /// What may be said about the phrases and keys.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn secrets(&self) -> Result<Vec<SecretInfo>> {
        Ok(self.opened()?.content.infos())
    }

    /// Keeps a phrase; it has no accounts yet. `backed_up` for one that the person typed in, and so has.
    ///
    /// # Errors
    /// [`Error::DuplicateMnemonic`]; [`Error::Locked`], [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn add_mnemonic(&mut self, mnemonic: &Mnemonic, backed_up: bool) -> Result<SecretId> {
        let words = SecretText(mnemonic.joined());
        self.edit(|content| content.add_secret(Secret::Mnemonic { words, backed_up }))
    }

    /// Adds accounts of a phrase: all of them or none.
    ///
    /// # Errors
    /// [`Error::NoSecret`], [`Error::Index`], [`Error::Label`], [`Error::DuplicateAccount`]; [`Error::Locked`],
    /// [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn add_accounts(&mut self, secret: SecretId, chosen: &[NewAccount]) -> Result<Vec<Account>> {
        self.edit(|content| {
            let root = Root::new(&content.mnemonic(secret)?)?;
            let mut added = Vec::with_capacity(chosen.len());
            for NewAccount { scheme, index, label } in chosen {
                let address = root.branch(*scheme)?.address(*index)?;
                let origin = Origin::Derived {
                    secret,
                    scheme: *scheme,
                    index: *index,
                };
                let account = Account {
                    label: checked(label)?,
                    address,
                    origin,
                };
                content.add_account(account.clone())?;
                added.push(account);
            }
            Ok(added)
        })
    }

    /// Keeps a raw key and adds its account.
    ///
    /// # Errors
    /// [`Error::Label`], [`Error::DuplicateAccount`]; [`Error::Locked`], [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn import_key(&mut self, key: &PrivateKey, label: &str) -> Result<Account> {
        self.edit(|content| {
            let secret = content.add_secret(Secret::Key {
                hex: SecretText(key.to_hex()),
            })?;
            let origin = Origin::Key { secret };
            let account = Account {
                label: checked(label)?,
                address: key.address(),
                origin,
            };
            content.add_account(account.clone())?;
            Ok(account)
        })
    }

    /// Gives an account another name.
    ///
    /// # Errors
    /// [`Error::NoAccount`], [`Error::Label`]; [`Error::Locked`], [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn rename_account(&mut self, address: Address, label: &str) -> Result<()> {
        let label = checked(label)?;
        self.edit(|content| find(content, address).map(|at| content.accounts[at].label = label))
    }

    /// Takes an account out, and with it a raw key, which nothing brings back once the backup is overwritten. A
    /// phrase stays and can give the account again.
    ///
    /// # Errors
    /// [`Error::NoAccount`]; [`Error::Locked`], [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn remove_account(&mut self, address: Address) -> Result<()> {
        self.edit(|content| {
            let account = content.accounts.remove(find(content, address)?);
            if let Origin::Key { secret } = account.origin {
                content.remove_secret(secret);
            }
            Ok(())
        })
    }

    /// The addresses of a phrase under one scheme, for finding out which are in use. About 0.1 ms for each.
    ///
    /// # Errors
    /// [`Error::NoSecret`], [`Error::Index`]; [`Error::Locked`].
    pub fn derive_addresses(&self, secret: SecretId, scheme: Scheme, indices: Range<u32>) -> Result<Vec<Address>> {
        let branch = Root::new(&self.opened()?.content.mnemonic(secret)?)?.branch(scheme)?;
        indices.map(|index| branch.address(index)).collect()
    }

    /// Whether each `(position, word)` is right, positions from 1: how a person shows that they wrote a phrase down.
    /// No words at all are not right.
    ///
    /// # Errors
    /// [`Error::NoSecret`]; [`Error::Locked`].
    pub fn check_words(&self, secret: SecretId, words: &[(usize, &str)]) -> Result<bool> {
        let mnemonic = self.opened()?.content.mnemonic(secret)?;
        Ok(!words.is_empty() && words.iter().all(|(position, word)| mnemonic.word_is(*position, word)))
    }

    /// Notes that the person has written a phrase down.
    ///
    /// # Errors
    /// [`Error::NoSecret`]; [`Error::Locked`], [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn mark_backed_up(&mut self, secret: SecretId) -> Result<()> {
        self.edit(|content| content.mark_backed_up(secret))
    }
}

fn find(content: &Content, address: Address) -> Result<usize> {
    content
        .accounts
        .iter()
        .position(|a| a.address == address)
        .ok_or(Error::NoAccount(address))
}

fn checked(label: &str) -> Result<String> {
    let label = label.trim();
    let fits = (1..=LONGEST_LABEL).contains(&label.chars().count()) && !label.chars().any(char::is_control);
    if fits { Ok(label.to_string()) } else { Err(Error::Label) }
}
