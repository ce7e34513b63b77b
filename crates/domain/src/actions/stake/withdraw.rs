//! Take the money of an unstaked bucket back.

use serde::{Deserialize, Serialize};

use super::super::{Rules, words::bucket};
use crate::{Address, Amount, Context, Effects, Ledger, Party, Phrase, Refusal, Rule, Touch, TransferKind, phrase};

/// Withdraw a bucket; it exists no more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Withdraw {
    /// The native bucket's index.
    pub bucket: u64,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for Withdraw {
    fn method(&self) -> &'static str {
        "withdrawStake"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        ctx.require_balance(Amount::ZERO)?;
        let staking = &mut ledger.staking;
        let bucket = staking.owned_bucket(self.bucket, ctx.caller)?;
        effects.index(self.bucket);
        effects.address(bucket.candidate);
        let Some(ready) = bucket.withdrawable_from(&ctx.params.staking) else {
            return Err(Rule::WithdrawNotUnstaked.into());
        };
        if ctx.now < ready {
            return Err(Refusal::until(Rule::WithdrawEarly, ready));
        }
        let amount = bucket.amount;
        staking.remove_bucket(self.bucket);
        effects.transfer(
            TransferKind::WithdrawBucket,
            Party::StakingPool,
            Party::Account(ctx.caller),
            amount,
        );
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!("Withdraw {} to your account.", bucket(self.bucket, ledger))
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket)]
    }
}
