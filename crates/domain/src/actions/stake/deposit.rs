//! Add to a bucket; anybody may add to anybody's.

use serde::{Deserialize, Serialize};

use super::super::{
    Rules,
    words::{bucket, fees_left},
};
use crate::{
    Address, Amount, Context, Effects, Ledger, Party, Phrase, Refusal, Rule, StakingParams, Touch, TransferKind, phrase,
};

/// Add `amount` to a bucket with stake-lock.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deposit {
    /// The native bucket's index.
    pub bucket: u64,
    /// More than zero.
    pub amount: Amount,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for Deposit {
    fn method(&self) -> &'static str {
        "depositToStake"
    }

    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        if self.amount.is_zero() {
            Err(Rule::AmountZero.into())
        } else {
            Ok(())
        }
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        ctx.require_balance(self.amount)?;
        let staking = &mut ledger.staking;
        let bucket = staking.bucket(self.bucket)?;
        effects.index(self.bucket);
        effects.address(bucket.owner);
        effects.address(bucket.candidate);
        // The node looks at the lock first. Both fail alike, and "lock it first" is no help with an unstaked bucket.
        if bucket.is_unstaked() {
            return Err(Rule::AlreadyUnstaked.into());
        }
        if !bucket.locked {
            return Err(Rule::NotLocked.into());
        }
        let candidate = staking.candidate(bucket.candidate)?.id;
        let self_stake = staking.is_self_stake(bucket);
        let before = bucket.weight(self_stake);
        if let Some(bucket) = staking.buckets.get_mut(&self.bucket) {
            bucket.amount = bucket.amount.saturating_add(self.amount);
            let after = bucket.weight(self_stake);
            staking.revote(candidate, before, after);
        }
        if self_stake && let Some(c) = staking.candidates.get_mut(&candidate) {
            c.self_stake = c.self_stake.saturating_add(self.amount);
        }
        effects.transfer(
            TransferKind::DepositToBucket,
            Party::Account(ctx.caller),
            Party::StakingPool,
            self.amount,
        );
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!(
            "Add {} IOTX to {}.",
            self.amount.for_people(),
            bucket(self.bucket, ledger)
        )
    }

    fn spends(&self) -> Amount {
        self.amount
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::Bucket(self.bucket), Touch::FundedBucket(self.bucket)]
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let foreign = match ledger.staking.bucket(self.bucket) {
            Ok(bucket) if bucket.owner != ctx.caller => Some(Rule::ForeignBucket),
            _ => None,
        };
        foreign.into_iter().chain(fees_left(ctx, self.amount)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::*;

    #[test]
    fn the_sentence_shows_every_digit_that_is_approved() {
        for amount in ["0.00001", "100.00009", "0.000000000000000001"] {
            let deposit = Deposit {
                bucket: 7,
                amount: amount.parse().unwrap(),
                payload: Vec::new(),
            };
            assert_eq!(
                deposit.sentence(&Ledger::default(), &context(STRANGER)).to_string(),
                format!("Add {amount} IOTX to bucket 7.")
            );
        }
    }
}
