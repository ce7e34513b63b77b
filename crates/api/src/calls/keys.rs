//! Keys and accounts.

use ballast_domain::Address;
use serde::{Deserialize, Serialize};

use crate::{AccountView, PasswordReset, PasswordView, PhraseView, ResetView, Search, Status, VaultState};

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
        /// The phrase; none for the wallet's first.
        #[serde(default)]
        which: Option<u32>,
        /// Asked again, even while unlocked.
        password: String,
    } -> Vec<String>;
    /// Which words, counted from 1, the word check asks for.
    profile AskWordCheck {
        /// Of which phrase; none for the wallet's first.
        #[serde(default)]
        which: Option<u32>,
    } -> Vec<usize>;
    /// Check the asked words; true marks the phrase as written down.
    profile CheckWords {
        /// Of which phrase; none for the wallet's first.
        #[serde(default)]
        which: Option<u32>,
        /// One for each asked position.
        answers: Vec<WordAnswer>,
    } -> bool;
    /// Import a recovery phrase and look for its accounts on all four derivation paths; tells progress. Makes the
    /// vault where there is none. What of it is there already stays, and the rest comes in.
    profile ImportPhrase {
        /// 12 or 24 words.
        phrase: String,
        /// The vault's password, new or existing.
        password: String,
        /// Let the OS keyring open the vault.
        use_keyring: bool,
    } -> Search;
    /// The wallet's recovery phrases, without their words.
    profile GetPhrases {} -> Vec<PhraseView>;
    /// Look for a phrase's accounts again; tells progress. Needs an open vault.
    profile SearchPhrase {
        /// The phrase; none for the wallet's first.
        #[serde(default)]
        which: Option<u32>,
    } -> Search;
    /// Import a private key. Makes the vault where there is none.
    profile ImportKey {
        /// 64 hex digits, 0x or not.
        key: String,
        /// The vault's password, new or existing.
        password: String,
        /// Let the OS keyring open the vault.
        use_keyring: bool,
    } -> AccountView;
    /// Add an account of a recovery phrase. Needs an open vault.
    profile AddAccount {
        /// Of which; none for the wallet's first.
        #[serde(default)]
        which: Option<u32>,
        /// Its whole path, such as `m/44'/60'/0'/0/7`, one of the four that are in use; none for the next account of
        /// IoTeX's own path.
        #[serde(default)]
        path: Option<String>,
    } -> AccountView;
    /// Watch an account without its key.
    profile WatchAddress {
        /// 0x or io1.
        address: String,
        /// The person's name for it; may be empty.
        label: String,
    } -> AccountView;
    /// Stop watching an account.
    profile UnwatchAddress {
        /// The watched account.
        address: Address,
    } -> Status;
    /// Give an account another name.
    profile RenameAccount {
        /// Which.
        address: Address,
        /// The new name.
        label: String,
    } -> Status;
    /// How well a password stands up to guessing.
    chain EstimatePassword {
        /// The password; it is not kept.
        password: String,
    } -> PasswordView;
    /// What a new password, set by a recovery phrase, would leave. Works while the vault is locked.
    profile LookAtReset {
        /// A phrase of this wallet.
        phrase: String,
    } -> ResetView;
    /// Set a new password by a recovery phrase of this wallet, where the old one is forgotten; leaves the vault unlocked.
    /// Keys that the phrase does not derive stay in the old file alone, which is kept.
    profile ResetPassword {
        /// A phrase of this wallet.
        phrase: String,
        /// The new password, at least 8 characters.
        password: String,
    } -> PasswordReset;
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
