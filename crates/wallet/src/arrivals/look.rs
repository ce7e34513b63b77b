//! The look at new blocks: what came to each account since the last one.

use std::collections::{BTreeMap, HashSet};

use ballast_domain::{Address, Amount, Hash, Height};
use ballast_store::{Arrival, Seen};

use super::{
    AT_ONCE,
    reckon::{Deed, change, explains},
    span::Span,
    told::Told,
};
use crate::{Result, session::Session};

impl Session {
    /// Reads the accounts' balances, lets their runs grow, and gives the height and what came; none where no one height
    /// could be read. Where it cannot be known what came, a new run begins.
    pub(super) async fn look_at_new_blocks(
        &self,
        runs: &mut BTreeMap<Address, Vec<Seen>>,
        accounts: &[Address],
    ) -> Result<Option<(Height, Vec<Arrival>)>> {
        let Some(now) = self.client.balances(accounts).await? else {
            return Ok(None);
        };
        let at = now.height;
        let last = |account: &Address| runs.get(account).and_then(|runs| runs.last()).map(|run| run.last);
        // A node that is behind says nothing of new blocks.
        let earliest = accounts.iter().filter_map(last).filter(|last| *last < at).min();
        let deeds = match earliest {
            Some(earliest) => self.deeds(earliest, at).await?,
            None => Vec::new(),
        };
        let head = self.known().head.map_or(at, |head| head.height);
        let too_high = Height(at.max(head).0.saturating_add(AT_ONCE));
        let due = |account: &Address| last(account).is_none_or(|last| last < at);
        let new: Vec<_> = accounts
            .iter()
            .copied()
            .zip(now.value.iter().copied())
            .filter(|(a, _)| due(a))
            .collect();
        let denied = self.denied(&now.node, &new).await;
        let mut moved = Vec::new();
        for (account, balance) in accounts.iter().copied().zip(now.value) {
            if denied.contains(&account) {
                continue;
            }
            let runs = runs.entry(account).or_default();
            if runs.last().is_some_and(|run| run.last > too_high) {
                // A height that no chain had, which a node once named, must not hide all that comes.
                runs.retain(|run| run.last <= at);
            }
            match runs.last_mut() {
                None => runs.push(self.first_run(account, at, balance).await?),
                Some(run) if run.last >= at => {}
                Some(run) if explains(&deeds, account, (run.last, run.balance), (at, balance)) => {
                    (run.last, run.balance) = (at, balance);
                }
                Some(run) if at.0.saturating_sub(run.last.0) <= AT_ONCE => moved.push((account, *run, balance)),
                Some(_) => runs.push(anew(at, balance)),
            }
        }
        let came = self.go_through(runs, &moved, at).await?;
        Ok(Some((at, came)))
    }

    /// The accounts whose balance, moved or not, is one node's word that no other endpoint confirms: it is looked at them
    /// again with the next block.
    async fn denied(&self, node: &str, said: &[(Address, Amount)]) -> HashSet<Address> {
        match said.is_empty() || self.runs_its_network() {
            true => HashSet::new(),
            false => self.client.denied_by_others(node, said).await,
        }
    }

    /// Asks for the receipts of the blocks in which balances moved otherwise than known.
    async fn go_through(
        &self,
        runs: &mut BTreeMap<Address, Vec<Seen>>,
        moved: &[(Address, Seen, Amount)],
        at: Height,
    ) -> Result<Vec<Arrival>> {
        let Some(after) = moved.iter().map(|(_, run, _)| run.last).min() else {
            return Ok(Vec::new());
        };
        let accounts: Vec<Address> = moved.iter().map(|(account, ..)| *account).collect();
        let told = match self.told_of(after, at, &accounts).await? {
            Told::Moved(head, all) => Some((head, all)),
            Told::TooMuch => None,
            // It is looked at them again with the next block.
            Told::Contradicted => return Ok(Vec::new()),
        };
        let own = self.own_transactions().await?;
        let mut all = Vec::new();
        for (account, run, balance) in moved {
            let runs = runs.entry(*account).or_default();
            let Some((head, movements)) = &told else {
                runs.push(anew(at, *balance));
                continue;
            };
            let span = Span {
                account: *account,
                after: run.last,
                last: (at, head.timestamp),
                changed: change(run.balance, *balance),
            };
            all.extend(span.arrivals(movements, &own));
            if let Some(run) = runs.last_mut() {
                (run.last, run.balance) = (at, *balance);
            }
        }
        Ok(all)
    }

    /// The first run of an account. One that holds nothing and never sent anything never got anything.
    async fn first_run(&self, account: Address, at: Height, balance: Amount) -> Result<Seen> {
        let new = balance.is_zero() && self.client.pending_nonce(account).await?.value == 0;
        Ok(Seen {
            since: if new { Height(0) } else { at },
            ..anew(at, balance)
        })
    }

    /// What own actions did, and what the protocol paid, in the blocks after `after`, up to `until`.
    pub(crate) async fn deeds(&self, after: Height, until: Height) -> Result<Vec<Deed>> {
        let mut deeds = self.own_deeds(after, until).await?;
        let chain_id = self.params.chain_id;
        let paid = self
            .with_store(move |store| store.payouts_between(chain_id, after, until))
            .await?;
        deeds.extend(paid.iter().filter_map(Deed::of_payout));
        Ok(deeds)
    }

    /// What own actions did in the blocks after `after`, up to `until`.
    pub(crate) async fn own_deeds(&self, after: Height, until: Height) -> Result<Vec<Deed>> {
        let chain_id = self.params.chain_id;
        let mined = self
            .with_store(move |store| store.mined_between(chain_id, after, until))
            .await?;
        Ok(mined.iter().filter_map(Deed::of).collect())
    }

    /// What was signed here, and by whom.
    pub(super) async fn own_transactions(&self) -> Result<HashSet<(Hash, Address)>> {
        let chain_id = self.params.chain_id;
        self.with_store(move |store| store.own_transactions(chain_id)).await
    }
}

/// A run that begins at this height.
fn anew(at: Height, balance: Amount) -> Seen {
    Seen {
        since: at,
        opening: balance,
        last: at,
        balance,
    }
}
