//! Register a delegate, or change its registration, with the BLS key that its node signs with: the forms that today's
//! chain takes (node-behaviour.md §7).

use serde::{Deserialize, Serialize};

use super::{
    super::Rules,
    events::{Registered, activated, staked},
    register::{cautions_of, require_fee, require_free, require_somebody},
};
use crate::{
    Address, Amount, BlsKey, Bucket, BucketId, Candidate, Context, Days, Effects, Endorsement, Exit, Ledger, Party,
    Phrase, Refusal, Rule, StakingParams, Touch, TransferKind, Votes, phrase,
};

/// Register a delegate with a BLS key, with or without a self-stake.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterWithBls {
    /// 1 to 12 characters of a-z and 0-9, not taken.
    pub name: String,
    /// Who will sign its blocks.
    pub operator: Address,
    /// Where its rewards are credited.
    pub reward: Address,
    /// Who controls it, and will own the self-stake.
    pub owner: Address,
    /// The self-stake: nothing, or at least 1,200,000 IOTX. It is sent along as the transaction's value.
    pub amount: Amount,
    /// The self-stake's duration, 0 to 1,050 days.
    pub duration: Days,
    /// The self-stake's stake-lock.
    pub locked: bool,
    /// The node's public key.
    pub bls_key: BlsKey,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

impl Rules for RegisterWithBls {
    fn method(&self) -> &'static str {
        "candidateRegisterWithBLS"
    }

    fn admit(&self, params: &StakingParams) -> Result<(), Refusal> {
        require_key(&self.bls_key)?;
        if !Candidate::is_valid_name(&self.name) {
            return Err(Rule::CandidateName.into());
        }
        if self.amount.is_zero() {
            return Ok(());
        }
        if self.amount < params.min_self_stake {
            return Err(Rule::RegisterAmount.into());
        }
        if self.duration > params.max_duration {
            return Err(Rule::MaxDuration.into());
        }
        Ok(())
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name("candidateRegister");
        let fee = ctx.params.staking.registration_fee;
        require_fee(ctx, self.amount)?;
        let staking = &mut ledger.staking;
        require_free(staking, self.owner, &self.name, self.operator)?;
        let id = self.owner;
        let registered = Registered {
            id,
            owner: self.owner,
            operator: self.operator,
            reward: self.reward,
            name: &self.name,
            key: &self.bls_key,
        };
        effects.events.push(registered.registered());
        let payer = Party::Account(ctx.caller);
        let (mut votes, mut self_stake_bucket) = (Votes::ZERO, None);
        if !self.amount.is_zero() {
            let bucket = Bucket {
                id: BucketId::native(staking.next_index),
                candidate: id,
                owner: self.owner,
                amount: self.amount,
                duration: self.duration,
                created: ctx.now,
                stake_start: ctx.now,
                unstake_start: None,
                locked: self.locked,
                endorsement: Endorsement::None,
                blocks: None,
            };
            votes = bucket.weight(true);
            let index = staking.add_bucket(bucket);
            self_stake_bucket = Some(index);
            let (amount, days) = (self.amount, self.duration);
            effects
                .events
                .push(staked(self.owner, id, index, amount, days, self.locked));
            effects.events.push(activated(id, index));
            effects.transfer(TransferKind::SelfStake, payer, Party::StakingPool, amount);
        }
        staking.add_candidate(Candidate {
            id,
            owner: self.owner,
            operator: self.operator,
            reward: self.reward,
            name: self.name.clone(),
            votes,
            self_stake_bucket,
            self_stake: self.amount,
            bls_key: self.bls_key.as_bytes().to_vec(),
            exit: Exit::None,
        });
        effects.transfer(TransferKind::RegistrationFee, payer, Party::RewardingPool, fee);
        Ok(())
    }

    fn spends(&self) -> Amount {
        self.amount
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::NextBucket]
    }

    fn sentence(&self, _ledger: &Ledger, ctx: &Context) -> Phrase {
        let fee = ctx.params.staking.registration_fee.for_people();
        let stake = if self.amount.is_zero() {
            Phrase::from("without a self-stake")
        } else {
            phrase!("with a self-stake of {} IOTX", self.amount.for_people())
        };
        phrase!(
            "Register the delegate {}, owned by {}, {}. The registration fee of {} IOTX goes to the reward pool, for good.",
            &self.name,
            self.owner,
            stake,
            fee
        )
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        require_somebody(&[self.owner, self.operator, self.reward])
    }

    fn cautions(&self, _ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        cautions_of(self.owner, self.amount, ctx)
    }
}

/// Change a delegate's registration. Its operator may change the key alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateWithBls {
    /// The name, new or as it is.
    pub name: String,
    /// The operator, new or as it is.
    pub operator: Address,
    /// The reward address, new or as it is.
    pub reward: Address,
    /// The node's public key, new or as it is.
    pub bls_key: BlsKey,
}

impl Rules for UpdateWithBls {
    fn method(&self) -> &'static str {
        "candidateUpdateWithBLS"
    }

    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        require_key(&self.bls_key)?;
        if Candidate::is_valid_name(&self.name) {
            Ok(())
        } else {
            Err(Rule::CandidateName.into())
        }
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name("candidateUpdate");
        ctx.require_balance(Amount::ZERO)?;
        let staking = &mut ledger.staking;
        let of_owner = staking.by_owner(ctx.caller);
        let is_owner = of_owner.is_some();
        let candidate = of_owner
            .or_else(|| staking.by_operator(ctx.caller))
            .ok_or(Refusal::from(Rule::CandidateExists))?;
        let same =
            self.name == candidate.name && self.operator == candidate.operator && self.reward == candidate.reward;
        if !is_owner && !same {
            return Err(Rule::OperatorChanges.into());
        }
        let id = candidate.id;
        let changed = Registered {
            id,
            owner: candidate.owner,
            operator: self.operator,
            reward: self.reward,
            name: &self.name,
            key: &self.bls_key,
        };
        // Logged before the node looks whether name and operator are free.
        effects.events.push(changed.updated());
        if staking.by_name(&self.name).is_some_and(|other| other.id != id) {
            return Err(Rule::NameTaken.into());
        }
        if staking.by_operator(self.operator).is_some_and(|other| other.id != id) {
            return Err(Rule::OperatorTaken.into());
        }
        if let Some(candidate) = staking.candidates.get_mut(&id) {
            candidate.name.clone_from(&self.name);
            candidate.operator = self.operator;
            candidate.reward = self.reward;
            candidate.bls_key = self.bls_key.as_bytes().to_vec();
        }
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let staking = &ledger.staking;
        let Some(old) = staking.by_owner(ctx.caller).or_else(|| staking.by_operator(ctx.caller)) else {
            return phrase!("Change your delegate to {}.", &self.name);
        };
        let mut changes = Vec::<Phrase>::new();
        if old.name != self.name {
            changes.push(phrase!("its name to {}", &self.name));
        }
        if old.operator != self.operator {
            changes.push(phrase!("its operator to {}", self.operator));
        }
        if old.reward != self.reward {
            changes.push(phrase!("its reward address to {}", self.reward));
        }
        if old.bls_key != self.bls_key.as_bytes() {
            changes.push("its BLS key".into());
        }
        match changes.as_slice() {
            [] => phrase!(
                "Write the registration of {} again as it is.",
                Phrase::delegate(&old.name)
            ),
            all => phrase!(
                "Change the delegate {}: {}.",
                Phrase::delegate(&old.name),
                Phrase::joined(all.iter().cloned(), ", ")
            ),
        }
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        require_somebody(&[self.operator, self.reward])
    }
}

/// A key that is no point of its group: nodes refuse it as if it were no calldata at all. Without the curve's arithmetic,
/// as in the window, this is left to the review.
fn require_key(key: &BlsKey) -> Result<(), Refusal> {
    #[cfg(feature = "curves")]
    if !key.is_valid() {
        return Err(Rule::BlsKeyInvalid.into());
    }
    let _ = key;
    Ok(())
}
