//! What became of a submission, compared with what was proposed.

use serde::{Deserialize, Serialize};

use crate::{Amount, BucketId, Change, Phrase, ReceiptStatus};

/// How it ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OutcomeKind {
    /// Done as proposed.
    AsProposed,
    /// Done, and something differs from the proposal.
    Different,
    /// Mined and refused; the fee is spent.
    Failed,
    /// Dropped by the chain; nothing is spent.
    Vanished,
}

/// What became of a submission.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// How it ended.
    pub kind: OutcomeKind,
    /// The receipt's status; none when there is no receipt.
    pub status: Option<ReceiptStatus>,
    /// What happened, as a sentence for people.
    pub sentence: String,
    /// The sentence in pieces, of which some lead to what they name; empty in what an earlier version wrote down.
    #[serde(default, skip_serializing_if = "Phrase::is_empty")]
    pub says: Phrase,
    /// What was paid.
    pub fee: Option<Amount>,
    /// The bucket that was made or changed.
    pub bucket: Option<BucketId>,
    /// Where it differs from the proposal: before is proposed, after is what happened.
    pub differences: Vec<Change>,
}
