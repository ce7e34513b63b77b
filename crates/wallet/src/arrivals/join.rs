//! What receipts tell of the money that came to an account, and what the logs of payouts tell of the same money, put
//! together: a payout counts once.
//!
//! A voter is credited at once what it has coming of several delegates, and one receipt credits many voters. So what a
//! transaction brought to an account is held against all rows of its logs that name the account as their recipient.

use std::collections::{BTreeMap, BTreeSet};

use ballast_domain::{Address, Amount, ArrivalKind, Hash, Height};
use ballast_store::{Arrival, Payout};

use super::reckon::signed;

/// What changed an account's balance beside own actions, each thing once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Joined {
    /// What no payout explains, in the order in which it was given.
    pub(crate) arrivals: Vec<Arrival>,
    /// Payouts to the account that its receipts do not contradict, in the order in which they were given.
    pub(crate) payouts: Vec<Payout>,
}

/// Puts together what came to an account, and what the protocol paid it; what concerns others is left out. What went into a
/// bucket moved no balance, and is not in it.
///
/// Where receipts tell of less than the logs, the receipts stand: they are what the balance was held against.
pub(crate) fn join(account: Address, arrivals: &[Arrival], payouts: &[Payout]) -> Joined {
    let paid = payouts.iter().filter(|p| p.recipient == account && p.bucket.is_none());
    let mut payouts: Vec<Payout> = paid.cloned().collect();
    let own: Vec<&Arrival> = arrivals.iter().filter(|arrival| arrival.account == account).collect();
    let logged = sums(payouts.iter().map(|payout| (payout.hash, payout.amount)));
    let credited = sums(
        own.iter()
            .filter_map(|arrival| Some((credit(arrival)?, arrival.amount))),
    );
    let less = |hash: &Hash| {
        let said = credited.get(hash);
        said.is_some_and(|said| logged.get(hash).is_some_and(|logged| said < logged))
    };
    payouts.retain(|payout| !less(&payout.hash));
    let untold: Vec<&Payout> = payouts.iter().filter(|p| !credited.contains_key(&p.hash)).collect();
    let mut rests = BTreeSet::new();
    let mut left = Vec::new();
    for arrival in own {
        let explained = credit(arrival).filter(|hash| !less(hash));
        match explained.and_then(|hash| Some((hash, logged.get(&hash)?))) {
            // What the logs do not tell of stands where the first credit does.
            Some((hash, logged)) if rests.insert(hash) => {
                let all = credited.get(&hash).copied().unwrap_or_default();
                let amount = all.saturating_sub(*logged);
                left.extend((!amount.is_zero()).then(|| Arrival {
                    amount,
                    ..arrival.clone()
                }));
            }
            Some(_) => {}
            None => left.extend(without(arrival, &untold)),
        }
    }
    Joined {
        arrivals: left,
        payouts,
    }
}

/// The transaction by which an arrival is a credit from the network's pools; none for what is none.
fn credit(arrival: &Arrival) -> Option<Hash> {
    let is_credit = arrival.from.is_none() && arrival.kind != ArrivalKind::Left;
    arrival.hash.filter(|_| is_credit)
}

fn sums(all: impl Iterator<Item = (Hash, Amount)>) -> BTreeMap<Hash, Amount> {
    let mut sums = BTreeMap::<Hash, Amount>::new();
    for (hash, amount) in all {
        let sum = sums.entry(hash).or_default();
        *sum = sum.saturating_add(amount);
    }
    sums
}

/// What is left of a row that no transaction tells of once payouts explain some of it, of which no receipt told either; none
/// where nothing is. Other rows stay.
fn without(arrival: &Arrival, untold: &[&Payout]) -> Option<Arrival> {
    let as_it_is = || Some(arrival.clone());
    let rises = match (arrival.hash, arrival.kind) {
        (None, ArrivalKind::Unexplained) => true,
        (None, ArrivalKind::Left) => false,
        _ => return as_it_is(),
    };
    let before = Height(arrival.block.0.saturating_sub(arrival.place.into()));
    let within = untold.iter().filter(|p| p.block > before && p.block <= arrival.block);
    let paid = signed(within.map(|payout| payout.amount).sum());
    let rest = signed(arrival.amount).zip(paid).and_then(|(amount, paid)| {
        let moved = if rises { amount } else { -amount };
        moved.checked_sub(paid)
    });
    let Some(rest) = rest else { return as_it_is() };
    (rest != 0).then(|| Arrival {
        amount: Amount::from_rau(rest.unsigned_abs()),
        kind: match rest > 0 {
            true => ArrivalKind::Unexplained,
            false => ArrivalKind::Left,
        },
        ..arrival.clone()
    })
}

#[cfg(test)]
mod tests;
