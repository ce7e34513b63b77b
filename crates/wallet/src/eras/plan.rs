//! What an era's payout is to come to, as the chain says it from the plan until the next one is planned, and up to which block
//! it is looked at.

use ballast_domain::{Distribution, Era, Height, PlanEntry, Votes};
use ballast_store::{EraDelegate, Pool};

use super::paying::Sums;
use crate::{Result, session::Session};

/// Blocks after a plan until nothing said of it means that there was nothing to be paid: behind one address may stand several
/// nodes, one of which tells the height and another, which has not come to it, the payout.
const SETTLED: u64 = 12;
/// All of a delegate's rewards, in basis points.
const WHOLE: u64 = 10_000;

/// Up to which block a payout is to be looked at.
pub(super) struct Until {
    pub(super) block: Height,
    /// Whether nothing more can be paid after it.
    pub(super) over: bool,
    /// What was paid for each delegate by then, as far as the chain was heard of it; of nobody where it was not.
    pub(super) distributed: Sums,
}

impl Session {
    /// Writes down what the chain says of an era's payout; none where the node does not know such things, or has not come to
    /// the plan.
    pub(super) async fn keep_plan(&self, era: Era, head: Height) -> Result<Option<Until>> {
        let eras = self.params.eras();
        let (plan, chain_id) = (eras.plan_of(era), self.params.chain_id);
        let read = self.client.reward_distribution().await?;
        let (height, Some(found)) = (read.height, read.value) else {
            return Ok(None);
        };
        if height < plan {
            return Ok(None);
        }
        if found.as_ref().is_some_and(|found| found.era > era) {
            // The node is ahead of what is known of the head: with the next look this era is one that was missed.
            return Ok(None);
        }
        let Some(found) = found.filter(|found| found.era == era) else {
            // Nobody had a pool to be paid, as it seems. Where somebody's voters get a part that is no one node's word to be
            // taken for it: the logs are looked at until nothing more can be paid.
            let freeze = eras.freeze_of(eras.after(era));
            let parts = self.with_store(move |store| store.eras(chain_id, era, era)).await?;
            let (block, over) = match parts.iter().any(pays_voters) {
                true => (head.clamp(plan, freeze.max(plan)), head >= freeze),
                false => (plan, height.0 >= plan.0.saturating_add(SETTLED)),
            };
            return Ok(Some(Until {
                block,
                over,
                distributed: Sums::new(),
            }));
        };
        let seen = parts(&found);
        self.with_store(move |store| store.keep_era(chain_id, &seen)).await?;
        Ok(Some(until(&found, plan, eras.freeze_of(eras.after(era)), head)))
    }

    /// Up to which block the payout of an era is looked at that was missed; what was distributed is what was seen of its plan,
    /// if it was seen.
    pub(super) async fn until_of_missed(&self, era: Era) -> Result<Until> {
        let (eras, chain_id) = (self.params.eras(), self.params.chain_id);
        let seen = self.with_store(move |store| store.eras(chain_id, era, era)).await?;
        Ok(Until {
            block: eras.freeze_of(eras.after(era)),
            over: true,
            distributed: planned(&seen),
        })
    }
}

/// Up to which block a payout is looked at that was planned in `plan`. The next freeze ends it, whatever a node says of it.
fn until(found: &Distribution, plan: Height, next_freeze: Height, head: Height) -> Until {
    let is_over = found.phase.is_over();
    let ended = found.completed.filter(|_| is_over);
    Until {
        block: ended.unwrap_or(head).clamp(plan, next_freeze.max(plan)),
        over: is_over || head >= next_freeze,
        distributed: planned(&parts(found)),
    }
}

/// Whether votes counted for a delegate at the freeze, and a part of its rewards is its voters'.
fn pays_voters(part: &EraDelegate) -> bool {
    let is_shared = part
        .commission
        .is_some_and(|kept| kept.configured && (kept.block_bps < WHOLE || kept.epoch_bps < WHOLE));
    is_shared && part.total_weight > Votes::ZERO
}

/// What a payout says of each of its delegates.
fn parts(found: &Distribution) -> Vec<EraDelegate> {
    let part = |entry: &PlanEntry| EraDelegate {
        era: found.era,
        delegate: entry.id,
        freeze: found.freeze_height,
        commission: None,
        total_weight: entry.total_weight,
        self_stake_bucket: entry.self_stake_bucket,
        pool: Some(Pool::Planned(entry.amount)),
        distributed: Some(entry.distributed),
        completed: found.completed,
    };
    found.entries.iter().map(part).collect()
}

/// What was paid for each of these delegates whose plan was seen.
fn planned(parts: &[EraDelegate]) -> Sums {
    let planned = parts.iter().filter(|part| matches!(part.pool, Some(Pool::Planned(_))));
    planned
        .filter_map(|part| Some((part.delegate, part.distributed?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Address, Amount, Commission, Hash, ScanPhase};

    use super::*;

    fn found(phase: ScanPhase, completed: Option<u64>) -> Distribution {
        Distribution {
            era: Era(3),
            freeze_height: Height(31),
            seed: Hash([7; 32]),
            entries: vec![PlanEntry {
                id: Address::from_bytes([9; 20]),
                amount: Amount::from_rau(70),
                distributed: Amount::from_rau(68),
                total_weight: Votes::from_rau(9),
                self_stake_bucket: None,
            }],
            phase,
            resume: None,
            completed: completed.map(Height),
        }
    }

    #[test]
    fn a_payout_is_looked_at_up_to_its_end_or_the_next_freeze() {
        let until = |phase, completed, head| {
            let until = until(&found(phase, completed), Height(60), Height(91), Height(head));
            (until.block.0, until.over)
        };
        assert_eq!(until(ScanPhase::FromStart, None, 64), (64, false));
        assert_eq!(until(ScanPhase::Done, Some(66), 80), (66, true));
        assert_eq!(until(ScanPhase::Abandoned, Some(91), 95), (91, true));
        // A node that leaves the phase as it was, and one that names a block that cannot be.
        assert_eq!(until(ScanPhase::FromZero, None, 95), (91, true));
        assert_eq!(until(ScanPhase::Done, Some(u64::MAX), 80), (91, true));
        assert_eq!(until(ScanPhase::Done, Some(1), 80), (60, true));
    }

    #[test]
    fn what_was_planned_is_written_as_that_and_says_nothing_of_commissions() {
        let parts = parts(&found(ScanPhase::Done, Some(61)));
        let [part] = &parts[..] else { panic!("{parts:?}") };
        assert_eq!(part.pool, Some(Pool::Planned(Amount::from_rau(70))));
        assert_eq!(part.distributed, Some(Amount::from_rau(68)));
        assert_eq!((part.freeze, part.completed), (Height(31), Some(Height(61))));
        assert_eq!(part.commission, None);
    }

    #[test]
    fn what_was_paid_is_held_against_the_logs_where_the_plan_was_seen_alone() {
        let id = Address::from_bytes([9; 20]);
        let paid = Amount::from_rau(68);
        let until = until(&found(ScanPhase::Done, Some(66)), Height(60), Height(91), Height(80));
        assert_eq!(until.distributed, Sums::from([(id, paid)]));
        let seen = parts(&found(ScanPhase::Done, Some(66)));
        assert_eq!(planned(&seen), until.distributed, "also of what was seen and kept");
        let filled_in = seen.into_iter().map(|part| EraDelegate {
            pool: Some(Pool::AtLeast(paid)),
            ..part
        });
        assert_eq!(planned(&filled_in.collect::<Vec<_>>()), Sums::new());
    }

    #[test]
    fn who_shares_nothing_or_has_no_votes_pays_nobody() {
        let part = |weight, commission| EraDelegate {
            commission,
            total_weight: Votes::from_rau(weight),
            ..parts(&found(ScanPhase::Done, None)).remove(0)
        };
        let kept = |block_bps, epoch_bps, configured| {
            Some(Commission {
                block_bps,
                epoch_bps,
                configured,
            })
        };
        assert!(pays_voters(&part(7, kept(10_000, 1_500, true))));
        assert!(!pays_voters(&part(0, kept(10_000, 1_500, true))));
        assert!(!pays_voters(&part(7, kept(10_000, 10_000, true))));
        assert!(!pays_voters(&part(7, kept(0, 0, false))));
        assert!(!pays_voters(&part(7, None)));
    }
}
