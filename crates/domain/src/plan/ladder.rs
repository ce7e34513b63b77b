//! A ladder: one amount in several buckets whose money comes back one after another.

use serde::{Deserialize, Serialize};

use crate::{
    Amount, Days, Refusal, StakingParams, Timestamp, Votes,
    actions::{CreateStake, Rules},
    vote_weight,
};

/// One bucket of a ladder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rung {
    /// The delegate's name.
    pub candidate: String,
    /// What is staked.
    pub amount: Amount,
    /// For how long.
    pub duration: Days,
    /// With stake-lock.
    pub locked: bool,
}

/// A rung with what comes of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RungView {
    /// As planned.
    pub rung: Rung,
    /// The action that makes it.
    pub intent: CreateStake,
    /// When it can be unstaked: after its days, which with stake-lock begin with unlocking, here at once.
    pub unlocks: Timestamp,
    /// When its money is in hand then.
    pub free: Timestamp,
    /// Its votes.
    pub votes: Votes,
    /// The rule that it breaks.
    pub refusal: Option<Refusal>,
}

/// What buckets come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sum {
    /// Staked.
    pub amount: Amount,
    /// Votes.
    pub votes: Votes,
    /// When the last of it is in hand.
    pub free: Timestamp,
}

/// A step of the liquidity curve.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payday {
    /// When.
    pub at: Timestamp,
    /// How much is in hand by then, in all.
    pub in_hand: Amount,
}

/// A ladder weighed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ladder {
    /// From when it was computed.
    pub start: Timestamp,
    /// In the order given.
    pub rungs: Vec<RungView>,
    /// All rungs together.
    pub total: Sum,
    /// The alternative: all of it in one bucket, for as long and locked as the longest rung. What its votes are more is
    /// the price of having some of the money sooner.
    pub single: Sum,
    /// How much is in hand when, the soonest first.
    pub liquidity: Vec<Payday>,
}

impl Ladder {
    /// Whether every rung can be made.
    pub fn is_legal(&self) -> bool {
        self.rungs.iter().all(|r| r.refusal.is_none())
    }
}

/// What rungs come to, as split or as a person edited them.
pub fn weigh(rungs: Vec<Rung>, start: Timestamp, params: &StakingParams) -> Ladder {
    let rungs: Vec<RungView> = rungs.into_iter().map(|rung| view(rung, start, params)).collect();
    let amount = rungs.iter().map(|r| r.rung.amount).sum::<Amount>();
    let free = rungs.iter().map(|r| r.free).max().unwrap_or(start);
    let longest = rungs.iter().map(|r| r.rung.duration).max().unwrap_or_default();
    let locked = rungs.iter().any(|r| r.rung.locked);
    let total = Sum {
        amount,
        votes: rungs.iter().map(|r| r.votes).sum(),
        free,
    };
    let single = Sum {
        votes: vote_weight(amount, longest, locked, false),
        ..total
    };
    let mut dates: Vec<_> = rungs.iter().map(|r| (r.free, r.rung.amount)).collect();
    dates.sort();
    let mut liquidity: Vec<Payday> = Vec::with_capacity(dates.len());
    for (at, amount) in dates {
        let so_far = liquidity.last().map_or(Amount::ZERO, |p| p.in_hand);
        let in_hand = so_far.saturating_add(amount);
        match liquidity.last_mut() {
            Some(last) if last.at == at => last.in_hand = in_hand,
            _ => liquidity.push(Payday { at, in_hand }),
        }
    }
    Ladder {
        start,
        rungs,
        total,
        single,
        liquidity,
    }
}

fn view(rung: Rung, start: Timestamp, params: &StakingParams) -> RungView {
    let intent = CreateStake {
        candidate: rung.candidate.clone(),
        amount: rung.amount,
        duration: rung.duration,
        locked: rung.locked,
        payload: Vec::new(),
    };
    let unlocks = start.plus_days(rung.duration);
    RungView {
        votes: vote_weight(rung.amount, rung.duration, rung.locked, false),
        free: unlocks.plus_seconds(params.withdraw_wait),
        unlocks,
        refusal: intent.admit(params).err(),
        intent,
        rung,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        Network, RAU_PER_IOTX, Rule,
        plan::{LadderSpec, PlanError, split},
    };

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn params() -> StakingParams {
        Network::Mainnet.params().staking
    }

    fn spec(amount: &str, rungs: u32, first: u32, last: u32) -> LadderSpec {
        LadderSpec {
            candidate: "fathom".into(),
            amount: amount.parse().unwrap(),
            rungs,
            first: START.plus_days(Days(first)),
            last: START.plus_days(Days(last)),
            locked: false,
        }
    }

    fn ladder(spec: &LadderSpec) -> Ladder {
        weigh(split(spec, START, &params()).unwrap(), START, &params())
    }

    #[test]
    fn whole_iotx_are_shared_and_the_sum_is_exact() {
        let ladder = ladder(&spec("1000.5", 3, 33, 93));
        let amounts: Vec<_> = ladder.rungs.iter().map(|r| r.rung.amount.to_iotx()).collect();
        assert_eq!(amounts, ["334", "333", "333.5"]);
        let days: Vec<_> = ladder.rungs.iter().map(|r| r.intent.duration.0).collect();
        assert_eq!(
            days,
            [30, 60, 90],
            "each is available on its date, the wait of three days included"
        );
        assert_eq!(ladder.rungs[2].free, START.plus_days(Days(93)));
        let in_hand: Vec<_> = ladder.liquidity.iter().map(|p| p.in_hand.to_iotx()).collect();
        assert_eq!(in_hand, ["334", "667", "1000.5"]);
        assert!(ladder.is_legal());
    }

    #[test]
    fn what_sooner_money_costs_in_votes_is_shown() {
        let ladder = ladder(&spec("3000", 3, 33, 94));
        let single = vote_weight(Amount::from_iotx(3_000), Days(91), false, false);
        assert_eq!(
            (ladder.single.votes, ladder.single.amount),
            (single, ladder.total.amount)
        );
        assert!(ladder.total.votes < single);
    }

    #[test]
    fn an_impossible_ladder_says_why() {
        let refused = |spec: &LadderSpec| split(spec, START, &params()).unwrap_err();
        let least = Amount::from_iotx(100);
        assert_eq!(
            refused(&spec("1099.9", 11, 33, 93)),
            PlanError::TooManyRungs {
                rungs: 11,
                least,
                most: 10
            }
        );
        assert_eq!(refused(&spec("1000", 0, 33, 93)), PlanError::Rungs);
        assert_eq!(refused(&spec("100000", 101, 33, 93)), PlanError::Rungs);
        assert_eq!(refused(&spec("1000", 2, 93, 33)), PlanError::Order);
        let earliest = START.plus_days(Days(3));
        assert_eq!(refused(&spec("1000", 2, 2, 33)), PlanError::TooSoon { earliest });
        let rule = Rule::MaxDuration;
        assert_eq!(refused(&spec("1000", 2, 33, 1_054)), PlanError::Rule { rule });
    }

    #[test]
    fn an_edited_rung_is_checked_like_the_action_it_becomes() {
        let mut rungs = split(&spec("1000", 2, 33, 93), START, &params()).unwrap();
        rungs[0].amount = Amount::from_iotx(99);
        rungs[1].duration = Days(1_051);
        let ladder = weigh(rungs, START, &params());
        let rules: Vec<_> = ladder.rungs.iter().map(|r| r.refusal.as_ref().unwrap().rule).collect();
        assert_eq!(rules, [Rule::MinStake, Rule::MaxDuration]);
        assert!(!ladder.is_legal());
    }

    proptest! {
        #[test]
        fn every_rung_is_legal_and_nothing_is_lost(iotx in 10_000u64..1_000_000_000, dust in 0u128..RAU_PER_IOTX, rungs in 1u32..=100, first in 3u32..500, more in 0u32..553, locked: bool) {
            let amount = Amount::from_rau(Amount::from_iotx(iotx).rau() + dust);
            let spec = LadderSpec { amount, locked, ..spec("0", rungs, first, first + more) };
            let ladder = ladder(&spec);
            prop_assert!(ladder.is_legal());
            prop_assert_eq!(ladder.rungs.len(), rungs as usize);
            prop_assert_eq!(ladder.total.amount, amount);
            prop_assert_eq!(ladder.liquidity.last().unwrap().in_hand, amount);
            prop_assert!(ladder.rungs.is_sorted_by_key(|r| r.free));
            prop_assert!(ladder.total.free <= spec.last);
            prop_assert!(ladder.liquidity.is_sorted_by_key(|p| p.in_hand));
        }
    }
}
