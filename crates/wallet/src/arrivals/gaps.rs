//! The closing of gaps: what came while the wallet was not looking is looked for where that can be done, a little with
//! each block.

use ballast_chain::Error as Chain;
use ballast_domain::{Address, Amount, Height};
use ballast_store::{Arrival, Seen};

use super::{
    AT_ONCE, Gap, Kept, gaps,
    reckon::{Deed, change, explains},
    span::Span,
    told::Told,
};
use crate::{Result, session::Session};

/// How often a node is asked for balances of the past with one block.
const ASKS: u32 = 64;
/// Blocks among which it is not searched any more in which one a balance moved: their receipts are gone through.
const FEW: u64 = 4;

/// How far a gap was closed, from its end.
struct Closed {
    /// The gap's last block now, and the balance after it; none where nothing is left of it.
    left: Option<(Height, Amount)>,
    came: Vec<Arrival>,
    /// Whether what is left cannot be gone through.
    given_up: bool,
}

/// A gap of an account, with what its own actions and payouts did in it.
struct Closing<'a> {
    account: Address,
    gap: &'a Gap,
    deeds: &'a [Deed],
}

impl Session {
    /// Closes of the accounts' gaps what can be closed now, the newest first; gives what came in them.
    pub(super) async fn close_gaps(&self, kept: &mut Kept, accounts: &[Address]) -> Result<Vec<Arrival>> {
        let (mut asks, mut all) = (ASKS, Vec::new());
        for account in accounts {
            let Some(mut runs) = kept.runs.get(account).cloned() else {
                continue;
            };
            for gap in gaps(&runs).iter().rev() {
                let end = (*account, gap.until);
                let hopeless =
                    || kept.given_up.contains(&end) || gap.closing.is_zero() || self.known_past() == Some(false);
                if gap.opening.is_none() && hopeless() {
                    continue;
                }
                let deeds = self.deeds(gap.after, gap.until).await?;
                let closing = Closing {
                    account: *account,
                    gap,
                    deeds: &deeds,
                };
                let closed = self.close_one(&closing, kept.given_up.contains(&end), &mut asks).await;
                all.extend(closed.came);
                shorten(&mut runs, gap, closed.left);
                if let Some((until, _)) = closed.left.filter(|_| closed.given_up) {
                    kept.given_up.insert((*account, until));
                }
            }
            kept.runs.insert(*account, runs);
        }
        Ok(all)
    }

    /// Closes what can be closed of one gap. Where a node stops answering, what was closed till then stays so, and the
    /// rest waits for the next block.
    async fn close_one(&self, closing: &Closing<'_>, given_up: bool, asks: &mut u32) -> Closed {
        let mut closed = Closed {
            left: Some((closing.gap.until, closing.gap.closing)),
            came: Vec::new(),
            given_up,
        };
        if let Err(error) = self.close_by_steps(closing, &mut closed, asks).await {
            tracing::debug!(%error, "a gap is closed further with the next block");
            *asks = 0;
        }
        closed
    }

    async fn close_by_steps(&self, closing: &Closing<'_>, closed: &mut Closed, asks: &mut u32) -> Result<()> {
        let gap = closing.gap;
        if let Some(opening) = gap.opening
            && !closed.given_up
            && !closing.is_explained(gap.until, gap.closing)
            && gap.until.0.saturating_sub(gap.after.0) <= AT_ONCE
        {
            let (start, stop) = ((gap.after, opening), (gap.until, gap.closing));
            self.go_through_gap(closing, start, stop, closed).await?;
        }
        while let Some(end) = closed.left {
            if closing.is_explained(end.0, end.1) {
                closed.left = None;
                break;
            }
            let affordable = *asks >= asks_for(end.0.0.saturating_sub(gap.after.0));
            if closed.given_up || !affordable || !closing.is_searchable(end.1) || !self.has_past(closing).await? {
                break;
            }
            match self.last_change(closing, end, asks).await? {
                Some((start, stop)) => self.go_through_gap(closing, start, stop, closed).await?,
                None => self.note_past(false),
            }
        }
        Ok(())
    }

    /// Goes through the receipts of the blocks after `start`, up to `stop`, from which on the gap is closed.
    async fn go_through_gap(
        &self,
        closing: &Closing<'_>,
        start: (Height, Amount),
        stop: (Height, Amount),
        closed: &mut Closed,
    ) -> Result<()> {
        let (head, movements) = match self.told_of(start.0, stop.0, &[closing.account]).await? {
            Told::Moved(head, all) => (head, all),
            Told::TooMuch => {
                closed.given_up = true;
                return Ok(());
            }
            // Nobody's word counts; it is asked again with the next block.
            Told::Contradicted => return Err(Chain::NoEndpoint.into()),
        };
        let span = Span {
            account: closing.account,
            after: start.0,
            last: (stop.0, head.timestamp),
            changed: change(start.1, stop.1),
        };
        closed
            .came
            .extend(span.arrivals(&movements, &self.own_transactions().await?));
        closed.left = Some(start).filter(|start| start.0 > closing.gap.after);
        Ok(())
    }

    /// Finds, before `end`, the last few blocks in which the balance changed otherwise than own actions and payouts say: the
    /// block before them and the last of them, with the balances after each. None where the node does not have that past.
    async fn last_change(
        &self,
        closing: &Closing<'_>,
        end: (Height, Amount),
        asks: &mut u32,
    ) -> Result<Option<((Height, Amount), (Height, Amount))>> {
        let gap = closing.gap;
        let mut start = (gap.after, gap.opening.unwrap_or(Amount::ZERO));
        let mut stop = end;
        while stop.0.0.saturating_sub(start.0.0) > FEW {
            let middle = Height(start.0.0 + (stop.0.0 - start.0.0) / 2);
            *asks = asks.saturating_sub(1);
            let Some(balance) = self.client.balance_after(closing.account, middle).await? else {
                return Ok(None);
            };
            match explains(closing.deeds, closing.account, (middle, balance), end) {
                true => stop = (middle, balance),
                false => start = (middle, balance),
            }
        }
        Ok(Some((start, stop)))
    }

    async fn has_past(&self, closing: &Closing<'_>) -> Result<bool> {
        if let Some(known) = self.known_past() {
            return Ok(known);
        }
        let block = Height(closing.gap.after.0.max(1));
        let there = self.client.has_past(closing.account, block).await?;
        self.note_past(there);
        Ok(there)
    }
}

impl Closing<'_> {
    /// Whether own actions and payouts explain all of the gap up to a block.
    fn is_explained(&self, until: Height, closing: Amount) -> bool {
        let gap = self.gap;
        gap.opening
            .is_some_and(|opening| explains(self.deeds, self.account, (gap.after, opening), (until, closing)))
    }

    /// Whether there is a change to be found. What an account began with is not known: where it holds nothing, nothing
    /// shows in which block it did so first.
    fn is_searchable(&self, closing: Amount) -> bool {
        self.gap.opening.is_some() || !closing.is_zero()
    }
}

/// How often a node is asked before the last change among so many blocks is found.
const fn asks_for(blocks: u64) -> u32 {
    u64::BITS - blocks.leading_zeros()
}

/// Has a gap end where it ends now; where nothing is left of it, the runs beside it are one.
fn shorten(runs: &mut Vec<Seen>, gap: &Gap, left: Option<(Height, Amount)>) {
    let Some(place) = runs.iter().position(|run| run.since == gap.until) else {
        return;
    };
    match (left, place.checked_sub(1)) {
        (Some((since, opening)), _) => (runs[place].since, runs[place].opening) = (since, opening),
        (None, None) => (runs[place].since, runs[place].opening) = (Height(0), Amount::ZERO),
        (None, Some(before)) => {
            let later = runs.remove(place);
            (runs[before].last, runs[before].balance) = (later.last, later.balance);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::run, *};

    #[test]
    fn a_gap_that_is_closed_leaves_one_run_and_one_that_is_shortened_two() {
        let runs = vec![run(2, 9), run(20, 30)];
        let all = gaps(&runs);
        let with = |gap: &Gap, left: Option<(Height, Amount)>| {
            let mut runs = runs.clone();
            shorten(&mut runs, gap, left);
            runs.iter().map(|run| (run.since.0, run.last.0)).collect::<Vec<_>>()
        };
        assert_eq!(with(&all[1], None), [(2, 30)]);
        assert_eq!(with(&all[1], Some((Height(12), Amount::ZERO))), [(2, 9), (12, 30)]);
        assert_eq!(with(&all[0], None), [(0, 9), (20, 30)]);
    }

    #[test]
    fn a_search_is_begun_where_it_can_be_ended() {
        assert_eq!(asks_for(5), 3);
        assert!(asks_for(60_000_000) <= ASKS, "a chain of years");
    }
}
