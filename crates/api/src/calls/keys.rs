//! Keys and accounts.

use ballast_domain::Address;
use serde::{Deserialize, Serialize};

use crate::{AccountView, FoundAccount, Status, VaultState};

/// A question of the word check: which word, counted from 1, and what the person says it is.
#[derive(Clone, Serialize, Deserialize)]
pub struct WordAnswer {
    /// From 1.
    pub position: usize,
    /// As entered.
    pub word: String,
}

calls! {
    /// Make a vault with a new recovery phrase and its first account; leaves it unlocked. On the practice network the
    /// account gets practice money.
    profile CreateVault {
        /// At least 8 characters.
        password: String,
        /// 12 or 24.
        words: u8,
        /// Let the OS keyring open the vault.
        use_keyring: bool,
    } -> AccountView;
    /// Show the recovery phrase: the one place where a secret leaves the backend.
    profile RevealPhrase {
        /// Asked again, even while unlocked.
        password: String,
    } -> Vec<String>;
    /// Which words, counted from 1, the word check asks for.
    profile AskWordCheck {} -> Vec<usize>;
    /// Check the asked words; true marks the phrase as written down.
    profile CheckWords {
        /// One for each asked position.
        answers: Vec<WordAnswer>,
    } -> bool;
    /// Import a recovery phrase and look for its accounts on all four derivation paths; tells progress. Makes the
    /// vault where there is none.
    profile ImportPhrase {
        /// 12 or 24 words.
        phrase: String,
        /// The vault's password, new or existing.
        password: String,
        /// Let the OS keyring open the vault.
        use_keyring: bool,
    } -> Vec<FoundAccount>;
    /// Import a private key. Makes the vault where there is none.
    profile ImportKey {
        /// 64 hex digits, 0x or not.
        key: String,
        /// The vault's password, new or existing.
        password: String,
        /// Let the OS keyring open the vault.
        use_keyring: bool,
    } -> AccountView;
    /// Add the next account of the wallet's recovery phrase, on IoTeX's own path. Needs an open vault.
    profile AddAccount {} -> AccountView;
    /// Watch an account without its key.
    profile WatchAddress {
        /// 0x or io1.
        address: String,
        /// The person's name for it; may be empty.
        label: String,
    } -> AccountView;
    /// Give an account another name.
    profile RenameAccount {
        /// Which.
        address: Address,
        /// The new name.
        label: String,
    } -> Status;
    /// Unlock with the password.
    profile Unlock {
        /// The vault's.
        password: String,
    } -> VaultState;
    /// Unlock with the OS keyring.
    profile UnlockWithKeyring {} -> VaultState;
    /// Let the OS keyring open the vault, or not.
    profile UseKeyring {
        /// Which.
        on: bool,
        /// Asked again, even while unlocked.
        password: String,
    } -> Status;
    /// Lock.
    profile Lock {} -> VaultState;
    /// The person is at work: puts off auto-lock.
    profile Touch {} -> VaultState;
}
