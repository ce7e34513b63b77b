//! Name a delegate's self-stake bucket.

use serde::{Deserialize, Serialize};

use super::super::{Rules, words::bucket};
use crate::{Address, Amount, Context, Effects, Ledger, Phrase, Refusal, Rule, Touch, phrase};

/// Make a bucket the self-stake of the caller's delegate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Activate {
    /// The native bucket's index: the delegate's own, or one that endorses it.
    pub bucket: u64,
}

impl Rules for Activate {
    fn method(&self) -> &'static str {
        "candidateActivate"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        let staking = &mut ledger.staking;
        let bucket = staking.bucket(self.bucket)?;
        let candidate = staking
            .by_owner(ctx.caller)
            .ok_or(Refusal::from(Rule::CandidateExists))?;
        if bucket.amount < ctx.params.staking.min_self_stake {
            return Err(Rule::SelfStakeAmount.into());
        }
        if bucket.is_unstaked() {
            return Err(Rule::AlreadyUnstaked.into());
        }
        if staking.is_self_stake(bucket) {
            return Err(Rule::SelfStake.into());
        }
        if bucket.candidate != candidate.id {
            return Err(Rule::OtherCandidate.into());
        }
        if bucket.owner != candidate.owner && !bucket.endorsement.is_binding(ctx.height) {
            return Err(Rule::NotOwnedNorEndorsed.into());
        }
        let id = candidate.id;
        let (plain, own, amount) = (bucket.weight(false), bucket.weight(true), bucket.amount);
        effects.index(self.bucket);
        effects.address(id);
        let previous = candidate
            .self_stake_bucket
            .filter(|_| candidate.self_stake > Amount::ZERO);
        let previous = previous.map(|index| staking.bucket(index)).transpose()?;
        let previous = previous.map(|b| (b.weight(true), b.weight(false)));
        if let Some((own, plain)) = previous {
            staking.revote(id, own, plain);
        }
        staking.revote(id, plain, own);
        if let Some(c) = staking.candidates.get_mut(&id) {
            c.self_stake_bucket = Some(self.bucket);
            c.self_stake = amount;
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!("Make {} your delegate's self-stake.", bucket(self.bucket, ledger))
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket), Touch::SelfStake(caller)]
    }
}
