//! The payout: in each block the next voters, each once for all of its delegates (zanzibar.md §8, steps 6 to 12, and §10).

use super::{
    events,
    grant::{BlockEnd, Granted},
    payment::{PaidTo, Payment},
    walk::{Budget, Range, Streams},
};
use crate::{
    Address, Amount, Distribution, FrozenVotes, Ledger, Party, RewardKind, RewardNote, ScanPhase, Transfer,
    TransferKind,
};

impl Ledger {
    /// Whether voters are to be paid in the next block that may do so ([`crate::Eras::may_pay_in`]).
    pub fn owes_payout(&self) -> bool {
        let distribution = &self.voter_rewards.distribution;
        distribution.as_ref().is_some_and(|payout| !payout.phase.is_over())
    }

    /// Pays the next voters. `registered` says which native bucket a voter has named for its rewards; the node reads that
    /// from the contract's storage, and takes 0 for none.
    ///
    /// It fails where the votes of a later era were frozen meanwhile: a log tells that the payout is given up, and nothing
    /// else changes. v2.5.0-rc0 tries again in each block until the next payout is planned, and so does this (recording
    /// 16b). Returns what was paid, too.
    pub fn pay_voters(
        &mut self,
        at: &BlockEnd,
        registered: impl Fn(Address) -> Option<u64>,
    ) -> (Granted, Vec<Payment>) {
        let nothing = (Granted::failed(), Vec::new());
        if !self.owes_payout() {
            return nothing;
        }
        let Some(mut payout) = self.voter_rewards.distribution.take() else {
            return nothing;
        };
        let Some(votes) = self.voter_rewards.window.take() else {
            self.voter_rewards.distribution = Some(payout);
            return nothing;
        };
        let paid = match votes.height == payout.freeze_height {
            true => self.pay_next(at, &mut payout, &votes, registered),
            false => (given_up(&payout, &votes), Vec::new()),
        };
        let ended = payout.is_done();
        self.voter_rewards.distribution = Some(payout);
        self.voter_rewards.window = Some(votes);
        if ended {
            self.seal_votes();
        }
        paid
    }

    fn pay_next(
        &mut self,
        at: &BlockEnd,
        payout: &mut Distribution,
        votes: &FrozenVotes,
        registered: impl Fn(Address) -> Option<u64>,
    ) -> (Granted, Vec<Payment>) {
        let mut granted = Granted::default();
        granted.log(progress(payout).encode());
        let streams = Streams::of(self);
        let mut budget = Budget::new(at.params.voter_rewards.voters_a_block());
        let mut payments = Vec::new();
        while !budget.is_spent() {
            let Some(range) = Range::of(payout.phase, payout.start_voter(), payout.resume) else {
                break;
            };
            let page = streams.page(votes, range, budget);
            budget.spend(&page);
            for voter in page.voters {
                payments.extend(self.pay_voter(voter, payout, votes, &registered));
            }
            payout.resume = page.resume;
            if page.complete {
                payout.resume = None;
                payout.phase = match payout.phase {
                    ScanPhase::FromStart => ScanPhase::FromZero,
                    _ => ScanPhase::Done,
                };
            }
        }
        if payout.is_done() {
            payout.completed = Some(at.height);
        }
        tell(&mut granted, payout, &payments);
        (granted, payments)
    }

    /// Pays one voter the sum of its shares; nothing where that is nothing.
    fn pay_voter(
        &mut self,
        voter: Address,
        payout: &mut Distribution,
        votes: &FrozenVotes,
        registered: impl Fn(Address) -> Option<u64>,
    ) -> Option<Payment> {
        let shares = payout.take_shares(votes.of(voter));
        if shares.is_empty() {
            return None;
        }
        let total: Amount = shares.iter().map(|(_, share)| *share).sum();
        let bucket = registered(voter).filter(|index| self.compound(voter, *index, total, payout));
        for (id, share) in &shares {
            self.rewards.pay_pending(*id, *share);
        }
        let to = bucket.map_or_else(|| PaidTo::Account(self.recipient_of(voter)), PaidTo::Bucket);
        Some(Payment { voter, to, shares })
    }

    /// Adds a voter's rewards to the bucket that it named, if that can be: it is its own, locked, not unstaked, and its
    /// delegate's self-stake now if and only if it was at the freeze.
    fn compound(&mut self, voter: Address, index: u64, amount: Amount, payout: &Distribution) -> bool {
        let staking = &self.staking;
        let Some(bucket) = staking.buckets.get(&index).filter(|_| index > 0) else {
            return false;
        };
        let id = bucket.candidate;
        if bucket.owner != voter || !bucket.locked || bucket.is_unstaked() || !staking.candidates.contains_key(&id) {
            return false;
        }
        let named = staking.candidates.values().any(|c| c.self_stake_bucket == Some(index));
        let entry = payout.place_of(id).and_then(|place| payout.entries.get(place));
        if entry.is_some_and(|entry| (entry.self_stake_bucket == Some(index)) != named) {
            return false;
        }
        let self_stake = staking.is_self_stake(bucket);
        let before = bucket.weight(self_stake);
        if let Some(bucket) = self.staking.buckets.get_mut(&index) {
            bucket.amount = bucket.amount.saturating_add(amount);
            let after = bucket.weight(self_stake);
            self.staking.revote(id, before, after);
        }
        if self_stake && let Some(candidate) = self.staking.candidates.get_mut(&id) {
            candidate.self_stake = candidate.self_stake.saturating_add(amount);
        }
        true
    }
}

/// How far a payout is, before it goes on.
fn progress(payout: &Distribution) -> RewardNote {
    let resume = payout
        .resume
        .map(|last| hex::encode(last.as_bytes()))
        .unwrap_or_default();
    let phase = payout.phase.number();
    let left = ScanPhase::Done.number().saturating_sub(phase);
    RewardNote {
        kind: RewardKind::CursorProgress,
        text: format!("{}:{phase}:{resume}:{left}", payout.era),
        amount: Amount::ZERO,
    }
}

/// A payout that has outlived its votes.
fn given_up(payout: &Distribution, votes: &FrozenVotes) -> Granted {
    let note = RewardNote {
        kind: RewardKind::DrainAbandoned,
        text: format!("{}:{}:{}", payout.era, payout.freeze_height, votes.height),
        amount: Amount::ZERO,
    };
    let mut granted = Granted::failed();
    granted.log(note.encode());
    granted
}

/// The transfers and the events of what was paid: each voter's credit in turn, then all that went into buckets in one.
fn tell(granted: &mut Granted, payout: &Distribution, payments: &[Payment]) {
    let mut compounded = Amount::ZERO;
    for payment in payments {
        match payment.to {
            PaidTo::Account(account) => granted.pay(account, payment.total()),
            PaidTo::Bucket(_) => compounded = compounded.saturating_add(payment.total()),
        }
    }
    if !compounded.is_zero() {
        granted.transfers.push(Transfer {
            kind: TransferKind::DepositToBucket,
            from: Party::RewardingPool,
            to: Party::StakingPool,
            amount: compounded,
        });
    }
    let entries = payout.entries.iter();
    let events = entries.filter_map(|entry| events::distributed(payout.era, entry.id, payments));
    granted.logs.extend(events);
}
