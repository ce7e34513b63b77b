//! Reward eras as they go by: what the chain forgets with the plan of the next one is written down while it can be read
//! (zanzibar.md §7, §12).
//!
//! At a freeze it is how each delegate pays, and which buckets count; after the plan what is to be paid, and then each row
//! that is paid to an account or for its buckets. What passed while the wallet did not run is filled in from the logs. They
//! do not tell what was planned: there, what was paid stands for the least of it ([`ballast_store::Pool`]).

mod borne_out;
mod buckets;
mod freeze;
mod paying;
mod payouts;
mod plan;
mod reached;
mod rows;

use ballast_domain::{Era, Eras, Height};

use self::{
    paying::Paying,
    reached::{before_first, reached},
};
use crate::{Result, session::Session};

/// The names under which the store keeps how far it was looked at freezes and at payouts.
const FROZEN: &str = "era freezes";
const PAID: &str = "era payouts";
/// Those of the first and the last block of payouts whose logs the node did not keep, or of which not all were told.
const GONE_FROM: &str = "era payouts gone from";
const GONE_TO: &str = "era payouts gone to";

/// What the wallet keeps of it for as long as the network is open. Held while it is looked, so that two looks do not write
/// of the same blocks.
#[derive(Default)]
struct Looked(tokio::sync::Mutex<Kept>);

/// How far the look at eras has come.
#[derive(Default)]
struct Kept {
    /// Whether it was read from the store.
    read: bool,
    /// The last era whose freeze was looked at.
    frozen: Option<Era>,
    /// The last era whose payout was looked at to its end.
    paid: Option<Era>,
    /// The payout that is looked at. After a restart it is begun anew, so that its sums are whole.
    paying: Option<Paying>,
}

impl Session {
    /// Looks at what has come of reward eras since the last look, and at what was missed before. Tells the windows where
    /// something was paid.
    ///
    /// # Errors
    /// Where a node does not answer or the store cannot be written; it is then taken up where it stood.
    pub(crate) async fn look_at_eras(&self) -> Result<()> {
        let head = self.known().head.map(|head| head.height);
        let Some(head) = head else { return Ok(()) };
        let reached = reached(&self.params, head);
        let looked = self.own::<Looked>();
        let mut kept = looked.0.lock().await;
        if !kept.read {
            (kept.frozen, kept.paid) = self.looked_until().await?;
            kept.read = true;
        }
        if reached.planned.is_none() && kept.paid.is_none() {
            // From here on no era is missed, also where the wallet does not run when the first is paid.
            self.mark(PAID, head).await?;
            kept.paid = Some(before_first(&self.params));
        }
        let Some(frozen) = reached.frozen else { return Ok(()) };
        // What can be read for a short time alone comes first, and hinders nothing else where it cannot; nor is it hindered
        // by a node that does not tell of what was missed.
        let buckets = self.keep_buckets_at(frozen, head).await;
        let plan = match reached.planned.filter(|planned| kept.paid != Some(*planned)) {
            Some(planned) => self.keep_plan(planned, head).await,
            None => Ok(None),
        };
        let (plan, told) = match plan {
            Ok(plan) => (plan, Ok(())),
            Err(error) => (None, Err(error)),
        };
        let freezes = self.look_at_freezes(&mut kept, frozen, head).await;
        if let Some(planned) = reached.planned {
            self.look_at_payouts(&mut kept, planned, plan, head).await?;
        }
        told.and(freezes).and(buckets)
    }

    /// The first of the blocks that pay, or may pay, and were not looked at yet; none where there is none up to the newest.
    pub(crate) async fn payouts_unseen(&self) -> Result<Option<Height>> {
        let head = self.known().head.map(|head| head.height);
        let Some(head) = head else { return Ok(None) };
        let Some(planned) = reached(&self.params, head).planned else {
            return Ok(None);
        };
        let looked = self.own::<Looked>();
        // While it is looked, what is written stands for what was seen.
        let kept = looked.0.try_lock().ok().filter(|kept| kept.read);
        let known = kept.map(|kept| (kept.paid, kept.paying.as_ref().map(Paying::next)));
        let (paid, paying) = match known {
            Some(known) => known,
            None => (self.looked_until().await?.1, None),
        };
        Ok(unseen(&self.params.eras(), planned, paid, paying).filter(|first| *first <= head))
    }

    /// The first and the last of the blocks whose payouts are not wholly known and can be looked at no more: a node did not
    /// keep their logs, or not all of them were told.
    pub(crate) async fn payouts_gone(&self) -> Result<Option<(Height, Height)>> {
        let chain_id = self.params.chain_id;
        self.with_store(move |store| {
            let first = store.scanned(chain_id, GONE_FROM)?;
            Ok(first.zip(store.scanned(chain_id, GONE_TO)?))
        })
        .await
    }

    /// Writes that the payouts of these blocks are not wholly known, beside those of which that was written before.
    async fn note_gone(&self, first: Height, last: Height) -> Result<()> {
        let known = self.payouts_gone().await?;
        let (first, last) = known.map_or((first, last), |(from, to)| (from.min(first), to.max(last)));
        self.mark(GONE_FROM, first).await?;
        self.mark(GONE_TO, last).await
    }

    /// The last eras whose freeze and whose payout were looked at, as the store keeps it.
    async fn looked_until(&self) -> Result<(Option<Era>, Option<Era>)> {
        let chain_id = self.params.chain_id;
        let (frozen, paid) = self
            .with_store(move |store| Ok((store.scanned(chain_id, FROZEN)?, store.scanned(chain_id, PAID)?)))
            .await?;
        let reached = |block: Height| reached(&self.params, block);
        Ok((
            frozen.and_then(|block| reached(block).frozen),
            paid.map(|block| reached(block).planned.unwrap_or_else(|| before_first(&self.params))),
        ))
    }

    /// Writes how far it was looked.
    async fn mark(&self, name: &'static str, block: Height) -> Result<()> {
        let chain_id = self.params.chain_id;
        self.with_store(move |store| store.set_scanned(chain_id, name, block))
            .await
    }
}

/// The first block whose payouts were not looked at, where `planned` is the last era that was planned, `paid` the last one that was
/// looked at to its end, and `paying` the one that is looked at with its next block.
fn unseen(eras: &Eras<'_>, planned: Era, paid: Option<Era>, paying: Option<(Era, Height)>) -> Option<Height> {
    let era = match paid {
        Some(paid) if paid >= planned => return None,
        Some(paid) => eras.after(paid),
        None => planned,
    };
    let next = paying.filter(|(of, _)| *of == era).map(|(_, next)| next);
    Some(next.unwrap_or_else(|| eras.payout_from(era)))
}

#[cfg(test)]
mod tests {
    use ballast_domain::EpochSchedule;

    use super::*;

    #[test]
    fn what_was_not_looked_at_of_payouts_begins_behind_what_was() {
        // Eras of three epochs of 20 blocks: era 3 is paid from block 61 on, era 6 from 121.
        let schedule = EpochSchedule::uniform(20);
        let eras = schedule.eras(3);
        let unseen = |planned, paid: Option<u64>, paying: Option<(u64, u64)>| {
            let paying = paying.map(|(era, next)| (Era(era), Height(next)));
            unseen(&eras, Era(planned), paid.map(Era), paying).map(|first| first.0)
        };
        assert_eq!(unseen(6, Some(6), None), None);
        assert_eq!(unseen(6, Some(3), None), Some(121));
        assert_eq!(unseen(9, Some(3), None), Some(121), "two are left");
        assert_eq!(unseen(6, Some(3), Some((6, 125))), Some(125));
        assert_eq!(unseen(9, Some(3), Some((9, 185))), Some(121), "of another era");
        assert_eq!(unseen(6, None, None), Some(121), "nobody looked before");
    }
}
