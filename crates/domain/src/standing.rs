//! Where a delegate stands against what the election asks of it, and what would close the distance.

use serde::{Deserialize, Serialize};

use crate::{Amount, Candidate, Days, Exit, Fork, Height, NetworkParams, Votes, vote_weight};

/// What is there and what is needed, in Rau or in votes of 10^-18.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gap<T> {
    /// What the delegate has.
    pub has: T,
    /// The least that is needed.
    pub needs: T,
}

impl<T: PartialOrd> Gap<T> {
    /// Whether it has enough.
    pub fn is_met(&self) -> bool {
        self.has >= self.needs
    }
}

impl Gap<Votes> {
    /// The votes that are missing; zero where none are.
    pub fn missing(&self) -> Votes {
        self.needs.saturating_sub(self.has)
    }
}

impl Gap<Amount> {
    /// The money that is missing; zero where none is.
    pub fn missing(&self) -> Amount {
        self.needs.saturating_sub(self.has)
    }
}

/// A delegate against the election's thresholds (iotex-protocol.md §2.3, §4), as the list of the next epoch would be
/// taken now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Its place by votes among those that can be elected; none while it cannot be.
    pub place: Option<u64>,
    /// How many of them are elected.
    pub pool: u64,
    /// Votes against those that the last place of the pool takes: more than whoever holds it, since a tie is decided by
    /// lot. Cut for probation on both sides.
    pub for_pool: Gap<Votes>,
    /// Votes against the least that is listed. Not cut for probation: the list is taken before.
    pub for_list: Gap<Votes>,
    /// Self-stake against the least with which it stays in the election.
    pub to_stay: Gap<Amount>,
    /// Self-stake against the least with which it enters it.
    pub to_enter: Gap<Amount>,
}

impl Standing {
    /// Where `delegate` stands among `all`, itself included or not. `cut` gives the votes that are left to a candidate
    /// on probation.
    pub fn of(
        delegate: &Candidate,
        all: &[Candidate],
        cut: impl Fn(&Candidate) -> Votes,
        params: &NetworkParams,
        height: Height,
    ) -> Self {
        let least = least_self_stake(params, height);
        let threshold = Votes::from_rau(params.staking.score_threshold.rau());
        let listed = |c: &Candidate| {
            let leaving = params.at(Fork::Yap, height) && matches!(c.exit, Exit::ScheduledAt(_));
            c.self_stake_bucket.is_some() && c.self_stake >= least && !leaving && c.votes >= threshold
        };
        let own = cut(delegate);
        let mut others: Vec<Votes> = all
            .iter()
            .filter(|c| c.id != delegate.id && listed(c))
            .map(cut)
            .collect();
        others.sort_unstable_by(|a, b| b.cmp(a));
        let last = usize::try_from(params.pool).ok().and_then(|pool| pool.checked_sub(1));
        let holder = last.and_then(|last| others.get(last)).copied();
        let above = others.iter().filter(|votes| **votes >= own).count() as u64;
        Self {
            place: listed(delegate).then_some(above + 1),
            pool: params.pool,
            for_pool: Gap {
                has: own,
                needs: holder.map_or(Votes::ZERO, |votes| votes.saturating_add(Votes::from_rau(1))),
            },
            for_list: Gap {
                has: delegate.votes,
                needs: threshold,
            },
            to_stay: Gap {
                has: delegate.self_stake,
                needs: least,
            },
            to_enter: Gap {
                has: delegate.self_stake,
                needs: params.staking.min_self_stake,
            },
        }
    }

    /// The votes that it lacks for the pool and the list together.
    pub fn missing_votes(&self) -> Votes {
        self.for_pool.missing().max(self.for_list.missing())
    }
}

/// The least self-stake with which a delegate stays in the election.
fn least_self_stake(params: &NetworkParams, height: Height) -> Amount {
    match params.at(Fork::Xingu, height) {
        true => params.staking.min_self_stake_active,
        false => params.staking.min_self_stake,
    }
}

/// The least whole IOTX whose bucket for `duration` brings at least `votes`; not less than `least`.
pub fn stake_for(votes: Votes, duration: Days, locked: bool, least: Amount) -> Amount {
    let brings = |iotx: u64| vote_weight(Amount::from_iotx(iotx), duration, locked, false) >= votes;
    least_iotx(votes, brings).max(least)
}

/// The least whole IOTX that bring at least `votes` when they are added to a self-stake of `amount` for `duration`.
pub fn deposit_for(votes: Votes, amount: Amount, duration: Days, locked: bool) -> Amount {
    let weight = |amount| vote_weight(amount, duration, locked, true);
    let now = weight(amount);
    let brings = |iotx: u64| weight(amount.saturating_add(Amount::from_iotx(iotx))).saturating_sub(now) >= votes;
    least_iotx(votes, brings)
}

/// The least number of IOTX that is enough. A stake brings no fewer votes than its own number, within a Rau of rounding,
/// and more with more: a number beyond the votes is always enough.
fn least_iotx(votes: Votes, enough: impl Fn(u64) -> bool) -> Amount {
    let most = votes.rau() / crate::RAU_PER_IOTX + 2;
    let (mut low, mut high) = (0, u64::try_from(most).unwrap_or(u64::MAX));
    while low < high {
        let middle = low + (high - low) / 2;
        match enough(middle) {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    Amount::from_iotx(low)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Address;

    fn votes(iotx: u64) -> Votes {
        Votes::from_iotx(iotx)
    }

    fn candidate(number: u8, iotx: u64) -> Candidate {
        let id = Address::from_bytes([number; 20]);
        Candidate {
            id,
            owner: id,
            operator: id,
            reward: id,
            name: format!("d{number}"),
            votes: votes(iotx),
            self_stake_bucket: Some(u64::from(number)),
            self_stake: Amount::from_iotx(1_200_000),
            bls_key: Vec::new(),
            exit: Exit::None,
        }
    }

    /// Delegates 1 to `count` with 10 million votes and one million less each.
    fn field(count: u8) -> Vec<Candidate> {
        (1..=count)
            .map(|n| candidate(n, 11_000_000 - 1_000_000 * u64::from(n)))
            .collect()
    }

    fn standing(delegate: &Candidate, all: &[Candidate]) -> Standing {
        let mut params = NetworkParams::practice();
        params.pool = 3;
        Standing::of(delegate, all, |c| c.votes, &params, Height(5))
    }

    #[test]
    fn the_last_place_takes_one_more_than_its_holder_has() {
        let all = field(6);
        let fifth = standing(&all[4], &all);
        assert_eq!(fifth.place, Some(5));
        let needs = votes(8_000_000).saturating_add(Votes::from_rau(1));
        assert_eq!(fifth.for_pool.needs, needs);
        assert_eq!(fifth.missing_votes(), needs.saturating_sub(votes(6_000_000)));
        let first = standing(&all[0], &all);
        assert_eq!((first.place, first.for_pool.is_met()), (Some(1), true));
        assert_eq!(
            first.for_pool.needs,
            votes(7_000_000).saturating_add(Votes::from_rau(1)),
            "the fourth is next"
        );
    }

    #[test]
    fn a_tie_is_not_enough_and_an_empty_place_takes_nothing() {
        let mut all = field(4);
        all[3].votes = all[2].votes;
        assert_eq!(standing(&all[3], &all).missing_votes(), Votes::from_rau(1));
        assert_eq!(standing(&all[1], &all[..2]).for_pool.needs, Votes::ZERO);
    }

    #[test]
    fn who_cannot_be_elected_has_no_place_and_takes_none() {
        let mut all = field(5);
        let below = Amount::from_iotx(999_999);
        all[0].self_stake = below;
        all[1].exit = Exit::ScheduledAt(Height(9));
        all[2].self_stake_bucket = None;
        all[3].votes = votes(1_999_999);
        for gone in &all[..4] {
            assert_eq!(standing(gone, &all).place, None, "{}", gone.name);
        }
        assert_eq!(standing(&all[4], &all).place, Some(1));
        assert_eq!(standing(&all[0], &all).to_stay.missing(), Amount::from_iotx(1));
        assert_eq!(standing(&all[0], &all).to_enter.missing(), Amount::from_iotx(200_001));
        assert_eq!(standing(&all[3], &all).for_list.missing(), votes(1));
        all[1].exit = Exit::Requested;
        assert_eq!(
            standing(&all[1], &all).place,
            Some(1),
            "it is elected until it has a slot"
        );
    }

    proptest! {
        #[test]
        fn a_proposed_stake_is_enough_and_an_iotx_less_is_not(
            wanted in 1u128..4_000_000_000_000_000_000_000_000, days in 0u32..=1050, locked: bool,
        ) {
            let (wanted, days) = (Votes::from_rau(wanted), Days(days));
            let stake = stake_for(wanted, days, locked, Amount::ZERO);
            prop_assert!(vote_weight(stake, days, locked, false) >= wanted);
            let less = stake.saturating_sub(Amount::from_iotx(1));
            prop_assert!(vote_weight(less, days, locked, false) < wanted);
            let own = Amount::from_iotx(1_200_000);
            let added = deposit_for(wanted, own, days, locked);
            let gain = |added| {
                let after = vote_weight(own.saturating_add(added), days, locked, true);
                after.saturating_sub(vote_weight(own, days, locked, true))
            };
            prop_assert!(gain(added) >= wanted);
            prop_assert!(gain(added.saturating_sub(Amount::from_iotx(1))) < wanted);
        }
    }
}
