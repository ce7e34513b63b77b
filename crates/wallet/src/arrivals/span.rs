//! What came to an account in some blocks, and what left it with what was signed elsewhere, so that the rows of the history
//! add up to its balance.

use std::collections::HashSet;

use ballast_chain::Movement;
use ballast_domain::{Address, Amount, ArrivalKind, Hash, Height, Party, Timestamp, Transfer};
use ballast_store::Arrival;

use super::reckon::sum;

/// Blocks whose movements are known, and by how much an account's balance changed in them.
pub(super) struct Span {
    pub(super) account: Address,
    /// The block before them.
    pub(super) after: Height,
    /// The last of them, and its time.
    pub(super) last: (Height, Timestamp),
    /// In Rau; none where it is not known.
    pub(super) changed: Option<i128>,
}

impl Span {
    /// What came to the account by itself, and what left it otherwise than with own actions. `own` is what was signed here:
    /// that has rows of its own.
    pub(super) fn arrivals(&self, movements: &[Movement], own: &HashSet<(Hash, Address)>) -> Vec<Arrival> {
        let mut all = Vec::new();
        let mut told = Some(0i128);
        let within = |m: &&Movement| m.block > self.after && m.block <= self.last.0;
        for movement in movements.iter().filter(within) {
            told = told.and_then(|told| told.checked_add(sum(&movement.transfers, self.account)?));
            if own.contains(&(movement.hash, self.account)) {
                // What it brought in has its own row, as far as that is known.
                told = told.filter(|_| !movement.silent);
                continue;
            }
            all.extend(self.came(movement));
            all.extend(self.left(movement));
        }
        let rest = self
            .changed
            .zip(told)
            .and_then(|(changed, told)| changed.checked_sub(told));
        all.extend(rest.and_then(|rest| self.unexplained(rest)));
        all
    }

    /// A row for each transfer that reached the account.
    fn came(&self, movement: &Movement) -> Vec<Arrival> {
        let party = Party::Account(self.account);
        let all = (0..).zip(&movement.transfers);
        all.filter(|(_, t)| t.to == party && t.from != party && !t.amount.is_zero())
            .map(|(place, transfer)| Arrival {
                place,
                from: account_of(transfer.from),
                amount: transfer.amount,
                kind: ArrivalKind::of(transfer.kind, movement.by),
                ..self.moved(movement)
            })
            .collect()
    }

    /// One row for all that left the account with a transaction, its fee included; none where nothing did.
    fn left(&self, movement: &Movement) -> Option<Arrival> {
        let party = Party::Account(self.account);
        let all = (0..).zip(&movement.transfers);
        let out: Vec<(u32, &Transfer)> = all
            .filter(|(_, t)| t.from == party && t.to != party && !t.amount.is_zero())
            .collect();
        let (place, _) = *out.first()?;
        let mut receivers = out.iter().filter_map(|(_, transfer)| account_of(transfer.to));
        let first = receivers.next();
        Some(Arrival {
            place,
            from: first.filter(|first| receivers.all(|other| other == *first)),
            amount: out.iter().map(|(_, transfer)| transfer.amount).sum(),
            kind: ArrivalKind::Left,
            ..self.moved(movement)
        })
    }

    /// What no transaction tells of, in Rau, below 0 where the balance fell; none where that is nothing.
    fn unexplained(&self, rest: i128) -> Option<Arrival> {
        let (block, at) = self.last;
        let blocks = block.0.saturating_sub(self.after.0);
        (rest != 0).then(|| Arrival {
            account: self.account,
            block,
            hash: None,
            place: u32::try_from(blocks).unwrap_or(u32::MAX),
            from: None,
            amount: Amount::from_rau(rest.unsigned_abs()),
            kind: match rest > 0 {
                true => ArrivalKind::Unexplained,
                false => ArrivalKind::Left,
            },
            at,
            paid_apart: true,
        })
    }

    /// A row of a movement of which nothing is said yet.
    fn moved(&self, movement: &Movement) -> Arrival {
        Arrival {
            account: self.account,
            block: movement.block,
            hash: Some(movement.hash),
            place: 0,
            from: None,
            amount: Amount::ZERO,
            kind: ArrivalKind::Unexplained,
            at: movement.at,
            paid_apart: true,
        }
    }
}

fn account_of(party: Party) -> Option<Address> {
    match party {
        Party::Account(account) => Some(account),
        Party::StakingPool | Party::RewardingPool => None,
    }
}

#[cfg(test)]
mod tests;
