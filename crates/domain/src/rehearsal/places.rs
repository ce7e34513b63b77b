//! The list of delegates by votes, and the place of each in it.

use std::collections::BTreeMap;

use crate::{Address, Candidate, StakingState};

/// Every candidate's place in the list of delegates: by votes, the most first, ties by name.
pub(super) struct Places(BTreeMap<Address, u64>);

impl Places {
    pub(super) fn of(staking: &StakingState) -> Self {
        let mut all: Vec<&Candidate> = staking.candidates.values().collect();
        all.sort_by(|a, b| b.votes.cmp(&a.votes).then_with(|| a.name.cmp(&b.name)));
        Self((1..).zip(all).map(|(place, c)| (c.id, place)).collect())
    }

    pub(super) fn of_candidate(&self, id: Address) -> Option<u64> {
        self.0.get(&id).copied()
    }
}
