//! Bucket NFTs: what the chain keeps of the buckets that contracts issue, and the votes that they give.
//!
//! A contract decides what may be done with its buckets; the protocol only follows the contract's events
//! ([`ContractEvent`]) and counts the votes. So does this.

mod events;
mod follow;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::{events::ContractEvent, follow::Moment};
use super::{Bucket, Ledger};
use crate::{Address, Amount, ContractVersion, Fork, Height, NetworkParams, Votes};

impl ContractVersion {
    /// Whether staking, locking, expanding, merging and donating at `height` take a bucket's votes away for good
    /// (iotex-protocol.md §3.1).
    pub fn mutes_at(self, params: &NetworkParams, height: Height) -> bool {
        self == Self::V2 && params.at(Fork::Wake, height)
    }
}

/// An amount and a duration that buckets of version 1 come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BucketType {
    /// What a bucket of this type holds.
    pub amount: Amount,
    /// For how many blocks.
    pub blocks: u64,
    /// Whether it takes new buckets.
    pub active: bool,
}

/// What the protocol keeps of one contract.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StakingContract {
    /// Which of the three it is.
    pub version: ContractVersion,
    buckets: BTreeMap<u64, Bucket>,
    /// Buckets whose votes are gone for good.
    muted: BTreeSet<u64>,
    /// In the order in which they were added; version 1 only.
    types: Vec<BucketType>,
    /// Buckets there ever were, and hence the last one's index.
    issued: u64,
    /// Durations as the contract keeps them, on its own clock: in versions 2 and 3 locking tells a new one and keeps
    /// the old.
    kept: BTreeMap<u64, u64>,
    /// Who else may take a token.
    approved: BTreeMap<u64, Address>,
    /// Version 3: which bucket of version 2 a bucket came from.
    origins: BTreeMap<u64, u64>,
    /// Who got or lost a bucket since votes were frozen for a payout; none where nothing waits for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved: Option<BTreeSet<Address>>,
}

impl StakingContract {
    /// One without buckets.
    pub fn new(version: ContractVersion) -> Self {
        Self {
            version,
            buckets: BTreeMap::new(),
            muted: BTreeSet::new(),
            types: Vec::new(),
            issued: 0,
            kept: BTreeMap::new(),
            approved: BTreeMap::new(),
            origins: BTreeMap::new(),
            moved: None,
        }
    }

    /// Puts a bucket that exists on the chain into the books, for a review's partial state: `kept` is its duration as
    /// the contract itself says it, on the contract's clock; `muted` whether the chain shows the zero address for its
    /// delegate, which `bucket` names as the contract does.
    pub fn insert(&mut self, bucket: Bucket, kept: u64, muted: bool) {
        let index = bucket.id.index;
        self.issued = self.issued.max(index);
        self.kept.insert(index, kept);
        if muted {
            self.muted.insert(index);
        }
        self.buckets.insert(index, bucket);
    }

    /// Says who else may take a token: nobody where that is the zero address.
    pub fn approve(&mut self, index: u64, to: Address) {
        match to.is_zero() {
            true => self.approved.remove(&index),
            false => self.approved.insert(index, to),
        };
    }

    /// Adds a bucket type, or changes whether it takes buckets.
    pub fn set_type(&mut self, amount: Amount, blocks: u64, active: bool) {
        let same = |kind: &&mut BucketType| kind.amount == amount && kind.blocks == blocks;
        match self.types.iter_mut().find(same) {
            Some(kind) => kind.active = active,
            None => self.types.push(BucketType { amount, blocks, active }),
        }
    }

    /// A bucket as the chain shows it: a muted one votes for the zero address.
    pub fn bucket(&self, index: u64) -> Option<Bucket> {
        let mut bucket = self.buckets.get(&index)?.clone();
        if self.muted.contains(&index) {
            bucket.candidate = Address::ZERO;
        }
        Some(bucket)
    }

    /// All buckets as the chain shows them, by index.
    pub fn buckets(&self) -> impl Iterator<Item = Bucket> {
        self.buckets.keys().filter_map(|index| self.bucket(*index))
    }

    /// A bucket as the contract keeps it: a muted one names its delegate.
    pub(crate) fn held(&self, index: u64) -> Option<&Bucket> {
        self.buckets.get(&index)
    }

    /// The duration that the contract counts with, on its own clock.
    pub(crate) fn kept(&self, index: u64) -> Option<u64> {
        self.kept.get(&index).copied()
    }

    /// Who else may take a token.
    pub(crate) fn approved(&self, index: u64) -> Option<Address> {
        self.approved.get(&index).copied()
    }

    /// Which bucket of version 2 a bucket came from.
    pub(crate) fn origin(&self, index: u64) -> Option<u64> {
        self.origins.get(&index).copied()
    }

    /// The index that the next bucket gets.
    pub(crate) fn next_index(&self) -> u64 {
        self.issued.saturating_add(1)
    }

    /// All bucket types.
    pub(crate) fn types(&self) -> &[BucketType] {
        &self.types
    }

    /// Bucket types that take new buckets.
    pub fn active_types(&self) -> impl Iterator<Item = &BucketType> {
        self.types.iter().filter(|kind| kind.active)
    }

    /// Buckets there ever were. The node counts those of version 1 only (recording 07, step 160).
    pub fn total(&self) -> u64 {
        match self.version {
            ContractVersion::V1 => self.issued,
            ContractVersion::V2 | ContractVersion::V3 => 0,
        }
    }

    /// Notes from now on who gets or loses a bucket, or no more.
    pub(crate) fn note_owners(&mut self, on: bool) {
        self.moved = on.then(BTreeSet::new);
    }

    /// Who got or lost a bucket since that is noted.
    pub(crate) fn moved(&self) -> impl Iterator<Item = Address> {
        self.moved.iter().flatten().copied()
    }

    /// Who has a bucket, once for each.
    pub(crate) fn owners(&self) -> impl Iterator<Item = Address> {
        self.buckets.values().map(|bucket| bucket.owner)
    }

    /// Whether it ever issued a bucket.
    pub(crate) const fn has_issued(&self) -> bool {
        self.issued > 0
    }

    /// Whom a bucket's votes go to, and how many there are; `None` where it has none.
    fn votes(&self, index: u64, params: &NetworkParams) -> Option<(Address, Votes)> {
        let bucket = self.buckets.get(&index).filter(|b| !b.is_unstaked())?;
        (!self.muted.contains(&index)).then(|| (bucket.candidate, bucket.contract_votes(params)))
    }
}

impl Ledger {
    /// Whether any contract ever issued a bucket NFT.
    pub fn has_issued_nfts(&self) -> bool {
        self.contracts.values().any(StakingContract::has_issued)
    }

    /// Counts the votes of a bucket NFT that a contract was asked for, for whoever cannot run the contract.
    pub fn count_minted(&mut self, minted: &Bucket, params: &NetworkParams) {
        let votes = minted.contract_votes(params);
        self.staking.revote(minted.candidate, Votes::ZERO, votes);
    }

    /// The votes that contract buckets give a candidate.
    pub fn contract_votes(&self, candidate: Address, params: &NetworkParams) -> Votes {
        let votes = self.contracts.values().flat_map(|contract| {
            let each = contract.buckets.keys();
            each.filter_map(move |index| contract.votes(*index, params))
        });
        votes
            .filter(|(of, _)| *of == candidate)
            .fold(Votes::ZERO, |sum, (_, votes)| sum.saturating_add(votes))
    }

    /// Those of them that a candidate's own count lacks at `height`: until Xingu they are kept apart.
    pub fn votes_apart(&self, candidate: Address, params: &NetworkParams, height: Height) -> Votes {
        match params.at(Fork::Xingu, height) {
            true => Votes::ZERO,
            false => self.contract_votes(candidate, params),
        }
    }

    /// Adds the votes of all contract buckets to their candidates' own count, as the chain does once, in Xingu's first
    /// block.
    pub fn join_contract_votes(&mut self, params: &NetworkParams) {
        let ids: Vec<Address> = self.staking.candidates.keys().copied().collect();
        for id in ids {
            let votes = self.contract_votes(id, params);
            self.staking.revote(id, Votes::ZERO, votes);
        }
    }
}
