//! What an account holds.

use ballast_domain::{Address, Amount, Bucket, BucketState, Snapshot, Timestamp, Votes};
use serde::{Deserialize, Serialize};

use crate::SubmissionView;

/// A bucket in the table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketRow {
    /// The bucket.
    pub bucket: Bucket,
    /// The delegate's name; none when it is not registered any more or the bucket is muted.
    pub delegate: Option<String>,
    /// Whether it is the delegate's self-stake.
    pub self_stake: bool,
    /// Its state at the chain's time; none for NFT buckets that count in blocks.
    pub state: Option<BucketState>,
    /// Its votes; none when they cannot be computed.
    pub votes: Option<Votes>,
    /// When the money could be in hand at the earliest.
    pub free_at: Option<Timestamp>,
}

/// The table of buckets.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Buckets {
    /// Native and NFT buckets of the asked accounts.
    pub rows: Snapshot<Vec<BucketRow>>,
}

/// Something that happens by itself or becomes possible.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NextEvent {
    /// When, on the chain's clock.
    pub at: Timestamp,
    /// What, as a short sentence.
    pub title: String,
    /// With what.
    pub detail: String,
    /// Whether it is possible now.
    pub due: bool,
}

/// The first screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Home {
    /// The account, or none for all accounts together.
    pub account: Option<Address>,
    /// IOTX at hand; none when the node did not say.
    pub liquid: Option<Snapshot<Amount>>,
    /// In buckets that vote.
    pub staked: Option<Amount>,
    /// In how many buckets.
    pub staked_in: Option<u64>,
    /// In buckets that are unstaked.
    pub unlocking: Option<Amount>,
    /// In how many buckets.
    pub unlocking_in: Option<u64>,
    /// Votes of all buckets.
    pub votes: Option<Votes>,
    /// The soonest first.
    pub next: Vec<NextEvent>,
    /// The newest first; at most five.
    pub submissions: Vec<SubmissionView>,
}

impl Home {
    /// All of it; none when a part is unknown.
    pub fn total(&self) -> Option<Amount> {
        Some(
            self.liquid
                .as_ref()?
                .value
                .saturating_add(self.staked?)
                .saturating_add(self.unlocking?),
        )
    }
}
