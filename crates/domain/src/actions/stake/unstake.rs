//! Begin to leave: votes end at once, the money comes after the withdraw wait.

use serde::{Deserialize, Serialize};

use super::super::{Rules, words::bucket};
use crate::{
    Address, Amount, Context, Effects, Endorsement, Fork, Ledger, Phrase, Refusal, Rule, Touch, Votes, phrase,
};

/// Unstake a bucket whose days are over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unstake {
    /// The native bucket's index.
    pub bucket: u64,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for Unstake {
    fn method(&self) -> &'static str {
        "unstake"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        ctx.require_balance(Amount::ZERO)?;
        let staking = &mut ledger.staking;
        let bucket = staking.owned_bucket(self.bucket, ctx.caller)?;
        effects.index(self.bucket);
        effects.address(bucket.candidate);
        let candidate = staking.candidate(bucket.candidate)?.id;
        if bucket.is_unstaked() {
            return Err(Rule::AlreadyUnstaked.into());
        }
        if bucket.locked {
            return Err(Rule::Locked.into());
        }
        if ctx.now < bucket.matures() {
            return Err(Refusal::until(Rule::UnstakeEarly, bucket.matures()));
        }
        if bucket.endorsement != Endorsement::None {
            return Err(Rule::Endorsing.into());
        }
        let self_stake = staking.is_self_stake(bucket);
        if self_stake && ctx.params.at(Fork::Yap, ctx.height) {
            return Err(Rule::SelfStakeExit.into());
        }
        let votes = bucket.weight(self_stake);
        if let Some(bucket) = staking.buckets.get_mut(&self.bucket) {
            bucket.unstake_start = Some(ctx.now);
        }
        staking.revote(candidate, votes, Votes::ZERO);
        if self_stake && let Some(c) = staking.candidates.get_mut(&candidate) {
            c.self_stake = Amount::ZERO;
            c.self_stake_bucket = None;
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let ready = ctx.now.plus_seconds(ctx.params.staking.withdraw_wait).date();
        phrase!(
            "Unstake {}. It stops voting; the money can be withdrawn on {}.",
            bucket(self.bucket, ledger),
            ready
        )
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket), Touch::VoterRewards(caller)]
    }
}
