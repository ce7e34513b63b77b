//! Whose word it is that a review says.

use serde::{Deserialize, Serialize};

/// Whose word a line of a review is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// The rules of the wallet itself.
    #[default]
    Reckoned,
    /// A node's, which ran the contract.
    Asked,
    /// Nobody's yet: it stands on what comes before it, or no rule of the wallet tells it.
    NotYet,
}

impl Source {
    /// The words beside a line.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Reckoned => "reckoned here",
            Self::Asked => "asked of the node",
            Self::NotYet => "not known yet",
        }
    }
}
