//! The rows of an era's payout that concern the accounts, from the logs of the blocks that pay; and whether all of them were
//! told.

use std::collections::{BTreeMap, HashSet};

use ballast_api::Event;
use ballast_chain::{Distributed, Found, LogFilter, MinedLog};
use ballast_domain::{Address, Era, Height, Timestamp};
use ballast_store::{Payout, Pool, oldest_kept};

use super::{
    Kept, PAID,
    paying::{Paying, Sums, falls_short},
    plan::Until,
    reached::due,
    rows::{concerns, distributed, rows},
};
use crate::{Error, Result, session::Session};

/// What a look at the rows of a payout came to.
enum Look {
    /// All blocks were looked at.
    Done,
    /// Not all can be seen yet.
    NotYet,
    /// Endpoints contradict each other in what was paid to an account.
    Contradicted,
}

impl Session {
    /// Looks at the payouts up to that of the era `last`, which was planned last and is looked at as far as `plan` says.
    pub(super) async fn look_at_payouts(
        &self,
        kept: &mut Kept,
        last: Era,
        mut plan: Option<Until>,
        head: Height,
    ) -> Result<()> {
        let eras = self.params.eras();
        let oldest = oldest_kept(&eras, head, self.params.block_millis);
        for era in due(&eras, kept.paid, last, oldest) {
            let is_last = era == last;
            let until = match is_last {
                true => plan.take(),
                false => Some(self.until_of_missed(era).await?),
            };
            let Some(until) = until else { break };
            if !self.look_at_payout(kept, era, &until, head, !is_last).await? {
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

    /// Looks at a payout; whether there is nothing more to look for. That holds of one that was seen whole: what its logs tell
    /// is all that the chain says was paid (zanzibar.md §14), and no endpoint tells of a row that another leaves out. One
    /// that was not is looked at anew; once the next freeze has come and it is not seen whole then either, it is written
    /// that not all of it is known. Of an era that was `missed` it may be that the node does not keep its logs any more.
    async fn look_at_payout(
        &self,
        kept: &mut Kept,
        era: Era,
        until: &Until,
        head: Height,
        missed: bool,
    ) -> Result<bool> {
        let accounts: HashSet<Address> = self.accounts().await?.into_iter().map(|a| a.address).collect();
        if accounts.is_empty() {
            // Nobody is paid yet; who comes in before the next plan has this era's rows, too.
            return Ok(false);
        }
        let eras = self.params.eras();
        let (first, freeze) = (eras.payout_from(era), eras.freeze_of(eras.after(era)));
        if kept.paying.as_ref().is_some_and(|paying| paying.era != era) {
            kept.paying = None;
        }
        let paying = kept.paying.get_or_insert_with(|| Paying::from(era, first));
        if paying.waits(head) {
            return Ok(false);
        }
        let is_whole = match self.look_at_rows(paying, &accounts, until.block, missed, head).await {
            Err(Error::Chain(error)) if error.is_gone() && missed => {
                tracing::warn!(%error, era = era.0, "the node does not keep the logs of a payout any more");
                self.note_gone(first, until.block).await?;
                return Ok(true);
            }
            Err(error) => return Err(error),
            Ok(Look::NotYet) => return Ok(false),
            Ok(Look::Done) if !until.over => return Ok(false),
            Ok(Look::Done) => !falls_short(&paying.sums, &until.distributed),
            Ok(Look::Contradicted) => false,
        };
        if is_whole {
            return Ok(true);
        }
        tracing::warn!(era = era.0, node = paying.teller, "not all of a payout was told");
        if paying.is_anew && head >= freeze {
            self.note_gone(first, until.block).await?;
            return Ok(true);
        }
        paying.begin_anew(first, head, &self.client.nodes());
        Ok(false)
    }

    /// Keeps the rows of a payout up to a block that concern the accounts. Of an era that was `missed` it keeps what was paid
    /// in all, too, and hears a second endpoint of each block.
    async fn look_at_rows(
        &self,
        paying: &mut Paying,
        accounts: &HashSet<Address>,
        last: Height,
        missed: bool,
        head: Height,
    ) -> Result<Look> {
        let era = paying.era;
        let filter = LogFilter::distributed(era, &[]);
        let mut scan = self
            .client
            .scan_logs(filter, paying.next, last)
            .in_steps_of(paying.step);
        if let Some(node) = &paying.node {
            scan = scan.at(node);
        }
        loop {
            let found = match scan.step().await {
                Ok(Some(found)) => found,
                Ok(None) => break,
                // Who was to be asked in another's place does not answer: then whoever does.
                Err(error) if paying.node.take().is_some() => {
                    tracing::debug!(%error, "a payout is not told of by another endpoint");
                    return Ok(Look::NotYet);
                }
                Err(error) => return Err(error.into()),
            };
            paying.teller = Some(found.node.clone());
            if missed && self.is_left_out(era, &found, accounts).await {
                return Ok(Look::Contradicted);
            }
            if !self.keep_rows(era, &found, accounts, &mut paying.sums).await? {
                return Ok(match paying.is_doubted_for_long(head) {
                    true => Look::Contradicted,
                    false => Look::NotYet,
                });
            }
            paying.next = Height(found.last.0.saturating_add(1));
            if missed && found.logs.is_empty() && paying.becomes_quiet() {
                scan = scan.in_steps_of(paying.step);
            }
            if missed {
                let (done, total) = scan.progress();
                let task = format!("Reading what voters were paid for era {era}");
                self.tell(Event::Progress { task, done, total });
            }
        }
        if !scan.is_done() {
            // Also where the one endpoint that is asked stands behind the others.
            paying.node = None;
            return Ok(Look::NotYet);
        }
        if missed {
            self.keep_sums(era, paying.sums.clone()).await?;
        }
        Ok(Look::Done)
    }

    /// Keeps the rows among what was found that concern the accounts, and adds up what was paid in all; false where another
    /// endpoint does not bear it out.
    async fn keep_rows(&self, era: Era, found: &Found, accounts: &HashSet<Address>, sums: &mut Sums) -> Result<bool> {
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
    async fn keep_sums(&self, era: Era, sums: Sums) -> Result<()> {
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
