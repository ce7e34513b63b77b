//! What can go wrong with keys, each with a stable code and one sentence for people.
//!
//! No variant carries a word, a key, a password or another crate's error: those print what they were given.

use std::io;

use ballast_domain::Address;
use thiserror::Error;

use crate::PhraseProblem;

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the vault refused. `Display` is the sentence to show, [`Error::code`] the name that never changes.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The words are no BIP-39 phrase; [`PhraseProblem::sentence`] names the wrong one (on purpose not shown here).
    #[error("this is not a valid recovery phrase")]
    Phrase(PhraseProblem),
    /// Not 64 hex digits.
    #[error("a private key is 64 hex digits, with or without 0x in front")]
    KeyForm,
    /// Zero, or not below the order of secp256k1.
    #[error("this number is outside the range of private keys")]
    KeyRange,
    /// A file that is not Web3 Secret Storage version 3 as this crate reads it; says which part.
    #[error("this key file cannot be read: {0}")]
    Keystore(&'static str),
    /// The key file's password is wrong (or its ciphertext is damaged: its format cannot tell).
    #[error("the key file's password is wrong")]
    KeystorePassword,
    /// A file that gives no BLS public key; says why.
    #[error("this file gives no BLS key: {0}")]
    BlsFile(&'static str),
    /// An account index of 2³¹ or more.
    #[error("account numbers go up to 2147483647")]
    Index,

    /// There is a vault at this place already; nothing was overwritten.
    #[error("there is a wallet here already; nothing was changed")]
    Exists,
    /// There is no vault file.
    #[error("there is no wallet file here")]
    Missing,
    /// The operating system refused; says what was tried and why it failed.
    #[error("{doing} failed: {kind}")]
    Io {
        /// What was tried.
        doing: &'static str,
        /// The system's reason.
        kind: io::ErrorKind,
    },
    /// The file does not begin as a vault does.
    #[error("this file is not a Ballast wallet")]
    NotAVault,
    /// The file ends before the length that it states.
    #[error("the wallet file is cut short; the backup beside it can be restored")]
    Truncated,
    /// A later Ballast wrote the file.
    #[error("this wallet was written by a newer Ballast (format {found}); update Ballast to open it")]
    Newer {
        /// The format's number in the file.
        found: u16,
    },
    /// The checksum does not match, or what decrypts is no vault.
    #[error("the wallet file is damaged; the backup beside it can be restored")]
    Damaged,
    /// Argon2 parameters outside the range of [`crate::KdfParams::new`].
    #[error("the wallet file asks for more memory or time than any Ballast would")]
    KdfRange,
    /// Another process saved the vault since this one opened it.
    #[error("another Ballast has changed this wallet; lock it and unlock it again, then retry")]
    ChangedOnDisk,

    /// The password does not open the vault.
    #[error("the password is wrong")]
    WrongPassword,
    /// Too many wrong passwords; nothing was tried.
    #[error("too many wrong passwords; try again in {seconds} s")]
    TooSoon {
        /// Whole seconds until the next try, at least 1.
        seconds: u64,
    },
    /// A new password under 8 characters.
    #[error("a password needs at least 8 characters")]
    PasswordTooShort,
    /// The operation needs an unlocked vault.
    #[error("the wallet is locked")]
    Locked,
    /// It was locked while the OS keyring asked the person: the later word counts.
    #[error("the wallet was locked while the system keyring asked; it stays locked")]
    LockedMeanwhile,

    /// There is no OS keyring, for the reason stated.
    #[error("the system keyring cannot be used: {0}")]
    KeyringUnavailable(&'static str),
    /// The OS keyring is there but locked.
    #[error("the system keyring is locked; unlock it or use the password")]
    KeyringLocked,
    /// The OS keyring holds no key for this vault, or the vault takes none.
    #[error("the system keyring holds no key for this wallet; use the password")]
    KeyringEmpty,
    /// The key in the OS keyring does not fit this vault.
    #[error("the key in the system keyring does not fit this wallet; use the password")]
    KeyringStale,

    /// The vault has no account with this address.
    #[error("{0} is not an account of this wallet")]
    NoAccount(Address),
    /// The vault has this account already.
    #[error("{0} is already in this wallet")]
    DuplicateAccount(Address),
    /// The vault has this phrase already.
    #[error("this recovery phrase is already in this wallet")]
    DuplicateMnemonic,
    /// No secret with this id, or not of the kind asked for.
    #[error("this wallet has no such recovery phrase")]
    NoSecret,
    /// An account name that is empty, over 64 characters, or holds control characters.
    #[error("a name has 1 to 64 characters")]
    Label,
    /// A transaction that must not be signed; says why.
    #[error("this transaction cannot be signed: {0}")]
    Transaction(&'static str),
    /// A secret in the vault no longer gives the account's address: never sign with it.
    #[error("the stored key does not belong to this account; nothing was signed")]
    KeyMismatch,
    /// The operating system gave no random bytes.
    #[error("the system gave no random numbers")]
    Random,
}

impl Error {
    /// A stable name for logs, tests and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Phrase(_) => "vault.phrase",
            Self::KeyForm => "vault.key-form",
            Self::KeyRange => "vault.key-range",
            Self::Keystore(_) => "vault.keystore",
            Self::KeystorePassword => "vault.keystore-password",
            Self::BlsFile(_) => "delegate.bls-file",
            Self::Index => "vault.index",
            Self::Exists => "vault.exists",
            Self::Missing => "vault.missing",
            Self::Io { .. } => "vault.io",
            Self::NotAVault => "vault.not-a-vault",
            Self::Truncated => "vault.truncated",
            Self::Newer { .. } => "vault.newer",
            Self::Damaged => "vault.damaged",
            Self::KdfRange => "vault.kdf-range",
            Self::ChangedOnDisk => "vault.changed-on-disk",
            Self::WrongPassword => "vault.wrong-password",
            Self::TooSoon { .. } => "vault.too-soon",
            Self::PasswordTooShort => "vault.password-too-short",
            Self::Locked => "vault.locked",
            Self::LockedMeanwhile => "vault.locked-meanwhile",
            Self::KeyringUnavailable(_) => "vault.keyring-unavailable",
            Self::KeyringLocked => "vault.keyring-locked",
            Self::KeyringEmpty => "vault.keyring-empty",
            Self::KeyringStale => "vault.keyring-stale",
            Self::NoAccount(_) => "vault.no-account",
            Self::DuplicateAccount(_) => "vault.duplicate-account",
            Self::DuplicateMnemonic => "vault.duplicate-mnemonic",
            Self::NoSecret => "vault.no-secret",
            Self::Label => "vault.label",
            Self::Transaction(_) => "vault.transaction",
            Self::KeyMismatch => "vault.key-mismatch",
            Self::Random => "vault.random",
        }
    }

    /// An I/O failure while `doing` something, without the path.
    pub(crate) fn io(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |e| Self::Io { doing, kind: e.kind() }
    }
}
