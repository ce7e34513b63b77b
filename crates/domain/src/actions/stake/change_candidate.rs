//! Move a bucket's votes to another delegate.

use serde::{Deserialize, Serialize};

use super::super::{
    Rules,
    words::{bucket, leaving},
};
use crate::{
    Address, Amount, Candidate, Context, Effects, Endorsement, Ledger, Phrase, Refusal, Rule, StakingParams, Touch,
    Votes, phrase,
};

/// Let a bucket vote for `candidate`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeCandidate {
    /// The native bucket's index.
    pub bucket: u64,
    /// The delegate's name.
    pub candidate: String,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for ChangeCandidate {
    fn method(&self) -> &'static str {
        "changeCandidate"
    }

    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        if Candidate::is_valid_name(&self.candidate) {
            Ok(())
        } else {
            Err(Rule::CandidateName.into())
        }
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        ctx.require_balance(Amount::ZERO)?;
        let staking = &mut ledger.staking;
        let to = staking
            .by_name(&self.candidate)
            .ok_or(Refusal::from(Rule::CandidateExists))?
            .id;
        let bucket = staking.owned_bucket(self.bucket, ctx.caller)?;
        if staking.is_self_stake(bucket) {
            return Err(Rule::SelfStake.into());
        }
        if bucket.endorsement != Endorsement::None {
            return Err(Rule::Endorsing.into());
        }
        effects.index(self.bucket);
        effects.address(bucket.candidate);
        effects.address(to);
        let from = staking.candidate(bucket.candidate)?.id;
        if bucket.is_unstaked() {
            return Err(Rule::AlreadyUnstaked.into());
        }
        if from == to {
            return Err(Rule::SameCandidate.into());
        }
        let votes = bucket.weight(false);
        staking.set_candidate(self.bucket, to);
        staking.revote(from, votes, Votes::ZERO);
        staking.revote(to, Votes::ZERO, votes);
        // A bucket still named as the old delegate's self-stake can only be an endorsement that ended.
        if let Some(c) = staking.candidates.get_mut(&from)
            && c.self_stake_bucket == Some(self.bucket)
        {
            c.self_stake = Amount::ZERO;
            c.self_stake_bucket = None;
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!(
            "Let {} vote for {}.",
            bucket(self.bucket, ledger),
            Phrase::delegate(&self.candidate)
        )
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        let to = Touch::Delegate(self.candidate.clone());
        vec![Touch::Bucket(self.bucket), to, Touch::VoterRewards(caller)]
    }

    fn cautions(&self, ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        leaving(ledger.staking.by_name(&self.candidate))
    }
}
