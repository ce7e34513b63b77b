//! What the vault holds: phrases, keys, and the accounts under them.

use std::{ops::Range, path::PathBuf};

use ballast_domain::Address;
use secrecy::SecretString;

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

    /// Makes a new vault file that holds a phrase and accounts of it, in one write, and leaves it unlocked.
    ///
    /// # Errors
    /// As for [`Vault::create`]; [`Error::Index`], [`Error::Label`], [`Error::DuplicateAccount`].
    pub fn create_with_mnemonic(
        &mut self,
        password: &SecretString,
        mnemonic: &Mnemonic,
        backed_up: bool,
        chosen: &[NewAccount],
    ) -> Result<SecretId> {
        self.create_with(password, |content| keep(content, mnemonic, backed_up, chosen))
    }

    /// Puts a new vault, with a new password, that holds a phrase and accounts of it in the place of one whose password
    /// is forgotten, and leaves it unlocked. The old file is kept beside it, where it still opens by its own password;
    /// its path is returned. Whether the phrase was in it cannot be known here: whoever asks has to be sure.
    ///
    /// # Errors
    /// [`Error::PasswordTooShort`], [`Error::Missing`]; [`Error::Index`], [`Error::Label`]; [`Error::Io`]. Then nothing
    /// has changed.
    pub fn replace_forgotten(
        &mut self,
        password: &SecretString,
        mnemonic: &Mnemonic,
        chosen: &[NewAccount],
    ) -> Result<(PathBuf, SecretId)> {
        self.replace_with(password, |content| keep(content, mnemonic, true, chosen))
    }

    /// Keeps a phrase that the person typed in, and so has, with accounts of it, in one write. What of it is there stays
    /// as it is, the phrase as well.
    ///
    /// # Errors
    /// [`Error::Index`], [`Error::Label`]; [`Error::Locked`], [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn keep_mnemonic(&mut self, mnemonic: &Mnemonic, chosen: &[NewAccount]) -> Result<SecretId> {
        self.edit(|content| keep(content, mnemonic, true, chosen))
    }

    /// Adds those accounts of a phrase whose addresses are not in the vault, and returns them.
    ///
    /// # Errors
    /// [`Error::NoSecret`], [`Error::Index`], [`Error::Label`]; [`Error::Locked`], [`Error::ChangedOnDisk`],
    /// [`Error::Io`].
    pub fn add_missing_accounts(&mut self, secret: SecretId, chosen: &[NewAccount]) -> Result<Vec<Account>> {
        self.edit(|content| add_missing(content, secret, chosen))
    }

    /// Makes a new vault file that holds a raw key and its account, in one write, and leaves it unlocked.
    ///
    /// # Errors
    /// As for [`Vault::create`]; [`Error::Label`].
    pub fn create_with_key(&mut self, password: &SecretString, key: &PrivateKey, label: &str) -> Result<Account> {
        self.create_with(password, |content| keep_key(content, key, label))
    }

    /// Adds accounts of a phrase: all of them or none.
    ///
    /// # Errors
    /// [`Error::NoSecret`], [`Error::Index`], [`Error::Label`], [`Error::DuplicateAccount`]; [`Error::Locked`],
    /// [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn add_accounts(&mut self, secret: SecretId, chosen: &[NewAccount]) -> Result<Vec<Account>> {
        self.edit(|content| {
            let accounts = derived(content, secret, chosen)?;
            for account in &accounts {
                content.add_account(account.clone())?;
            }
            Ok(accounts)
        })
    }

    /// Keeps a raw key and adds its account.
    ///
    /// # Errors
    /// [`Error::Label`], [`Error::DuplicateAccount`]; [`Error::Locked`], [`Error::ChangedOnDisk`], [`Error::Io`].
    pub fn import_key(&mut self, key: &PrivateKey, label: &str) -> Result<Account> {
        self.edit(|content| keep_key(content, key, label))
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

/// Keeps a phrase and accounts of it; what of them is there stays as it is. `backed_up` for one that the person has.
fn keep(content: &mut Content, mnemonic: &Mnemonic, backed_up: bool, chosen: &[NewAccount]) -> Result<SecretId> {
    let words = mnemonic.joined();
    let id = match content.find_mnemonic(&words) {
        Some(id) => id,
        None => content.add_secret(Secret::Mnemonic {
            words: SecretText(words),
            backed_up,
        })?,
    };
    if backed_up {
        content.mark_backed_up(id)?;
    }
    add_missing(content, id, chosen)?;
    Ok(id)
}

fn keep_key(content: &mut Content, key: &PrivateKey, label: &str) -> Result<Account> {
    let secret = content.add_secret(Secret::Key {
        hex: SecretText(key.to_hex()),
    })?;
    let account = Account {
        label: checked(label)?,
        address: key.address(),
        origin: Origin::Key { secret },
    };
    content.add_account(account.clone())?;
    Ok(account)
}

fn add_missing(content: &mut Content, secret: SecretId, chosen: &[NewAccount]) -> Result<Vec<Account>> {
    let mut added = derived(content, secret, chosen)?;
    // One that is there, or that comes twice, is refused one by one.
    added.retain(|account| content.add_account(account.clone()).is_ok());
    Ok(added)
}

/// The accounts of a phrase that are chosen, with their addresses.
fn derived(content: &Content, secret: SecretId, chosen: &[NewAccount]) -> Result<Vec<Account>> {
    let root = Root::new(&content.mnemonic(secret)?)?;
    let account = |NewAccount { scheme, index, label }: &NewAccount| {
        let (scheme, index) = (*scheme, *index);
        Ok(Account {
            label: checked(label)?,
            address: root.branch(scheme)?.address(index)?,
            origin: Origin::Derived { secret, scheme, index },
        })
    };
    chosen.iter().map(account).collect()
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
