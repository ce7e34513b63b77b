//! Stake with a delegate: a new bucket.

use serde::{Deserialize, Serialize};

use super::super::{
    Rules,
    words::{days, fees_left, leaving},
};
use crate::{
    Address, Amount, Bucket, BucketId, Candidate, Context, Days, Effects, Endorsement, Ledger, Party, Phrase, Refusal,
    Rule, StakingParams, Touch, TransferKind, phrase,
};

/// Stake `amount` with `candidate` for `duration`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateStake {
    /// The delegate's name.
    pub candidate: String,
    /// At least 100 IOTX.
    pub amount: Amount,
    /// 0 to 1,050.
    pub duration: Days,
    /// Stake-lock.
    pub locked: bool,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for CreateStake {
    fn method(&self) -> &'static str {
        "createStake"
    }

    fn admit(&self, params: &StakingParams) -> Result<(), Refusal> {
        if self.amount.is_zero() {
            return Err(Rule::AmountZero.into());
        }
        if !Candidate::is_valid_name(&self.candidate) {
            return Err(Rule::CandidateName.into());
        }
        if self.amount < params.min_stake {
            return Err(Rule::MinStake.into());
        }
        if self.duration > params.max_duration {
            return Err(Rule::MaxDuration.into());
        }
        Ok(())
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        ctx.require_balance(self.amount)?;
        let staking = &mut ledger.staking;
        let candidate = staking
            .by_name(&self.candidate)
            .ok_or(Refusal::from(Rule::CandidateExists))?
            .id;
        let bucket = Bucket {
            id: BucketId::native(staking.next_index),
            candidate,
            owner: ctx.caller,
            amount: self.amount,
            duration: self.duration,
            created: ctx.now,
            stake_start: ctx.now,
            unstake_start: None,
            locked: self.locked,
            endorsement: Endorsement::None,
            blocks: None,
        };
        let votes = bucket.weight(false);
        let index = staking.add_bucket(bucket);
        staking.revote(candidate, crate::Votes::ZERO, votes);
        effects.index(index);
        effects.address(candidate);
        effects.transfer(
            TransferKind::CreateBucket,
            Party::Account(ctx.caller),
            Party::StakingPool,
            self.amount,
        );
        Ok(())
    }

    fn sentence(&self, _ledger: &Ledger, ctx: &Context) -> Phrase {
        let (amount, name) = (self.amount.for_people(), Phrase::delegate(&self.candidate));
        let wait = ctx.params.staking.withdraw_wait;
        let free = ctx.now.plus_days(self.duration).plus_seconds(wait).date();
        if self.locked {
            let wait_days = u32::try_from(wait / crate::SECONDS_PER_DAY).unwrap_or(u32::MAX);
            let after = days(Days(self.duration.0.saturating_add(wait_days)));
            phrase!(
                "Lock {} IOTX with {}. The money comes back {} after you unlock it, on {} at the earliest.",
                amount,
                &name,
                after,
                free
            )
        } else {
            let term = days(self.duration);
            phrase!(
                "Stake {} IOTX with {} for {}. The money is available on {} at the earliest.",
                amount,
                &name,
                term,
                free
            )
        }
    }

    fn spends(&self) -> Amount {
        self.amount
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::NextBucket, Touch::Delegate(self.candidate.clone())]
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let leaving = leaving(ledger.staking.by_name(&self.candidate));
        leaving.into_iter().chain(fees_left(ctx, self.amount)).collect()
    }
}
