//! What can go wrong with the profile's file.

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::State;

/// Why the store did not do what it was asked.
#[derive(Debug, Error)]
pub enum Error {
    /// No room left: nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// The file is damaged, or is not a profile.
    #[error("the profile's file is damaged or is no profile: {0}")]
    Corrupt(String),
    /// Another program holds the file.
    #[error("the profile's file is in use by another program")]
    Busy,
    /// The file cannot be opened or written.
    #[error("the profile's file cannot be opened or written: {0}")]
    Inaccessible(String),
    /// A later version of the wallet wrote it.
    #[error("this profile was written by a later version of the wallet (form {found}; this one knows {known})")]
    TooNew {
        /// In the file.
        found: u32,
        /// The latest this version knows.
        known: u32,
    },
    /// Another submission that is not over uses this nonce.
    #[error("nonce {nonce} of this account is taken by another submission")]
    NonceTaken {
        /// The nonce.
        nonce: u64,
    },
    /// There is a submission with this id, or with this hash, already.
    #[error("this submission is written already")]
    Duplicate,
    /// States only move forward.
    #[error("a submission that is {from} cannot become {to}")]
    Transition {
        /// As it is.
        from: State,
        /// As was asked.
        to: State,
    },
    /// No such submission.
    #[error("there is no such submission")]
    NotFound,
    /// A number beyond what the file can hold (2^63-1).
    #[error("a number is too large for the profile's file")]
    OutOfRange,
    /// Anything else.
    #[error("the profile's file gave an error: {0}")]
    Other(String),
}

impl Error {
    /// A stable code, for people who report it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::DiskFull => "store.disk_full",
            Self::Corrupt(_) => "store.corrupt",
            Self::Busy => "store.busy",
            Self::Inaccessible(_) => "store.inaccessible",
            Self::TooNew { .. } => "store.too_new",
            Self::NonceTaken { .. } => "store.nonce_taken",
            Self::Duplicate => "store.duplicate",
            Self::Transition { .. } => "store.transition",
            Self::NotFound => "store.not_found",
            Self::OutOfRange => "store.out_of_range",
            Self::Other(_) => "store.other",
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let text = error.to_string();
        if let rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) = error {
            return Self::Corrupt(text);
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(text),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::SystemIoFailure
                | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Inaccessible(text),
            _ => Self::Other(text),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            _ => Self::Inaccessible(error.to_string()),
        }
    }
}
