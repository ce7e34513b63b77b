//! The staking ledger, and what happens to it: one piece of state that the review rehearses on, the practice
//! network runs on, and the rules decide on.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Address, Amount, Bucket, BucketId, Candidate, Exit, Height, Refusal, Rule, Votes};

/// Candidates and native buckets, whole (practice) or the part that an action touches (a review).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct StakingState {
    /// By permanent id. `votes` holds all votes; in practice before Xingu, native votes only.
    pub candidates: BTreeMap<Address, Candidate>,
    /// Permanent ids in the order of registration, as a node lists them; empty in a wallet's review.
    #[serde(default)]
    pub registered: Vec<Address>,
    /// Native buckets by index.
    pub buckets: BTreeMap<u64, Bucket>,
    /// The index that the next bucket gets: indexes are never given twice.
    pub next_index: u64,
    /// Native bucket indexes by owner, in the order in which the owner got them.
    pub by_owner: BTreeMap<Address, Vec<u64>>,
    /// Native bucket indexes by candidate, in the order in which they voted for it.
    pub by_candidate: BTreeMap<Address, Vec<u64>>,
    /// Owners whose list in `by_owner` changed since votes were frozen for a payout; none where nothing waits for one. The
    /// walk over voters reads each of them once more (zanzibar.md §8.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) moved: Option<BTreeSet<Address>>,
}

impl StakingState {
    /// The candidate with this name.
    pub fn by_name(&self, name: &str) -> Option<&Candidate> {
        self.candidates.values().find(|c| c.name == name)
    }

    /// The candidate with this owner.
    pub fn by_owner(&self, owner: Address) -> Option<&Candidate> {
        self.candidates.values().find(|c| c.owner == owner)
    }

    /// The candidate with this operator.
    pub fn by_operator(&self, operator: Address) -> Option<&Candidate> {
        self.candidates.values().find(|c| c.operator == operator)
    }

    /// The bucket with this native index.
    pub fn bucket(&self, index: u64) -> Result<&Bucket, Refusal> {
        self.buckets.get(&index).ok_or(Refusal::from(Rule::BucketExists))
    }

    pub(crate) fn owned_bucket(&self, index: u64, caller: Address) -> Result<&Bucket, Refusal> {
        let bucket = self.bucket(index)?;
        if bucket.owner == caller {
            Ok(bucket)
        } else {
            Err(Rule::BucketOwner.into())
        }
    }

    pub(crate) fn candidate(&self, id: Address) -> Result<&Candidate, Refusal> {
        self.candidates.get(&id).ok_or(Refusal::from(Rule::CandidateExists))
    }

    /// Whether `bucket` is a delegate's self-stake in force: named by a candidate, and its own and not unstaked, or
    /// endorsing it.
    pub fn is_self_stake(&self, bucket: &Bucket) -> bool {
        if !self
            .candidates
            .values()
            .any(|c| c.self_stake_bucket == Some(bucket.id.index))
        {
            return false;
        }
        match self.candidates.get(&bucket.candidate) {
            Some(c) if c.owner == bucket.owner => !bucket.is_unstaked(),
            _ => bucket.endorsement != crate::Endorsement::None,
        }
    }

    /// Puts a new candidate into the books.
    pub fn add_candidate(&mut self, candidate: Candidate) {
        self.registered.push(candidate.id);
        self.candidates.insert(candidate.id, candidate);
    }

    /// Candidates in the order of registration.
    pub fn candidates_in_order(&self) -> impl Iterator<Item = &Candidate> {
        self.registered.iter().filter_map(|id| self.candidates.get(id))
    }

    /// Puts a new bucket into the books and gives it the next index.
    pub fn add_bucket(&mut self, mut bucket: Bucket) -> u64 {
        let index = self.next_index;
        self.next_index += 1;
        bucket.id = BucketId::native(index);
        self.note_moved(bucket.owner);
        self.by_owner.entry(bucket.owner).or_default().push(index);
        self.by_candidate.entry(bucket.candidate).or_default().push(index);
        self.buckets.insert(index, bucket);
        index
    }

    /// Puts a bucket that exists on the chain into the books, under its own index: for a review's partial state.
    pub fn insert_bucket(&mut self, bucket: Bucket) {
        let index = bucket.id.index;
        self.next_index = self.next_index.max(index.saturating_add(1));
        self.by_owner.entry(bucket.owner).or_default().push(index);
        self.by_candidate.entry(bucket.candidate).or_default().push(index);
        self.buckets.insert(index, bucket);
    }

    pub(crate) fn remove_bucket(&mut self, index: u64) {
        if let Some(bucket) = self.buckets.remove(&index) {
            self.note_moved(bucket.owner);
            unlist(&mut self.by_owner, bucket.owner, index);
            unlist(&mut self.by_candidate, bucket.candidate, index);
        }
    }

    pub(crate) fn set_owner(&mut self, index: u64, owner: Address) {
        if let Some(bucket) = self.buckets.get_mut(&index) {
            let old = std::mem::replace(&mut bucket.owner, owner);
            self.note_moved(old);
            self.note_moved(owner);
            unlist(&mut self.by_owner, old, index);
            self.by_owner.entry(owner).or_default().push(index);
        }
    }

    fn note_moved(&mut self, owner: Address) {
        if let Some(moved) = &mut self.moved {
            moved.insert(owner);
        }
    }

    pub(crate) fn set_candidate(&mut self, index: u64, candidate: Address) {
        if let Some(bucket) = self.buckets.get_mut(&index) {
            let old = std::mem::replace(&mut bucket.candidate, candidate);
            unlist(&mut self.by_candidate, old, index);
            self.by_candidate.entry(candidate).or_default().push(index);
        }
    }

    /// Takes `old` votes from a candidate and gives it `new` ones.
    pub(crate) fn revote(&mut self, candidate: Address, old: Votes, new: Votes) {
        if let Some(c) = self.candidates.get_mut(&candidate) {
            c.votes = c.votes.saturating_sub(old).saturating_add(new);
        }
    }

    /// All money in native buckets.
    pub fn total_staked(&self) -> Amount {
        self.buckets.values().map(|b| b.amount).sum()
    }

    /// Native buckets in all, and those among them that are not unstaked.
    pub fn bucket_counts(&self) -> (u64, u64) {
        let active = self.buckets.values().filter(|b| !b.is_unstaked()).count();
        (self.buckets.len() as u64, active as u64)
    }

    /// Takes `amount` from a candidate's self-stake bucket into the reward pool, at the end of an epoch in which it
    /// missed blocks (IIP-50). Returns what was taken; nothing where there is no such bucket or too little in it.
    pub fn slash(&mut self, candidate: Address, amount: Amount) -> Option<Amount> {
        let index = self.candidates.get(&candidate)?.self_stake_bucket?;
        let bucket = self.buckets.get_mut(&index)?;
        let before = bucket.weight(true);
        bucket.amount = bucket.amount.checked_sub(amount)?;
        let after = bucket.weight(true);
        self.revote(candidate, before, after);
        let c = self.candidates.get_mut(&candidate)?;
        c.self_stake = c.self_stake.saturating_sub(amount);
        Some(amount)
    }

    /// Grants the exit queue's slot to the first candidate that asked to leave, in the node's order (by id), so that
    /// it may confirm from `ready` on. Returns who.
    pub fn schedule_exit(&mut self, candidate: Address, ready: Height) -> bool {
        match self.candidates.get_mut(&candidate) {
            Some(c) if c.exit == Exit::Requested => {
                c.exit = Exit::ScheduledAt(ready);
                true
            }
            _ => false,
        }
    }
}

fn unlist(lists: &mut BTreeMap<Address, Vec<u64>>, of: Address, index: u64) {
    if let Some(list) = lists.get_mut(&of) {
        list.retain(|i| *i != index);
        if list.is_empty() {
            lists.remove(&of);
        }
    }
}
