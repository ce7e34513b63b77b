//! What a voter has coming of its delegates' rewards, and what can still change it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::grant::BlockEnd;
use crate::{Address, Amount, Era, Height, Ledger, Votes, rewards::part};

/// What still changes a voter's part of an era's rewards (zanzibar.md §7.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PartState {
    /// Everything: the votes of this block will count, so whoever unstakes, moves or sells a bucket up to it, or ends its
    /// lock, loses by that for the whole era, and whoever votes up to it takes part in all of it. Rewards are added, too.
    Open {
        /// The block of the freeze.
        freeze: Height,
    },
    /// Rewards alone: the votes are written down, and no change of a bucket takes anything away. Rewards are added up to
    /// this block and with it.
    Frozen {
        /// The block that plans the payout.
        plan: Height,
    },
    /// Nothing: the payout is planned, and the voter has not had its turn.
    Planned,
}

/// A voter's part of one delegate's rewards in one era.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EraPart {
    /// The era.
    pub era: Era,
    /// The delegate's permanent id.
    pub delegate: Address,
    /// The voter's votes for it: as they are written down, or as they are now.
    pub weight: Votes,
    /// All votes for it, likewise.
    pub total_weight: Votes,
    /// Its voters' money in this era so far.
    pub pool: Amount,
    /// What can still change the part.
    pub state: PartState,
}

impl EraPart {
    /// The voter's part as things stand: its share of the votes, rounded down, and no more than there is. Exact once the
    /// payout is planned, unless the clamp of the last voters bites ([`Ledger::foretold`]).
    pub fn amount(&self) -> Amount {
        part(self.pool, self.weight, self.total_weight).min(self.pool)
    }

    /// The part if the voter gave the delegate `votes` more before the freeze.
    pub fn with(&self, votes: Votes) -> Amount {
        self.at(
            self.weight.saturating_add(votes),
            self.total_weight.saturating_add(votes),
        )
    }

    /// The part if the voter took `votes` of its own from the delegate before the freeze.
    pub fn without(&self, votes: Votes) -> Amount {
        let votes = votes.min(self.weight);
        self.at(
            self.weight.saturating_sub(votes),
            self.total_weight.saturating_sub(votes),
        )
    }

    fn at(&self, weight: Votes, total: Votes) -> Amount {
        part(self.pool, weight, total).min(self.pool)
    }
}

impl Ledger {
    /// What each voter that has not had its turn will be paid of the payout under way, by voter: of which delegates, by
    /// their permanent ids, and how much. Exact to the Rau: where the votes that are written down are more than a
    /// delegate's total, the last voters get what is left. Nothing where there is no payout or it was given up.
    pub fn foretold(&self) -> BTreeMap<Address, Vec<(Address, Amount)>> {
        let kept = &self.voter_rewards;
        let (Some(payout), Some(votes)) = (&kept.distribution, &kept.window) else {
            return BTreeMap::new();
        };
        if votes.height != payout.freeze_height {
            return BTreeMap::new();
        }
        let mut payout = payout.clone();
        let start = payout.start_voter();
        let (before, from): (Vec<Address>, Vec<Address>) = votes.voters().partition(|voter| *voter < start);
        let mut coming = BTreeMap::new();
        for voter in from.into_iter().chain(before) {
            if payout.has_passed(voter) {
                continue;
            }
            let shares: Vec<(Address, Amount)> = payout.take_shares(votes.of(voter));
            if !shares.is_empty() {
                coming.insert(voter, shares);
            }
        }
        coming
    }

    /// A voter's parts as they stand after the block `at`: of a payout under way what is still to come, and of the era that
    /// runs, or of the next whose votes are still to be frozen, what it would be if it ended now. Of delegates that the
    /// protocol does not pay nothing is known here.
    pub fn parts_of(&self, voter: Address, at: &BlockEnd) -> Vec<EraPart> {
        let mut parts = self.planned_parts(voter);
        let eras = at.params.eras();
        let next = Height(at.height.0.saturating_add(1));
        let era = eras.accruing_at(next);
        let window = self.voter_rewards.window.as_ref().filter(|window| window.era == era);
        match window {
            Some(window) => {
                let plan = eras.plan_of(era);
                for (id, weight) in window.of(voter) {
                    let snapshot = self.reward_snapshot(id);
                    let Some(snapshot) = snapshot.filter(|s| s.freeze_height == window.height) else {
                        continue;
                    };
                    let state = PartState::Frozen { plan };
                    parts.push(self.part(era, id, weight, snapshot.total_weight, state));
                }
            }
            None => {
                let Some((era, freeze)) = at.params.next_freeze(next) else {
                    return parts;
                };
                for (id, weight) in self.votes_of_some(at, era, true, |who| who == voter).of(voter) {
                    let paid = self.voter_rewards.opted_in.contains(&id) || self.reward_snapshot(id).is_some();
                    let Some(candidate) = self.staking.candidates.get(&id).filter(|_| paid) else {
                        continue;
                    };
                    let state = PartState::Open { freeze };
                    parts.push(self.part(era, id, weight, candidate.votes, state));
                }
            }
        }
        parts
    }

    fn planned_parts(&self, voter: Address) -> Vec<EraPart> {
        let kept = &self.voter_rewards;
        let (Some(payout), Some(votes)) = (&kept.distribution, &kept.window) else {
            return Vec::new();
        };
        if votes.height != payout.freeze_height || payout.has_passed(voter) {
            return Vec::new();
        }
        let part = |(id, weight)| {
            let entry = payout.entries.get(payout.place_of(id)?)?;
            Some(EraPart {
                era: payout.era,
                delegate: id,
                weight,
                total_weight: entry.total_weight,
                pool: entry.amount,
                state: PartState::Planned,
            })
        };
        votes.of(voter).filter_map(part).collect()
    }

    fn part(&self, era: Era, id: Address, weight: Votes, total_weight: Votes, state: PartState) -> EraPart {
        EraPart {
            era,
            delegate: id,
            weight,
            total_weight,
            pool: self.accrued(id),
            state,
        }
    }

    /// What has come in for a delegate's voters since the payout under way was planned, with what former ones left over.
    fn accrued(&self, id: Address) -> Amount {
        let kept = &self.voter_rewards;
        let goes_on = |freeze: Height| kept.window.as_ref().is_some_and(|votes| votes.height == freeze);
        let payout = kept.distribution.as_ref().filter(|d| goes_on(d.freeze_height));
        let entry = payout.and_then(|payout| payout.entries.get(payout.place_of(id)?));
        let owed = entry.map_or(Amount::ZERO, |entry| entry.amount.saturating_sub(entry.distributed));
        self.rewards.pending(id).saturating_sub(owed)
    }
}
