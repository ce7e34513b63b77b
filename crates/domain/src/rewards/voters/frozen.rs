//! Votes as they stood in the block of a freeze, by voter (zanzibar.md §7.3, §9).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Address, Era, Height, Votes};

/// The votes of an era, written down in one block. A node keeps copies of what changes afterwards; these are the sums that
/// it makes of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FrozenVotes {
    /// The era that they are for.
    pub era: Era,
    /// The block.
    pub height: Height,
    /// Who had a native bucket, unstaked ones too.
    native: BTreeSet<Address>,
    /// Who had a bucket NFT.
    nft: BTreeSet<Address>,
    /// By voter, then by candidate; nothing where a voter gave a candidate no votes.
    weights: BTreeMap<Address, BTreeMap<Address, Votes>>,
}

impl FrozenVotes {
    /// Those of nobody yet.
    pub const fn new(era: Era, height: Height) -> Self {
        Self {
            era,
            height,
            native: BTreeSet::new(),
            nft: BTreeSet::new(),
            weights: BTreeMap::new(),
        }
    }

    /// Adds a native bucket: whose it is, whom it votes for, and its votes.
    pub(crate) fn add_native(&mut self, owner: Address, candidate: Address, votes: Votes) {
        self.native.insert(owner);
        self.add(owner, candidate, votes);
    }

    /// Adds a bucket NFT: whose it is, whom it votes for, and its votes.
    pub(crate) fn add_nft(&mut self, owner: Address, candidate: Address, votes: Votes) {
        self.nft.insert(owner);
        self.add(owner, candidate, votes);
    }

    fn add(&mut self, owner: Address, candidate: Address, votes: Votes) {
        if votes > Votes::ZERO {
            let sum = self.weights.entry(owner).or_default().entry(candidate).or_default();
            *sum = sum.saturating_add(votes);
        }
    }

    /// The votes of a voter for each candidate, by the candidates' ids.
    pub fn of(&self, voter: Address) -> impl Iterator<Item = (Address, Votes)> {
        let all = self.weights.get(&voter);
        all.into_iter().flatten().map(|(candidate, votes)| (*candidate, *votes))
    }

    /// The votes of a voter for one candidate.
    pub fn weight(&self, voter: Address, candidate: Address) -> Votes {
        let all = self.weights.get(&voter);
        all.and_then(|all| all.get(&candidate)).copied().unwrap_or_default()
    }

    /// Everybody that had a bucket then, with votes or without, by address.
    pub fn voters(&self) -> impl Iterator<Item = Address> {
        self.native.union(&self.nft).copied()
    }

    /// Whether somebody had a bucket then.
    pub fn is_voter(&self, who: Address) -> bool {
        self.native.contains(&who) || self.nft.contains(&who)
    }
}
