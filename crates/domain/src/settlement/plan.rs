//! The plan of a payout, in the last block of an era (zanzibar.md §8, steps 1 to 5).

use crate::{Amount, Distribution, Era, Hash, Ledger, PlanEntry, RewardKind, RewardNote, ScanPhase};

impl Ledger {
    /// Ends the payout of the era before. Of one that did not come to its end a log tells how many of its delegates have
    /// something left, and how much that is; it stays theirs for the next payout.
    pub(super) fn retire_distribution(&mut self) -> Option<RewardNote> {
        let old = self.voter_rewards.distribution.take()?;
        if old.is_done() {
            return None;
        }
        let left = old.entries.iter().map(|entry| self.rewards.pending(entry.id));
        let left: Vec<Amount> = left.filter(|amount| !amount.is_zero()).collect();
        Some(RewardNote {
            kind: RewardKind::DrainOverrun,
            text: format!("{}:{}", old.era, left.len()),
            amount: left.into_iter().sum(),
        })
    }

    /// Plans the payout of `era`: all that is pending for the voters of each delegate that was written down at the era's
    /// freeze and had votes then. Where there is none, nothing is planned and the votes are needed no more. Returns
    /// whether votes had been frozen.
    pub(super) fn plan_distribution(&mut self, era: Era, seed: Hash) -> bool {
        let Some(window) = &self.voter_rewards.window else {
            return false;
        };
        let freeze_height = window.height;
        let entry = |id| {
            let snapshot = self.reward_snapshot(id)?;
            let fresh = snapshot.freeze_height == freeze_height && snapshot.total_weight.rau() > 0;
            fresh.then(|| PlanEntry {
                id,
                amount: self.rewards.pending(id),
                distributed: Amount::ZERO,
                total_weight: snapshot.total_weight,
                self_stake_bucket: snapshot.self_stake_bucket,
            })
        };
        let entries: Vec<PlanEntry> = self.rewards.pending_delegates().filter_map(entry).collect();
        if entries.is_empty() {
            self.seal_votes();
            return true;
        }
        self.voter_rewards.distribution = Some(Distribution {
            era,
            freeze_height,
            seed,
            entries,
            phase: ScanPhase::FromStart,
            resume: None,
            completed: None,
        });
        true
    }
}
