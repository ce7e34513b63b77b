//! What an event does to the buckets that the protocol keeps, and to their candidates' votes.

use std::collections::BTreeMap;

use super::{ContractEvent, StakingContract};
use crate::{
    Address, Amount, BlockClock, Bucket, BucketId, ContractVersion, Days, Endorsement, Fork, Height, Ledger,
    NetworkParams, SECONDS_PER_DAY, Timestamp, Votes,
};

/// The block in which something happens.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The network's constants.
    pub params: &'a NetworkParams,
    /// The block.
    pub height: Height,
    /// Its time.
    pub now: Timestamp,
}

impl Ledger {
    /// Follows what a contract said in one transaction; nothing where it is none of the staking contracts.
    ///
    /// From Xingu on a candidate's own count changes with its contract buckets. An address that becomes a candidate
    /// later has no votes from buckets that were there before, until the bucket's next event.
    pub fn follow(&mut self, contract: Address, events: &[ContractEvent], at: &Moment) {
        let Some(book) = self.contracts.get_mut(&contract) else {
            return;
        };
        let counts = at.params.at(Fork::Xingu, at.height);
        let mut holders = BTreeMap::new();
        for event in events {
            let before: Vec<_> = votes(book, event, at);
            book.take(contract, event, &mut holders, at);
            if counts {
                for (candidate, votes) in before {
                    self.staking.revote(candidate, votes, Votes::ZERO);
                }
                for (candidate, votes) in votes(book, event, at) {
                    self.staking.revote(candidate, Votes::ZERO, votes);
                }
            }
        }
    }
}

fn votes(book: &StakingContract, event: &ContractEvent, at: &Moment) -> Vec<(Address, Votes)> {
    let indexes = event.indexes().iter();
    indexes.filter_map(|index| book.votes(*index, at.params)).collect()
}

impl StakingContract {
    /// `holders` are the tokens' holders that the transaction named so far.
    fn take(&mut self, contract: Address, event: &ContractEvent, holders: &mut BTreeMap<u64, Address>, at: &Moment) {
        match event {
            ContractEvent::TypeSet { amount, blocks, active } => self.set_type(*amount, *blocks, *active),
            ContractEvent::Transfer { index, to } => {
                holders.insert(*index, *to);
                self.approved.remove(index);
                if let Some(from) = self.buckets.get(index).map(|bucket| bucket.owner)
                    && from != *to
                {
                    self.note_moved(&[from, *to]);
                }
                self.change(*index, |bucket| bucket.owner = *to);
            }
            ContractEvent::Approved { index, to } => self.approve(*index, *to),
            ContractEvent::Migrated { index, origin } => {
                self.origins.insert(*index, *origin);
            }
            ContractEvent::Staked {
                index,
                delegate,
                amount,
                duration,
            } => {
                let Some(owner) = holders.get(index) else { return };
                let mut bucket = self.fresh(at);
                bucket.id = BucketId {
                    contract: Some(contract),
                    index: *index,
                };
                bucket.candidate = *delegate;
                bucket.owner = *owner;
                bucket.amount = *amount;
                set_duration(&mut bucket, *duration);
                self.note_moved(&[*owner]);
                self.buckets.insert(*index, bucket);
                self.kept.insert(*index, *duration);
                self.issued += 1;
                self.mute(*index, at);
            }
            ContractEvent::Locked { index, duration } => {
                self.change(*index, |bucket| {
                    set_duration(bucket, *duration);
                    lock(bucket);
                });
                if self.version == ContractVersion::V1 {
                    self.kept.insert(*index, *duration);
                }
                self.mute(*index, at);
            }
            ContractEvent::Unlocked { index } => self.change(*index, |bucket| {
                bucket.locked = false;
                match &mut bucket.blocks {
                    Some(clock) => clock.stake_start = at.height,
                    None => bucket.stake_start = whole_second(at.now),
                }
            }),
            ContractEvent::Unstaked { index } => self.change(*index, |bucket| match &mut bucket.blocks {
                Some(clock) => clock.unstake_start = Some(at.height),
                None => bucket.unstake_start = Some(whole_second(at.now)),
            }),
            ContractEvent::Merged {
                indexes,
                amount,
                duration,
            } => {
                let Some((first, rest)) = indexes.split_first() else {
                    return;
                };
                self.change(*first, |bucket| {
                    bucket.amount = *amount;
                    set_duration(bucket, *duration);
                    lock(bucket);
                });
                self.kept.insert(*first, *duration);
                rest.iter().for_each(|index| self.remove(*index));
                self.mute(*first, at);
            }
            ContractEvent::Expanded {
                index,
                amount,
                duration,
            } => {
                self.change(*index, |bucket| {
                    bucket.amount = *amount;
                    set_duration(bucket, *duration);
                });
                self.kept.insert(*index, *duration);
                self.mute(*index, at);
            }
            ContractEvent::DelegateChanged { index, delegate } => {
                self.change(*index, |bucket| bucket.candidate = *delegate)
            }
            ContractEvent::Withdrawn { index } => self.remove(*index),
            ContractEvent::Donated { index, amount } => {
                self.change(*index, |bucket| bucket.amount = bucket.amount.saturating_sub(*amount));
                self.mute(*index, at);
            }
        }
    }

    fn change(&mut self, index: u64, how: impl FnOnce(&mut Bucket)) {
        if let Some(bucket) = self.buckets.get_mut(&index) {
            how(bucket);
        }
    }

    fn note_moved(&mut self, owners: &[Address]) {
        if let Some(moved) = &mut self.moved {
            moved.extend(owners);
        }
    }

    fn remove(&mut self, index: u64) {
        if let Some(bucket) = self.buckets.remove(&index) {
            self.note_moved(&[bucket.owner]);
        }
        self.muted.remove(&index);
        for book in [&mut self.kept, &mut self.origins] {
            book.remove(&index);
        }
        self.approved.remove(&index);
    }

    fn mute(&mut self, index: u64, at: &Moment) {
        if self.version.mutes_at(at.params, at.height) && self.buckets.contains_key(&index) {
            self.muted.insert(index);
        }
    }

    /// A bucket made now, locked, on the contract's clock.
    fn fresh(&self, at: &Moment) -> Bucket {
        let (now, blocks) = match self.version.counts_blocks() {
            true => {
                let clock = BlockClock {
                    duration: 0,
                    created: at.height,
                    stake_start: at.height,
                    unstake_start: None,
                };
                (Timestamp::default(), Some(clock))
            }
            false => (whole_second(at.now), None),
        };
        Bucket {
            id: BucketId::native(0),
            candidate: Address::ZERO,
            owner: Address::ZERO,
            amount: Amount::ZERO,
            duration: Days(0),
            created: now,
            stake_start: now,
            unstake_start: None,
            locked: true,
            endorsement: Endorsement::None,
            blocks,
        }
    }
}

fn lock(bucket: &mut Bucket) {
    bucket.locked = true;
    match &mut bucket.blocks {
        Some(clock) => clock.stake_start = clock.created,
        None => bucket.stake_start = bucket.created,
    }
}

/// `duration` on the contract's clock: blocks, or seconds, which the contract only takes in whole days.
fn set_duration(bucket: &mut Bucket, duration: u64) {
    match &mut bucket.blocks {
        Some(clock) => clock.duration = duration,
        None => bucket.duration = Days(u32::try_from(duration / SECONDS_PER_DAY).unwrap_or(u32::MAX)),
    }
}

/// Contracts know whole seconds only.
fn whole_second(time: Timestamp) -> Timestamp {
    Timestamp::from_seconds(time.seconds())
}
