//! What came to the wallet's accounts by itself: at each new block their balances are read, and where one moved otherwise
//! than the wallet's own actions and what the protocol paid say, the blocks' receipts are gone through.
//!
//! What is known is known of runs of blocks ([`Seen`]). A run grows while the wallet runs; what passed in between is a
//! gap, which is closed where own actions and payouts explain it, where it is short, or where the node says balances of the
//! past. What receipts tell of payouts and what their logs tell is put together by `join`.

mod gaps;
mod join;
mod look;
mod reckon;
mod span;
mod told;

use std::{
    collections::{BTreeMap, HashSet},
    sync::Mutex,
    time::{Duration, Instant},
};

use ballast_api::Event;
use ballast_domain::{Address, Amount, Height};
use ballast_store::{Arrival, Seen, SeenOf};

pub(crate) use join::{Joined, join};
pub(crate) use reckon::{change, explains, net, signed};

use crate::{
    Result,
    session::{Session, lock},
};

/// Blocks whose receipts are gone through at once, where it is not known in which of them money came.
const AT_ONCE: u64 = 48;
/// Blocks after which it is written how far was seen, where nothing else is.
const WRITE_EVERY: u64 = 8;
/// How long a node's word of whether it has a past is believed: another one may serve meanwhile.
const PAST_BELIEVED_FOR: Duration = Duration::from_secs(600);

/// What the wallet keeps of it for as long as the network is open.
#[derive(Default)]
pub(crate) struct Looked {
    /// Held while it is looked, so that two looks do not write of the same blocks.
    kept: tokio::sync::Mutex<Kept>,
    /// Whether the node has a past, and when that was asked.
    past: Mutex<Option<(bool, Instant)>>,
}

/// The runs of blocks that were looked at, as far as the look has come.
#[derive(Clone, Default)]
struct Kept {
    /// Whether they were read from the store.
    read: bool,
    runs: BTreeMap<Address, Vec<Seen>>,
    /// The height at which they were written last.
    written: Height,
    /// Gaps, by the block they end with, that could not be gone through: it is not tried again before the next start.
    given_up: HashSet<(Address, Height)>,
}

/// Blocks that were not looked at: those after `after`, up to `until`.
pub(crate) struct Gap {
    pub(crate) after: Height,
    /// The balance before them; none where the wallet began to look at the account after them.
    pub(crate) opening: Option<Amount>,
    pub(crate) until: Height,
    /// The balance after them.
    pub(crate) closing: Amount,
}

/// The gaps between runs, and the one before the first, the oldest first.
pub(crate) fn gaps(runs: &[Seen]) -> Vec<Gap> {
    let before = runs.first().filter(|first| first.since.0 > 0).map(|first| Gap {
        after: Height(0),
        opening: None,
        until: first.since,
        closing: first.opening,
    });
    let between = runs.windows(2).map(|pair| Gap {
        after: pair[0].last,
        opening: Some(pair[0].balance),
        until: pair[1].since,
        closing: pair[1].opening,
    });
    before.into_iter().chain(between).collect()
}

impl Session {
    /// Looks at what came since the last look, and at what of a gap can be looked at. Tells the windows where there is
    /// news.
    ///
    /// # Errors
    /// Where a node does not answer or the store cannot be written; nothing is then taken for seen.
    pub(crate) async fn look_for_arrivals(&self) -> Result<()> {
        let looked = self.own::<Looked>();
        let mut kept = looked.kept.lock().await;
        if !kept.read {
            let chain_id = self.params.chain_id;
            kept.runs = self
                .with_store(move |store| store.seen(chain_id))
                .await?
                .into_iter()
                .collect();
            kept.read = true;
        }
        let accounts: Vec<Address> = self.accounts().await?.into_iter().map(|a| a.address).collect();
        if accounts.is_empty() {
            return Ok(());
        }
        let mut next = kept.clone();
        let Some((height, came)) = self.look_at_new_blocks(&mut next.runs, &accounts).await? else {
            return Ok(());
        };
        self.keep_seen(&mut kept, next, came, height).await?;
        let mut next = kept.clone();
        let came = self.close_gaps(&mut next, &accounts).await?;
        self.keep_seen(&mut kept, next, came, height).await
    }

    /// Writes what was seen, then takes it for known.
    async fn keep_seen(&self, kept: &mut Kept, mut next: Kept, came: Vec<Arrival>, height: Height) -> Result<()> {
        let parted = |runs: &BTreeMap<Address, Vec<Seen>>| {
            let marks = |run: &Seen| (run.since, run.opening);
            runs.iter().map(|(a, r)| (*a, r.iter().map(marks).collect())).collect()
        };
        let before: Vec<(Address, Vec<_>)> = parted(&kept.runs);
        let news = !came.is_empty() || before != parted(&next.runs);
        let balances = |runs: &BTreeMap<Address, Vec<Seen>>| -> Vec<_> {
            runs.values().map(|runs| runs.last().map(|run| run.balance)).collect()
        };
        let moved = news || balances(&kept.runs) != balances(&next.runs);
        // A head may go down, also below one that was written and was false.
        let due = height < next.written || height.0 >= next.written.0.saturating_add(WRITE_EVERY);
        if moved || due {
            next.written = height;
            let runs: Vec<SeenOf> = next
                .runs
                .iter()
                .map(|(account, runs)| (*account, runs.clone()))
                .collect();
            let chain_id = self.params.chain_id;
            self.with_store(move |store| store.saw(chain_id, &runs, &came)).await?;
        }
        *kept = next;
        if news {
            self.tell(Event::Arrivals);
        }
        Ok(())
    }

    /// Whether the node says balances of the past; none where it was not asked, or a while ago.
    pub(crate) fn known_past(&self) -> Option<bool> {
        let past = *lock(&self.own::<Looked>().past);
        past.filter(|(_, asked)| asked.elapsed() < PAST_BELIEVED_FOR)
            .map(|(there, _)| there)
    }

    fn note_past(&self, there: bool) {
        *lock(&self.own::<Looked>().past) = Some((there, Instant::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn run(since: u64, last: u64) -> Seen {
        Seen {
            since: Height(since),
            opening: Amount::from_iotx(since),
            last: Height(last),
            balance: Amount::from_iotx(last),
        }
    }

    #[test]
    fn gaps_are_what_stands_between_runs_and_before_the_first() {
        let of = |runs: &[Seen]| -> Vec<_> { gaps(runs).iter().map(|g| (g.after.0, g.until.0)).collect() };
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[run(0, 9)]), [], "a new account has no past");
        assert_eq!(of(&[run(5, 9)]), [(0, 5)]);
        assert_eq!(of(&[run(0, 9), run(20, 30), run(40, 41)]), [(9, 20), (30, 40)]);
        let first = gaps(&[run(5, 9)]).remove(0);
        assert_eq!((first.opening, first.closing), (None, Amount::from_iotx(5)));
    }
}
