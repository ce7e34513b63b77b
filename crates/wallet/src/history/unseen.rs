//! The blocks of which it is not known what came in, or of which the rows do not tell all, each with what the balance tells of
//! it.

use std::collections::HashMap;

use ballast_api::{Effect, Unseen, UnseenWhy};
use ballast_domain::{Address, Amount, ArrivalKind, Height};
use ballast_store::{Filter, Seen, State};

use super::told_of;
use crate::{
    Result,
    arrivals::{Gap, Joined, change, explains, gaps, join, net, signed},
    session::Session,
};

/// Blocks before the newest of which it is not said yet that they were not looked at.
const STILL_LOOKED_AT: u64 = 16;

impl Session {
    /// The blocks of which it is not known what came to an account, or to one's own, the oldest first.
    pub(crate) async fn unseen(&self, account: Option<Address>) -> Result<Vec<Unseen>> {
        let (chain_id, accounts) = (self.params.chain_id, self.asked_accounts(account).await?);
        let seen = self.with_store(move |store| store.seen(chain_id)).await?;
        let mut seen: HashMap<_, _> = seen.into_iter().collect();
        let head = self.newest_head().await.ok().map(|head| head.height);
        let is_due = |first: Height| head.filter(|head| head.0 >= first.0.saturating_add(STILL_LOOKED_AT));
        let (unpaid, gone) = (self.payouts_unseen().await?, self.payouts_gone().await?);
        let mut all = Vec::new();
        for account in accounts {
            let runs = seen.remove(&account).unwrap_or_default();
            all.extend(self.unseen_of(account, &runs).await?);
            all.extend(self.untold_of(account, &runs).await?);
            let not_looked_at = |first, last, why| Unseen {
                account,
                first,
                last,
                moved: None,
                why,
            };
            let last = runs.last().map_or(Height(0), |run| run.last);
            let next = Height(last.0.saturating_add(1));
            // The newest blocks are looked at within moments, and are not written each by itself.
            all.extend(is_due(next).map(|head| not_looked_at(next, head, UnseenWhy::NotLookedAt)));
            // Of money that was paid out the balance tells; of what went into buckets the logs alone.
            let unpaid = unpaid.and_then(|first| Some((first, is_due(first)?)));
            all.extend(unpaid.map(|(first, head)| not_looked_at(first, head, UnseenWhy::PayoutsNotLookedAt)));
            all.extend(gone.map(|(first, last)| not_looked_at(first, last, UnseenWhy::PayoutsGone)));
        }
        all.sort_by_key(|gap| (gap.first, gap.last));
        Ok(all)
    }

    async fn unseen_of(&self, account: Address, runs: &[Seen]) -> Result<Vec<Unseen>> {
        let why = match self.known_past() {
            Some(false) => UnseenWhy::NoPast,
            _ => UnseenWhy::NotLookedAt,
        };
        let mut all = Vec::new();
        for gap in gaps(runs) {
            let Gap {
                after,
                opening,
                until,
                closing,
            } = gap;
            let moved = match opening {
                None => None,
                Some(opening) => {
                    let deeds = self.deeds(after, until).await?;
                    // What was read since the last look may explain it.
                    if explains(&deeds, account, (after, opening), (until, closing)) {
                        continue;
                    }
                    net(&deeds, account, after, until).and_then(|known| beside(opening, closing, known))
                }
            };
            all.push(Unseen {
                account,
                first: Height(after.0.saturating_add(1)),
                last: until,
                moved,
                why,
            });
        }
        Ok(all)
    }

    /// The runs of blocks of which all is known, as it seems, and whose rows do not add up to the balance all the same. While
    /// something is under way nothing is said: its row is not there yet.
    async fn untold_of(&self, account: Address, runs: &[Seen]) -> Result<Vec<Unseen>> {
        let chain_id = self.params.chain_id;
        let open = Filter {
            chain_id: Some(chain_id),
            account: Some(account),
            states: State::ALL.into_iter().filter(|state| state.is_open()).collect(),
            ..Filter::default()
        };
        let told = self
            .with_store(move |store| match store.history(&open)?.is_empty() {
                true => told_of(store, chain_id, account, false).map(Some),
                false => Ok(None),
            })
            .await?;
        let Some((_, arrivals, payouts)) = told else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        let joined = join(account, &arrivals, &payouts);
        for run in runs.iter().filter(|run| run.last > run.since) {
            let deeds = self.own_deeds(run.since, run.last).await?;
            let own = net(&deeds, account, run.since, run.last);
            let told = own
                .zip(moved(&joined, run))
                .and_then(|(own, came)| own.checked_add(came));
            let changed = change(run.opening, run.balance);
            let rest = changed.zip(told).and_then(|(changed, told)| changed.checked_sub(told));
            if rest == Some(0) {
                continue;
            }
            all.push(Unseen {
                account,
                first: Height(run.since.0.saturating_add(1)),
                last: run.last,
                moved: rest.map(|rest| Effect {
                    fell: rest < 0,
                    amount: Amount::from_rau(rest.unsigned_abs()),
                }),
                why: UnseenWhy::RowsDoNotTell,
            });
        }
        Ok(all)
    }
}

/// What the rows tell of an account's balance in a run of blocks beside own actions, in Rau; none where one does not tell.
fn moved(joined: &Joined, run: &Seen) -> Option<i128> {
    let within = |block: Height| block > run.since && block <= run.last;
    let mut sum = 0i128;
    for arrival in joined.arrivals.iter().filter(|arrival| within(arrival.block)) {
        let amount = signed(arrival.amount)?;
        sum = match arrival.kind {
            ArrivalKind::Left => sum.checked_sub(amount)?,
            ArrivalKind::Claim | ArrivalKind::Withdrawal if !arrival.paid_apart => return None,
            _ => sum.checked_add(amount)?,
        };
    }
    let mut paid = joined.payouts.iter().filter(|payout| within(payout.block));
    paid.try_fold(sum, |sum, payout| sum.checked_add(signed(payout.amount)?))
}

/// How a balance changed beside what is known, in Rau.
fn beside(opening: Amount, closing: Amount, known: i128) -> Option<Effect> {
    let (came, went) = match u128::try_from(known) {
        Ok(came) => (came, 0),
        Err(_) => (0, known.unsigned_abs()),
    };
    let expected = opening
        .checked_add(Amount::from_rau(came))?
        .checked_sub(Amount::from_rau(went))?;
    Some(Effect::of(closing, expected))
}

#[cfg(test)]
mod tests {
    use ballast_domain::{Hash, Timestamp};
    use ballast_store::Arrival;

    use super::*;

    #[test]
    fn what_a_gap_moved_is_told_beside_what_is_known() {
        let [two, five] = [2, 5].map(Amount::from_rau);
        assert_eq!(beside(two, five, 0), Some(Effect::of(five, two)));
        assert_eq!(beside(five, two, -4), Some(Effect::of(two, Amount::from_rau(1))));
        assert_eq!(beside(two, five, -3), None, "more went out than there was");
    }

    #[test]
    fn rows_of_a_run_are_added_up_and_one_that_does_not_tell_its_fee_leaves_the_sum_open() {
        let run = Seen {
            since: Height(9),
            opening: Amount::ZERO,
            last: Height(12),
            balance: Amount::from_rau(5),
        };
        let row = |block, kind, rau, paid_apart| Arrival {
            account: Address::ZERO,
            block: Height(block),
            hash: Some(Hash([1; 32])),
            place: 0,
            from: None,
            amount: Amount::from_rau(rau),
            kind,
            at: Timestamp::from_seconds(block),
            paid_apart,
        };
        let sum = |arrivals: &[Arrival]| {
            let joined = Joined {
                arrivals: arrivals.to_vec(),
                ..Joined::default()
            };
            moved(&joined, &run)
        };
        let claim = row(11, ArrivalKind::Claim, 8, true);
        let left = row(12, ArrivalKind::Left, 3, true);
        let beyond = [
            row(9, ArrivalKind::Transfer, 50, true),
            row(13, ArrivalKind::Transfer, 50, true),
        ];
        assert_eq!(
            sum(&[claim.clone(), left.clone(), beyond[0].clone(), beyond[1].clone()]),
            Some(5)
        );
        let before = row(10, ArrivalKind::Claim, 8, false);
        assert_eq!(sum(&[before, left]), None);
    }
}
