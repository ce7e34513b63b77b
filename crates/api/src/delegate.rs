//! A delegate by itself.

use ballast_domain::{Epoch, Snapshot, Votes};
use serde::{Deserialize, Serialize};

use crate::{BucketRow, DelegateRow};

/// A delegate, and what its page shows beside what the table does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelegateView {
    /// As in the table.
    pub row: Snapshot<DelegateRow>,
    /// All votes for all delegates.
    pub total_votes: Votes,
    /// The wallet's own buckets that vote for it.
    pub own: Vec<BucketRow>,
}

/// What a delegate made in an epoch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlocksMade {
    /// The epoch.
    pub epoch: Epoch,
    /// Its blocks.
    pub made: u64,
    /// All blocks of the epoch.
    pub of: u64,
}
