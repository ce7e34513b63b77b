//! One bucket's page: what it is, what was, what will be, what may be done.

use ballast_domain::{
    Address, Bucket, BucketId, BucketState, ContractVersion, Ledger, Timestamp, Votes,
    rehearsal::{Legality, Lifecycle},
};
use serde::{Deserialize, Serialize};

/// A bucket's page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketLife {
    /// The bucket. One that counts in blocks has the times of its past blocks where the node has those blocks.
    pub bucket: Bucket,
    /// Which contract issued it; none for a native bucket.
    pub version: Option<ContractVersion>,
    /// The delegate's name; none when it is not registered any more or the bucket is muted.
    pub delegate: Option<String>,
    /// Whether it is the delegate's self-stake.
    pub self_stake: bool,
    /// The chain's time that all of this is about.
    pub now: Timestamp,
    /// Its state.
    pub state: BucketState,
    /// Its votes.
    pub votes: Votes,
    /// When the money could be in hand at the earliest.
    pub free_at: Timestamp,
    /// Its life, left at the asked moment.
    pub lifecycle: Lifecycle,
    /// What its owner may do with it now, and for the rest the rule and when it no longer forbids.
    pub actions: Vec<Legality>,
    /// The part of the chain that decides this: every candidate, the bucket, and for a bucket NFT its contract with the
    /// owner's other buckets. A form rehearses on it what its answers would do.
    pub ledger: Ledger,
    /// How the person calls it; may be empty.
    pub label: String,
    /// What the person wrote beside it; may be empty.
    pub note: String,
    /// The group the person put it in; may be empty.
    pub group: String,
}

/// Who would get a bucket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// Whose address it is.
    pub address: Address,
    /// Whether a contract stands there; none when the node does not say.
    pub contract: Option<bool>,
    /// How this wallet calls it: one of its own accounts, or an entry of the address book.
    pub name: Option<String>,
    /// Whether it is one of this wallet's own accounts.
    pub own: bool,
    /// Whether an action of this wallet has named it before, on this network, and was done.
    pub seen: bool,
}

/// What is written beside a bucket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WrittenNote {
    /// Which.
    pub bucket: BucketId,
    /// How it is called; may be empty.
    pub label: String,
    /// Anything else; may be empty.
    pub note: String,
    /// The group it belongs to; may be empty.
    pub group: String,
}
