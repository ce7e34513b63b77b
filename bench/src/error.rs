//! Why nothing could be measured.

use std::io;

/// What stopped the bench. A limit that was missed is no error: the table shows it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program or file is not there or failed.
    #[error("{0}: {1}")]
    Io(String, #[source] io::Error),
    /// Something is not as it must be for a fair measurement; holds the sentence.
    #[error("{0}")]
    Unfair(String),
    /// The wallet refused to make its profile.
    #[error("{0}")]
    Wallet(String),
    /// Our own decoder.
    #[error("the decoder refused what the peer wrote: {0}")]
    Decode(#[from] ballast_chain::Error),
    /// Our own keys.
    #[error("the vault refused the phrase: {0}")]
    Vault(#[from] ballast_vault::Error),
    /// The numbers that the system keeps of processes.
    #[error("the system does not say what a process takes: {0}")]
    Process(#[from] procfs::ProcError),
    /// The window's driver.
    #[error("the window's driver: {0}")]
    Driver(#[from] thirtyfour::error::WebDriverError),
}

/// The result of a measurement.
pub type Result<T> = std::result::Result<T, Error>;

impl From<ballast_api::Failure> for Error {
    fn from(failure: ballast_api::Failure) -> Self {
        Self::Wallet(failure.sentence)
    }
}

impl Error {
    /// Names what an I/O error was about: `.map_err(Error::io("Xvfb"))`.
    pub fn io(what: impl ToString) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io(what.to_string(), error)
    }
}
