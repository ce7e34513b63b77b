//! What an era's payout came to: what was planned and what was paid, as the chain says it until the next plan, and the rows
//! that concern the accounts, from the logs of the blocks that pay.

use std::collections::{BTreeMap, HashSet};

use ballast_api::Event;
use ballast_chain::{Distributed, Found, LogFilter, MinedLog};
use ballast_domain::{Address, Amount, Distribution, Era, Height, PlanEntry, Timestamp};
use ballast_store::{EraDelegate, Payout, Pool, oldest_kept};

use super::{
    Kept, PAID,
    reached::due,
    rows::{concerns, distributed, rows},
};
use crate::{Error, Result, session::Session};

/// Blocks that are asked for at once while they pay: each may pay hundreds of voters.
const PAYING: u64 = 16;
/// Blocks that are asked for at once after those that pay.
const QUIET: u64 = 2_000;
/// Blocks after a plan until nothing said of it means that there was nothing to be paid: behind one address may stand several
/// nodes, one of which tells the height and another, which has not come to it, the payout.
const SETTLED: u64 = 12;

/// A payout as far as it was looked at.
pub(super) struct Paying {
    era: Era,
    /// The next block to be looked at.
    next: Height,
    /// Blocks that are asked for at once.
    step: u64,
    /// What each delegate's voters were paid in all.
    sums: BTreeMap<Address, Amount>,
}

impl Paying {
    /// The era, and the next block to be looked at.
    pub(super) const fn next(&self) -> (Era, Height) {
        (self.era, self.next)
    }
}

/// Up to which block a payout is to be looked at.
#[derive(Clone, Copy)]
pub(super) struct Until {
    block: Height,
    /// Whether nothing more can be paid after it.
    over: bool,
}

impl Session {
    /// Looks at the payouts up to that of the era `last`, which was planned last and is looked at as far as `plan` says.
    pub(super) async fn look_at_payouts(
        &self,
        kept: &mut Kept,
        last: Era,
        plan: Option<Until>,
        head: Height,
    ) -> Result<()> {
        let eras = self.params.eras();
        let oldest = oldest_kept(&eras, head, self.params.block_millis);
        for era in due(&eras, kept.paid, last, oldest) {
            let is_last = era == last;
            let until = match is_last {
                true => plan,
                false => Some(Until {
                    block: eras.freeze_of(eras.after(era)),
                    over: true,
                }),
            };
            let Some(until) = until else { break };
            let seen = match self.look_at_rows(kept, era, until.block, !is_last).await {
                Err(Error::Chain(error)) if error.is_gone() && !is_last => {
                    tracing::warn!(%error, era = era.0, "the node does not keep the logs of a payout any more");
                    self.note_gone(eras.payout_from(era), until.block).await?;
                    true
                }
                seen => seen?,
            };
            if !seen || !until.over {
                break;
            }
            self.mark(PAID, until.block).await?;
            (kept.paid, kept.paying) = (Some(era), None);
            let chain_id = self.params.chain_id;
            self.with_store(move |store| store.keep_eras_within_bounds(chain_id, oldest))
                .await?;
        }
        Ok(())
    }

    /// Writes down what the chain says of an era's payout; none where the node does not know such things, or has not come to
    /// the plan.
    pub(super) async fn keep_plan(&self, era: Era, head: Height) -> Result<Option<Until>> {
        let eras = self.params.eras();
        let plan = eras.plan_of(era);
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
            // Nobody had a pool to be paid, as it seems.
            return Ok(Some(Until {
                block: plan,
                over: height.0 >= plan.0.saturating_add(SETTLED),
            }));
        };
        let (seen, chain_id) = (parts(&found), self.params.chain_id);
        self.with_store(move |store| store.keep_era(chain_id, &seen)).await?;
        Ok(Some(until(&found, plan, eras.freeze_of(eras.after(era)), head)))
    }

    /// Keeps the rows of a payout up to a block that concern the accounts; false where they cannot all be seen yet. Of an
    /// era that was `missed` it keeps what was paid in all, too.
    async fn look_at_rows(&self, kept: &mut Kept, era: Era, last: Height, missed: bool) -> Result<bool> {
        let accounts: HashSet<Address> = self.accounts().await?.into_iter().map(|a| a.address).collect();
        if accounts.is_empty() {
            // Nobody is paid yet; who comes in before the next plan has this era's rows, too.
            return Ok(false);
        }
        if kept.paying.as_ref().is_none_or(|paying| paying.era != era) {
            kept.paying = Some(Paying {
                era,
                next: self.params.eras().payout_from(era),
                step: PAYING,
                sums: BTreeMap::new(),
            });
        }
        let Some(paying) = kept.paying.as_mut() else {
            return Ok(false);
        };
        let filter = LogFilter::distributed(era, &[]);
        let mut scan = self
            .client
            .scan_logs(filter, paying.next, last)
            .in_steps_of(paying.step);
        while let Some(found) = scan.step().await? {
            if !self.keep_rows(era, &found, &accounts, &mut paying.sums).await? {
                return Ok(false);
            }
            paying.next = Height(found.last.0.saturating_add(1));
            if missed && found.logs.is_empty() && paying.step < QUIET {
                paying.step = QUIET;
                scan = scan.in_steps_of(QUIET);
            }
            if missed {
                let (done, total) = scan.progress();
                let task = format!("Reading what voters were paid for era {era}");
                self.tell(Event::Progress { task, done, total });
            }
        }
        if !scan.is_done() {
            return Ok(false);
        }
        if missed {
            let sums = std::mem::take(&mut paying.sums);
            self.keep_sums(era, sums).await?;
        }
        Ok(true)
    }

    /// Keeps the rows among what was found that concern the accounts, and adds up what was paid in all; false where another
    /// endpoint does not bear it out.
    async fn keep_rows(
        &self,
        era: Era,
        found: &Found,
        accounts: &HashSet<Address>,
        sums: &mut BTreeMap<Address, Amount>,
    ) -> Result<bool> {
        let paid: Vec<(&MinedLog, Distributed)> = found
            .logs
            .iter()
            .filter_map(|log| Some((log, distributed(log)?)))
            .collect();
        let own: Vec<(&MinedLog, &Distributed)> = paid
            .iter()
            .filter(|(_, paid)| concerns(paid, accounts))
            .map(|(log, paid)| (*log, paid))
            .collect();
        if !own.is_empty() {
            let logs: Vec<(Address, MinedLog)> =
                own.iter().map(|(log, paid)| (paid.delegate, (*log).clone())).collect();
            if !self.are_borne_out(&found.node, era, &logs).await {
                return Ok(false);
            }
            let times = self.times_of(own.iter().map(|(log, _)| log.block).collect()).await?;
            let of_log = |(log, paid): &(&MinedLog, &Distributed)| {
                let at = times.get(&log.block)?;
                Some(rows(log, paid, accounts, *at))
            };
            let rows: Vec<Payout> = own.iter().filter_map(of_log).flatten().collect();
            let chain_id = self.params.chain_id;
            self.with_store(move |store| store.keep_payouts(chain_id, &rows, None))
                .await?;
            self.tell(Event::Arrivals);
        }
        for (_, paid) in &paid {
            let sum = sums.entry(paid.delegate).or_default();
            *sum = sum.saturating_add(paid.rows.iter().map(|row| row.amount).sum());
        }
        Ok(true)
    }

    /// When these blocks were made.
    async fn times_of(&self, mut blocks: Vec<Height>) -> Result<BTreeMap<Height, Timestamp>> {
        blocks.dedup();
        let heads = self.client.heads_of(&blocks).await?.value;
        Ok(heads.into_iter().map(|head| (head.height, head.timestamp)).collect())
    }

    /// Keeps what was paid of an era of which nobody saw the plan: the pools were that at the least.
    async fn keep_sums(&self, era: Era, sums: BTreeMap<Address, Amount>) -> Result<()> {
        let chain_id = self.params.chain_id;
        self.with_store(move |store| {
            let mut parts = store.eras(chain_id, era, era)?;
            parts.retain_mut(|part| match sums.get(&part.delegate) {
                Some(sum) => {
                    part.pool = Some(Pool::AtLeast(*sum));
                    part.distributed = Some(*sum);
                    true
                }
                None => false,
            });
            store.keep_era(chain_id, &parts)
        })
        .await
    }
}

/// Up to which block a payout is looked at that was planned in `plan`. The next freeze ends it, whatever a node says of it.
fn until(found: &Distribution, plan: Height, next_freeze: Height, head: Height) -> Until {
    let is_over = found.phase.is_over();
    let ended = found.completed.filter(|_| is_over);
    Until {
        block: ended.unwrap_or(head).clamp(plan, next_freeze.max(plan)),
        over: is_over || head >= next_freeze,
    }
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

#[cfg(test)]
mod tests {
    use ballast_domain::{Hash, ScanPhase, Votes};

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
}
