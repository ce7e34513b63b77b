//! Set a bucket's duration and stake-lock: extend, lock, unlock, shorten.

use serde::{Deserialize, Serialize};

use super::super::{
    Rules,
    words::{bucket, days},
};
use crate::{Address, Context, Days, Effects, Ledger, Phrase, Refusal, Rule, StakingParams, Touch, phrase};

/// Give a bucket a new duration and stake-lock. Its clock starts anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Restake {
    /// The native bucket's index.
    pub bucket: u64,
    /// 0 to 1,050.
    pub duration: Days,
    /// Stake-lock.
    pub locked: bool,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for Restake {
    fn method(&self) -> &'static str {
        "restake"
    }

    fn admit(&self, params: &StakingParams) -> Result<(), Refusal> {
        if self.duration > params.max_duration {
            Err(Rule::MaxDuration.into())
        } else {
            Ok(())
        }
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        ctx.require_balance(crate::Amount::ZERO)?;
        let staking = &mut ledger.staking;
        let bucket = staking.owned_bucket(self.bucket, ctx.caller)?;
        effects.index(self.bucket);
        effects.address(bucket.candidate);
        let candidate = staking.candidate(bucket.candidate)?.id;
        if bucket.is_unstaked() {
            return Err(Rule::AlreadyUnstaked.into());
        }
        if self.duration < bucket.duration {
            if bucket.locked {
                return Err(Rule::ShortenLocked.into());
            }
            if ctx.now < bucket.matures() {
                return Err(Refusal::until(Rule::ShortenEarly, bucket.matures()));
            }
        }
        let self_stake = staking.is_self_stake(bucket);
        let before = bucket.weight(self_stake);
        if let Some(bucket) = staking.buckets.get_mut(&self.bucket) {
            bucket.duration = self.duration;
            bucket.stake_start = ctx.now;
            bucket.locked = self.locked;
            let after = bucket.weight(self_stake);
            staking.revote(candidate, before, after);
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let (what, term) = (bucket(self.bucket, ledger), days(self.duration));
        let end = ctx.now.plus_days(self.duration).date();
        let unlocks = ledger.staking.bucket(self.bucket).is_ok_and(|bucket| bucket.locked);
        match (self.locked, unlocks) {
            (true, _) => phrase!("Lock {} for {}; they start when you unlock it.", &what, term),
            (false, true) => phrase!("Unlock {}: its {} start now and end on {}.", &what, term, end),
            (false, false) => phrase!("Give {} {} that start now and end on {}.", &what, term, end),
        }
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket), Touch::VoterRewards(caller)]
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let runs_on = ledger
            .staking
            .bucket(self.bucket)
            .is_ok_and(|bucket| !bucket.locked && !self.locked && bucket.matures() < ctx.now.plus_days(self.duration));
        match runs_on {
            true => vec![Rule::RestartsClock],
            false => Vec::new(),
        }
    }
}
