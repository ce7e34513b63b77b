//! Several actions with one review and one signature, and what became of each.

use ballast_domain::{Address, Amount, Change, Proposal, Snapshot};
use serde::{Deserialize, Serialize};

use crate::SubmissionView;

/// The most actions of a batch: a person has to be able to review them.
pub const MAX_BATCH: usize = 100;

/// How an account stands before and after a whole batch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountTotals {
    /// Whose.
    pub account: Address,
    /// Its money, votes and buckets; no single bucket or delegate.
    pub changes: Vec<Change>,
}

/// The backend's answer to several intents.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchProposal {
    /// Names it in an approval.
    pub id: String,
    /// In the order asked, each on what those before it leave. One that breaks a rule names it, has no transaction and
    /// is left out of what is signed.
    pub items: Vec<Proposal>,
    /// What the signed ones will cost at today's price.
    pub fee: Amount,
    /// What they can cost at most.
    pub max_fee: Amount,
    /// What leaves the accounts, fees apart.
    pub leaves: Amount,
    /// What comes into the accounts, from buckets, rewards or one another.
    pub comes: Amount,
    /// Each account that acts, before and after.
    pub totals: Vec<AccountTotals>,
    /// What it was computed from.
    pub basis: Snapshot<()>,
    /// Seconds for which an approval is accepted.
    pub fresh_for: u64,
}

impl BatchProposal {
    /// What would be signed.
    pub fn legal(&self) -> impl Iterator<Item = &Proposal> {
        self.items.iter().filter(|item| !item.transactions.is_empty())
    }

    /// What is left out.
    pub fn refused(&self) -> impl Iterator<Item = &Proposal> {
        self.items.iter().filter(|item| item.transactions.is_empty())
    }
}

/// What was approved together, and how far each has come.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchView {
    /// Names it.
    pub id: String,
    /// In the order in which they were signed.
    pub items: Vec<SubmissionView>,
}
