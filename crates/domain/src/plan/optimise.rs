//! For an amount and a date on which it is needed: the duration and stake-lock that give the most votes over the whole
//! time.
//!
//! What there is to choose. A bucket can be unstaked `wait` before the date at the latest; call that the end. Without
//! stake-lock a bucket of any duration that is over by the end votes until the end, so the longest that fits is best.
//! With stake-lock it votes more, but has to be unlocked a whole duration before the end, for unlocking starts its days
//! anew; so the lock is kept until just then, and a longer duration trades weight for time under lock. Anything else is
//! worse: a locked bucket cannot be made shorter, and one that will be made longer votes more if it is so from the
//! start. So the best is found by trying every duration both ways.
//!
//! It turns out that the lock pays where the time is longer than the longest duration; within it, the longest duration
//! without a lock votes more than any shorter one with it, but for what is left of a day.

use serde::{Deserialize, Serialize};

use super::{PlanError, VoteTime};
use crate::{Amount, Days, Rule, StakingParams, Timestamp, Votes, vote_weight};

/// One way to stake.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StakeOption {
    /// How long its days run.
    pub duration: Days,
    /// With stake-lock at first.
    pub locked: bool,
    /// When it has to be unlocked at the latest.
    pub unlock_by: Option<Timestamp>,
    /// Its votes from the start.
    pub votes: Votes,
    /// Its votes once it is unlocked; the same where it never was locked.
    pub votes_unlocked: Votes,
    /// Its votes over the whole time.
    pub vote_time: VoteTime,
}

/// A duration, for a chart.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Point {
    /// Which.
    pub duration: Days,
    /// The votes it gives without stake-lock.
    pub unlocked: Votes,
    /// The votes it gives with stake-lock; none where the date leaves no time to be locked.
    pub locked: Option<Votes>,
    /// What its last day adds to the votes without stake-lock.
    pub gain: Votes,
    /// What its last day adds to the votes with stake-lock.
    pub locked_gain: Option<Votes>,
    /// The better of both ways over the whole time.
    pub vote_time: VoteTime,
    /// Whether that is with stake-lock.
    pub better_locked: bool,
}

/// The best way to stake, and all that it was chosen from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Optimum {
    /// What is staked.
    pub amount: Amount,
    /// From when.
    pub start: Timestamp,
    /// The most votes over the whole time.
    pub best: StakeOption,
    /// The same question without stake-lock.
    pub best_unlocked: StakeOption,
    /// When it has to be unstaked at the latest.
    pub unstake_by: Timestamp,
    /// When it can be withdrawn then: the date it is needed.
    pub needed: Timestamp,
    /// Every duration that fits, from 0 on.
    pub points: Vec<Point>,
}

/// How to stake `amount` at `start` so that it is in hand on `needed` and gives the most votes until then. Equals go to
/// the shorter duration, and to no stake-lock.
///
/// # Errors
/// [`PlanError::Rule`] for less than the chain's least; [`PlanError::TooSoon`] where even a bucket of no duration is not
/// in hand by then.
pub fn optimise(
    amount: Amount,
    start: Timestamp,
    needed: Timestamp,
    params: &StakingParams,
) -> Result<Optimum, PlanError> {
    if amount < params.min_stake {
        return Err(PlanError::Rule { rule: Rule::MinStake });
    }
    let earliest = start.plus_seconds(params.withdraw_wait);
    // A bucket is unstaked after it was made, never at once.
    if needed <= earliest {
        return Err(PlanError::TooSoon { earliest });
    }
    let voting = earliest.seconds_until(needed);
    let unstake_by = start.plus_seconds(voting);
    let fits = u32::try_from(voting / Days(1).seconds()).unwrap_or(u32::MAX);
    let longest = fits.min(params.max_duration.0);
    let tried: Vec<Tried> = (0..=longest)
        .map(|days| Tried::of(amount, Days(days), start, voting))
        .collect();
    let options = || {
        tried
            .iter()
            .flat_map(|t| [Some(&t.unlocked), t.locked.as_ref()])
            .flatten()
    };
    let most = |best: Option<StakeOption>, next: &StakeOption| match best {
        Some(best) if best.vote_time >= next.vote_time => Some(best),
        _ => Some(next.clone()),
    };
    // There is always the duration of no days.
    let none = PlanError::TooSoon { earliest };
    let best = options().fold(None, most).ok_or(none.clone())?;
    let best_unlocked = options().filter(|o| !o.locked).fold(None, most).ok_or(none)?;
    let before = [None].into_iter().chain(tried.iter().map(Some));
    Ok(Optimum {
        amount,
        start,
        points: before.zip(&tried).map(|(before, this)| this.point(before)).collect(),
        best,
        best_unlocked,
        unstake_by,
        needed,
    })
}

/// Both ways of one duration.
struct Tried {
    unlocked: StakeOption,
    locked: Option<StakeOption>,
}

impl Tried {
    /// A bucket that votes for `voting` seconds, at least `duration`.
    fn of(amount: Amount, duration: Days, start: Timestamp, voting: u64) -> Self {
        let votes = vote_weight(amount, duration, false, false);
        let unlocked = StakeOption {
            duration,
            locked: false,
            unlock_by: None,
            votes,
            votes_unlocked: votes,
            vote_time: VoteTime::of(votes, voting),
        };
        // Unlocked in the moment it is made, it had better never been locked.
        let lasts = voting.saturating_sub(duration.seconds());
        let locked = (lasts > 0).then(|| {
            let with_lock = vote_weight(amount, duration, true, false);
            StakeOption {
                duration,
                locked: true,
                unlock_by: Some(start.plus_seconds(lasts)),
                votes: with_lock,
                votes_unlocked: votes,
                vote_time: VoteTime::of(with_lock, lasts).and(VoteTime::of(votes, duration.seconds())),
            }
        });
        Self { unlocked, locked }
    }

    fn point(&self, before: Option<&Self>) -> Point {
        let gain = |now: Votes, then: Option<Votes>| then.map_or(Votes::ZERO, |then| now.saturating_sub(then));
        let with_lock = |t: &Self| t.locked.as_ref().map(|l| l.votes);
        let locked = with_lock(self);
        let better = self.locked.as_ref().filter(|l| l.vote_time > self.unlocked.vote_time);
        Point {
            duration: self.unlocked.duration,
            unlocked: self.unlocked.votes,
            locked,
            gain: gain(self.unlocked.votes, before.map(|b| b.unlocked.votes)),
            locked_gain: locked.map(|l| gain(l, before.and_then(with_lock))),
            vote_time: better.unwrap_or(&self.unlocked).vote_time,
            better_locked: better.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Network;

    const START: Timestamp = Timestamp::from_seconds(1_800_000_000);

    fn staking() -> StakingParams {
        Network::Mainnet.params().staking
    }

    fn plan(iotx: u64, days: u32) -> Optimum {
        optimise(Amount::from_iotx(iotx), START, START.plus_days(Days(days)), &staking()).unwrap()
    }

    #[test]
    fn the_wait_after_unstaking_is_part_of_the_time() {
        let plan = plan(1_000, 94);
        assert_eq!(plan.best_unlocked.duration, Days(91));
        assert_eq!(
            plan.best_unlocked.votes,
            Votes::from_rau(1_247_412_296_485_306_271_166),
            "as the chain computes it for 91 days"
        );
        assert_eq!(plan.unstake_by, START.plus_days(Days(91)));
        assert_eq!(plan.points.len(), 92);
        assert_eq!(plan.points[91].locked, None, "there is no time left to be locked");
        let testnet = Network::Testnet.params().staking;
        let there = optimise(Amount::from_iotx(1_000), START, START.plus_days(Days(105)), &testnet).unwrap();
        assert_eq!(there.best_unlocked.duration, Days(91), "where the wait is 14 days");
    }

    #[test]
    fn the_lock_pays_beyond_the_longest_duration_and_is_kept_until_that_long_before_the_end() {
        let plan = plan(10_000, 1_503);
        let best = &plan.best;
        assert!(best.locked && best.duration == Days(1_050), "{best:?}");
        assert_eq!(best.unlock_by, Some(START.plus_days(Days(450))));
        let locked = VoteTime::of(best.votes, Days(450).seconds());
        let open = VoteTime::of(best.votes_unlocked, Days(1_050).seconds());
        assert_eq!(best.vote_time, locked.and(open));
        assert!(best.vote_time > plan.best_unlocked.vote_time);
    }

    #[test]
    fn within_the_longest_duration_no_lock_is_worth_its_shorter_days() {
        for days in 5..=1_053 {
            let plan = plan(10_000, days);
            assert_eq!(plan.best, plan.best_unlocked, "{days} days");
            assert_eq!(plan.best.duration, Days(days - 3));
        }
    }

    #[test]
    fn a_date_within_the_wait_and_less_than_the_least_are_refused() {
        let amount = Amount::from_iotx(100);
        let earliest = START.plus_days(Days(3));
        assert_eq!(
            optimise(amount, START, earliest, &staking()),
            Err(PlanError::TooSoon { earliest })
        );
        let least = optimise(amount, START, earliest.plus_seconds(1), &staking()).unwrap();
        assert_eq!(
            (least.best.duration, least.best.votes),
            (Days(0), Votes::from_iotx(100))
        );
        let less = Amount::from_rau(amount.rau() - 1);
        let rule = Rule::MinStake;
        assert_eq!(
            optimise(less, START, earliest, &staking()),
            Err(PlanError::Rule { rule })
        );
    }

    #[test]
    fn what_a_day_adds_shrinks_and_adds_up() {
        let plan = plan(1_000, 1_500);
        assert_eq!(plan.points.len(), 1_051, "no bucket runs longer");
        assert!(plan.points[3].gain > plan.points[300].gain);
        let gained: Votes = plan.points.iter().filter_map(|p| p.locked_gain).sum();
        let longest = plan.points[1_050].locked.unwrap();
        assert_eq!(gained, longest.saturating_sub(plan.points[0].locked.unwrap()));
        assert!(plan.points[1_050].better_locked);
    }

    proptest! {
        #[test]
        fn no_single_way_to_stake_votes_more(rau in 100u128..10_000_000_000, seconds in 1u64..120_000_000, days in 0u32..1051, at in 0u64..120_000_000) {
            let amount = Amount::from_rau(rau * 1_000_000_000_000_000_000 / 7 + Amount::from_iotx(100).rau());
            let needed = START.plus_seconds(staking().withdraw_wait + seconds);
            let plan = optimise(amount, START, needed, &staking()).unwrap();
            // Locked until `at`, unlocked then, unstaked at the end: whatever fits is no better.
            let at = at % seconds;
            if at + Days(days).seconds() <= seconds {
                let on = VoteTime::of(vote_weight(amount, Days(days), true, false), at);
                let off = VoteTime::of(vote_weight(amount, Days(days), false, false), seconds - at);
                prop_assert!(on.and(off) <= plan.best.vote_time);
            }
            let best = &plan.best;
            let ends = best.unlock_by.unwrap_or(START).plus_days(best.duration);
            prop_assert!(ends <= plan.unstake_by);
            prop_assert_eq!(plan.unstake_by.plus_seconds(staking().withdraw_wait), needed);
        }
    }
}
