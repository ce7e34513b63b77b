//! The one place where keys live, so that every other crate can be read without fearing that it leaks one.
//!
//! A [`Vault`] is a file sealed by a password (and, by choice, by the OS keyring) that holds recovery phrases,
//! raw keys and the accounts derived from them. It signs; it never hands a key out. Words leave it in one way
//! only: [`Vault::reveal_mnemonic`], which asks for the password again.
//!
//! - [`mnemonic`](Mnemonic), [`phrase problems`](PhraseProblem): BIP-39 phrases and what is wrong with a bad one;
//! - [`Scheme`], [`Root`], [`Branch`]: which accounts a phrase holds;
//! - `envelope`, `seal`, `kdf`, `file`: the format, the cryptography, and the writing that survives a crash;
//! - `vault`: the handle, in one file per capability;
//! - [`SecretStore`]: the OS keyring, and its stand-in for tests;
//! - [`read_bls_file`], [`prove_possession`]: the public half of a delegate node's key, and the proof that the private one
//!   is held;
//! - [`ballast_domain::Transaction`], [`MessageKind`]: what is signed.
//!
//! Everything that takes a password blocks for as long as argon2id takes (about 0.2 s), and everything that takes
//! a [`SecretStore`] may wait for the person to answer a prompt, without holding the vault meanwhile: async callers
//! go through `spawn_blocking`.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod bls;
mod bls_file;
mod content;
mod derive;
mod distance;
mod envelope;
mod error;
mod file;
mod forms;
mod kdf;
mod key;
mod keyring;
mod keystore;
mod message;
mod mnemonic;
mod seal;
mod throttle;
mod tx;
mod vault;
mod words;

pub use bls::{Possession, prove_possession};
pub use bls_file::{BlsFile, read_bls_file};
pub use content::{Account, Origin, SecretId, SecretInfo, SecretKind};
pub use derive::{Branch, MAX_INDEX, Root, Scheme};
pub use error::{Error, Result};
pub use kdf::KdfParams;
pub use key::PrivateKey;
pub use keyring::{KeyringState, MemoryKeyring, OsKeyring, SecretStore};
pub use keystore::import_keystore;
pub use message::{MessageKind, MessageSignature, message_hash};
pub use mnemonic::{Mnemonic, WordCount};
pub use secrecy::{ExposeSecret, SecretString};
pub use throttle::Throttle;
pub use tx::SignedTransaction;
pub use vault::{NewAccount, Vault};
pub use words::{PhraseProblem, Suspect, UnknownWord, check_phrase, words_starting_with};
