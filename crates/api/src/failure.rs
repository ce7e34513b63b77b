//! An error as people see it.

use ballast_domain::{AddressError, Remedy};
use serde::{Deserialize, Serialize};

/// What sort of thing went wrong: decides what the screen offers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FailureKind {
    /// No endpoint answers.
    Offline,
    /// An endpoint answers nonsense, lags, or is of another chain.
    Node,
    /// A rule of the chain forbids it.
    Rule,
    /// What was entered is not right.
    Input,
    /// The vault is locked, or the password is wrong.
    Locked,
    /// The wallet's own files cannot be read or written.
    Disk,
    /// A mistake of this program.
    Bug,
}

/// An error as people see it: the cause, what still works, what to press.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// Decides what the screen offers.
    pub kind: FailureKind,
    /// A stable code, such as `chain.wrong-chain-id` or a rule's id.
    pub code: String,
    /// The cause, as a sentence.
    pub sentence: String,
    /// What still works, or what would help; may be empty.
    pub help: String,
    /// When it becomes possible, where waiting is all it takes.
    pub remedy: Option<Remedy>,
    /// Whether trying the same again may succeed.
    pub retry: bool,
    /// Which of the entered words, counted from 1, is wrong, for a recovery phrase.
    #[serde(default)]
    pub word: Option<usize>,
}

impl Failure {
    /// A failure with a cause and no more to say.
    pub fn new(kind: FailureKind, code: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self {
            kind,
            code: code.into(),
            sentence: sentence.into(),
            help: String::new(),
            remedy: None,
            retry: false,
            word: None,
        }
    }

    /// With what would help.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Trying again may succeed.
    pub fn retry(mut self) -> Self {
        self.retry = true;
        self
    }
}

/// A text that is not an address, as people see it.
pub fn failure_of_address(error: &AddressError) -> Failure {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    Failure::new(
        FailureKind::Input,
        "address.form",
        format!("{first}{}.", letters.as_str()),
    )
}
