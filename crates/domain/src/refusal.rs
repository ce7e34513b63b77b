//! An action that may not be done: the rule it breaks, and when it becomes legal.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{FailsAs, Height, ReceiptStatus, Rule, Timestamp};

/// What would make a refused action legal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Remedy {
    /// Nothing: choose something else.
    Never,
    /// Waiting until this moment.
    At(Timestamp),
    /// Waiting until this block.
    FromHeight(Height),
}

/// An action that may not be done, with the rule it breaks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refusal {
    /// Which rule.
    pub rule: Rule,
    /// When it becomes legal, where waiting is all it takes.
    pub remedy: Remedy,
}

impl Refusal {
    /// Refused until this moment.
    pub const fn until(rule: Rule, at: Timestamp) -> Self {
        Self {
            rule,
            remedy: Remedy::At(at),
        }
    }

    /// Refused below this block.
    pub const fn below(rule: Rule, height: Height) -> Self {
        Self {
            rule,
            remedy: Remedy::FromHeight(height),
        }
    }

    /// The receipt status a node gives, when it mines the action.
    pub const fn status(&self) -> Option<ReceiptStatus> {
        match self.rule.fails_as() {
            FailsAs::Status(status) => Some(status),
            _ => None,
        }
    }
}

impl From<Rule> for Refusal {
    fn from(rule: Rule) -> Self {
        Self {
            rule,
            remedy: Remedy::Never,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule.sentence())
    }
}
