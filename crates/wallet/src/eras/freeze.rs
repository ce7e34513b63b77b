//! How each delegate pays through an era, as it was written down at the freeze: by the logs of that block, or by reads where a
//! node tells of none.

use std::ops::RangeInclusive;

use ballast_chain::{Frozen, LogFilter, MinedLog, VoterRewardEvent, voter_reward_event};
use ballast_domain::{Address, Era, Height, RewardSnapshot};
use ballast_store::{EraDelegate, oldest_kept};

use super::{FROZEN, Kept, reached::due};
use crate::{Result, session::Session};

/// Blocks after the calendar's in which a chain may freeze its votes yet.
const LATE: u64 = 60;

impl Session {
    /// Writes down how delegates pay through the eras up to `last` that were not looked at yet.
    pub(super) async fn look_at_freezes(&self, kept: &mut Kept, last: Era, head: Height) -> Result<()> {
        let eras = self.params.eras();
        let oldest = oldest_kept(&eras, head, self.params.block_millis);
        for era in due(&eras, kept.frozen, last, oldest) {
            if !self.look_at_freeze(era, head).await? {
                break;
            }
            self.mark(FROZEN, eras.freeze_of(era)).await?;
            kept.frozen = Some(era);
            // Also where no payout is ever looked at to its end.
            let chain_id = self.params.chain_id;
            self.with_store(move |store| store.keep_eras_within_bounds(chain_id, oldest))
                .await?;
        }
        Ok(())
    }

    /// Writes down how delegates pay through an era; false where that cannot be seen yet.
    async fn look_at_freeze(&self, era: Era, head: Height) -> Result<bool> {
        let eras = self.params.eras();
        let freeze = eras.freeze_of(era);
        let last = Height(freeze.0.saturating_add(LATE)).min(eras.plan_of(era));
        let mut scan = self
            .client
            .scan_logs(LogFilter::frozen(Some(era)), freeze, last.min(head));
        let (mut seen, mut is_gone) = (Vec::new(), false);
        loop {
            let found = match scan.step().await {
                Ok(Some(found)) => found,
                Ok(None) => break,
                // Of an era of which neither logs nor reads tell it stays unknown how was paid, and later ones are seen.
                Err(error) if error.is_gone() => {
                    tracing::warn!(%error, era = era.0, "the node does not keep the logs of a freeze any more");
                    is_gone = true;
                    break;
                }
                Err(error) => return Err(error.into()),
            };
            let told = found.logs.iter().filter_map(frozen);
            seen.extend(told.map(|frozen| part(frozen.era, frozen.delegate, &frozen.snapshot)));
        }
        if seen.is_empty() {
            if !(is_gone || scan.is_done()) || head < last {
                return Ok(false);
            }
            seen = self.frozen_by_reads(era, freeze..=last).await?;
        }
        let chain_id = self.params.chain_id;
        self.with_store(move |store| store.keep_era(chain_id, &seen)).await?;
        Ok(true)
    }

    /// What reads tell of a freeze in one of these blocks, as long as there was no later one. A chain before its fork's Beta
    /// logs none.
    async fn frozen_by_reads(&self, era: Era, blocks: RangeInclusive<Height>) -> Result<Vec<EraDelegate>> {
        let delegates = self.client.delegates().await?.value;
        let ids: Vec<Address> = delegates.into_iter().map(|delegate| delegate.id).collect();
        let snapshots = self.client.reward_snapshots(&ids).await?.value.unwrap_or_default();
        let read = ids.into_iter().zip(snapshots);
        let read = read.filter_map(|(id, snapshot)| Some((id, snapshot?)));
        Ok(read
            .filter(|(_, snapshot)| blocks.contains(&snapshot.freeze_height))
            .map(|(id, snapshot)| part(era, id, &snapshot))
            .collect())
    }
}

/// What a log tells of a freeze; none where it cannot be read.
fn frozen(log: &MinedLog) -> Option<Frozen> {
    match voter_reward_event(&log.log) {
        Ok(Some(VoterRewardEvent::Frozen(frozen))) => Some(frozen),
        Ok(_) => None,
        Err(error) => {
            tracing::warn!(%error, block = log.block.0, "a log of a freeze cannot be read");
            None
        }
    }
}

/// A delegate's part of an era of which nothing is planned yet.
fn part(era: Era, delegate: Address, snapshot: &RewardSnapshot) -> EraDelegate {
    EraDelegate {
        era,
        delegate,
        freeze: snapshot.freeze_height,
        commission: Some(snapshot.commission),
        total_weight: snapshot.total_weight,
        self_stake_bucket: snapshot.self_stake_bucket,
        pool: None,
        distributed: None,
        completed: None,
    }
}
