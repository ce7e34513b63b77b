//! Why a stage did not come to its end, in sentences a newcomer can act on.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// What stopped a stage.
#[derive(Debug)]
pub enum Failure {
    /// The command line makes no sense; holds the reason.
    Usage(String),
    /// The machine lacks something that xtask may not or cannot install; holds what to do.
    Missing(String),
    /// A program could not be started.
    Start(String, std::io::Error),
    /// A program ended with an error.
    Exit(String, ExitStatus),
    /// A file or folder could not be read or written.
    File(PathBuf, std::io::Error),
    /// Something did not come about in time, or not as expected; holds the sentence.
    Other(String),
}

/// The result of a stage.
pub type Result<T = ()> = std::result::Result<T, Failure>;

impl Failure {
    /// Names the file in an I/O error: `.map_err(Failure::file(path))`.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File(path, error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(reason) | Self::Missing(reason) | Self::Other(reason) => f.write_str(reason),
            Self::Start(program, error) => write!(f, "`{program}` could not be started: {error}"),
            Self::Exit(command, status) => write!(f, "`{command}` failed ({status})"),
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}
