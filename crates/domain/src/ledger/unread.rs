//! What could not be read: what is missing of it in a ledger is not known, and not none.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Address;

/// The parts of a ledger that were asked for and not told; nothing of a practice network's own.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Unread {
    /// Voters of whom it is not known where their rewards go.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub destinations: BTreeSet<Address>,
    /// Voters of whom it is not known whether AutoDeposit has their rewards added to a bucket.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub compounding: BTreeSet<Address>,
    /// The lack of what says what votes bring of the era that runs: how delegates pay, and what their voters have coming.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub parts: bool,
}

impl Unread {
    /// Whether all was told that was asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
