//! Give a bucket to another owner.

use serde::{Deserialize, Serialize};

use super::super::{
    Rules,
    words::{bucket, to_contract},
};
use crate::{Address, Amount, Context, Effects, Ledger, Phrase, Refusal, Rule, Touch, phrase};

/// Make `to` the owner of a bucket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferStake {
    /// The native bucket's index.
    pub bucket: u64,
    /// The new owner.
    pub to: Address,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for TransferStake {
    fn method(&self) -> &'static str {
        "transferStake"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        ctx.require_balance(Amount::ZERO)?;
        let staking = &mut ledger.staking;
        let bucket = staking.owned_bucket(self.bucket, ctx.caller)?;
        if staking.is_self_stake(bucket) {
            return Err(Rule::SelfStake.into());
        }
        effects.index(self.bucket);
        effects.address(self.to);
        effects.address(bucket.candidate);
        if bucket.owner == self.to {
            return Err(Rule::SameOwner.into());
        }
        staking.set_owner(self.bucket, self.to);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!(
            "Give {} to {}. It will not be yours any more.",
            bucket(self.bucket, ledger),
            self.to
        )
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        let to = Touch::Recipient(self.to);
        vec![Touch::Bucket(self.bucket), to, Touch::VoterRewards(caller)]
    }

    fn cautions(&self, ledger: &Ledger, _ctx: &Context) -> Vec<Rule> {
        to_contract(ledger, self.to)
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        match self.to {
            Address::ZERO => Err(Rule::ZeroRecipient.into()),
            to if to.is_protocol() => Err(Rule::BucketToProtocol.into()),
            _ => Ok(()),
        }
    }

    fn gives_away(&self, _caller: Address) -> Option<Address> {
        Some(self.to)
    }
}
