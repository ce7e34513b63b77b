//! The dates that buckets bring.

use ballast_domain::{Address, Amount, BucketId, Phrase, Timestamp};
use serde::{Deserialize, Serialize};

/// What a date of the calendar is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DateKind {
    /// A bucket's days are over: it can be unstaked.
    Unlocks,
    /// An unstaked bucket's wait is over: it can be withdrawn.
    Withdrawable,
    /// A bucket could be withdrawn, if it is unstaked as soon as its days are over.
    WithdrawableIfUnstaked,
}

impl DateKind {
    /// Names it in a file for calendars; stable, so that a date that moves replaces the old one there.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Unlocks => "unlocks",
            Self::Withdrawable | Self::WithdrawableIfUnstaked => "withdraw",
        }
    }
}

/// A date that a bucket brings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CalendarDate {
    /// When, on the chain's clock.
    pub at: Timestamp,
    /// What.
    pub kind: DateKind,
    /// Of which bucket.
    pub bucket: BucketId,
    /// Whose it is.
    pub owner: Address,
    /// How much is in it.
    pub amount: Amount,
    /// What, as a short sentence: `Bucket 7 can be unstaked`.
    pub title: String,
    /// The title in pieces, of which some lead to what they name.
    #[serde(default)]
    pub says: Phrase,
    /// With what: `1 000 IOTX with fathom`.
    pub detail: String,
    /// The detail in pieces, of which some lead to what they name.
    #[serde(default)]
    pub about: Phrase,
    /// Whether it is past: it can be done now.
    pub due: bool,
    /// Whether the date is an estimate at the network's pace: the bucket counts in blocks.
    #[serde(default)]
    pub estimated: bool,
}
