//! From an amount and two dates to the rungs of a ladder.

use serde::{Deserialize, Serialize};

use super::{MAX_RUNGS, PlanError, Rung};
use crate::{Amount, Days, RAU_PER_IOTX, Rule, SECONDS_PER_DAY, StakingParams, Timestamp};

/// What kind of ladder is wanted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LadderSpec {
    /// The delegate's name.
    pub candidate: String,
    /// All that is staked.
    pub amount: Amount,
    /// In how many buckets, 1 to [`MAX_RUNGS`].
    pub rungs: u32,
    /// When the first bucket's money is in hand.
    pub first: Timestamp,
    /// When the last bucket's money is in hand.
    pub last: Timestamp,
    /// With stake-lock: no date then, but each rung's notice is as long as its days.
    pub locked: bool,
}

/// Splits an amount into rungs: dates evenly spaced, whole IOTX as far as they go, the exact sum.
///
/// # Errors
/// [`PlanError`]: the number of rungs, the dates, or the least amount of a bucket.
pub fn split(spec: &LadderSpec, start: Timestamp, params: &StakingParams) -> Result<Vec<Rung>, PlanError> {
    if !(1..=MAX_RUNGS).contains(&spec.rungs) {
        return Err(PlanError::Rungs);
    }
    if spec.last < spec.first {
        return Err(PlanError::Order);
    }
    duration_until(spec.first, start, params)?;
    if duration_until(spec.last, start, params)? > params.max_duration {
        let rule = Rule::MaxDuration;
        return Err(PlanError::Rule { rule });
    }
    let amounts = shares(spec, params)?;
    let span = spec.last.micros() - spec.first.micros();
    let gaps = u64::from(spec.rungs.saturating_sub(1)).max(1);
    let rung = |(i, amount)| {
        let passed = u128::from(span) * u128::from(i as u64) / u128::from(gaps);
        let at = Timestamp::from_micros(spec.first.micros() + passed as u64);
        Ok(Rung {
            candidate: spec.candidate.clone(),
            amount,
            duration: duration_until(at, start, params)?,
            locked: spec.locked,
        })
    };
    amounts.into_iter().enumerate().map(rung).collect()
}

/// The longest duration whose money is in hand by `at`.
fn duration_until(at: Timestamp, start: Timestamp, params: &StakingParams) -> Result<Days, PlanError> {
    let earliest = start.plus_seconds(params.withdraw_wait);
    if at < earliest {
        return Err(PlanError::TooSoon { earliest });
    }
    let days = earliest.seconds_until(at) / SECONDS_PER_DAY;
    Ok(Days(u32::try_from(days).unwrap_or(u32::MAX)))
}

/// Equal shares in whole IOTX; the IOTX left over go to the first ones, the Rau left over to the last.
fn shares(spec: &LadderSpec, params: &StakingParams) -> Result<Vec<Amount>, PlanError> {
    let (rungs, least) = (spec.rungs, params.min_stake);
    let too_many = || PlanError::TooManyRungs {
        rungs,
        least,
        most: u32::try_from(spec.amount.rau() / least.rau().max(1))
            .unwrap_or(u32::MAX)
            .min(MAX_RUNGS),
    };
    if least.saturating_mul(u128::from(rungs)) > spec.amount {
        return Err(too_many());
    }
    let (iotx, rau) = (spec.amount.rau() / RAU_PER_IOTX, spec.amount.rau() % RAU_PER_IOTX);
    let (share, over) = (iotx / u128::from(rungs), iotx % u128::from(rungs));
    let amount = |i: u32| {
        let whole = (share + u128::from(u128::from(i) < over)) * RAU_PER_IOTX;
        Amount::from_rau(whole + if i + 1 == rungs { rau } else { 0 })
    };
    Ok((0..rungs).map(amount).collect())
}
