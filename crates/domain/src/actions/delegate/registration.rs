//! A registration in any of its forms: without a BLS key, with one, and with one and its proof of possession.

use super::{
    super::words::fees_left,
    events::{Registered, activated, staked},
    keys::Key,
};
use crate::{
    Address, Amount, Bucket, BucketId, Candidate, Context, Days, Effects, Endorsement, Exit, Ledger, Party, Phrase,
    Refusal, Rule, StakingParams, StakingState, TransferKind, Votes, phrase,
};

/// A registration, whichever form it has.
pub(super) struct Registration<'a> {
    pub name: &'a str,
    pub operator: Address,
    pub reward: Address,
    pub owner: Address,
    pub amount: Amount,
    pub duration: Days,
    pub locked: bool,
    pub key: Key<'a>,
}

/// The node takes the zero address and the protocols' for any of them, and what belongs to them is lost
/// (node-behaviour.md §3).
pub(super) fn require_somebody(addresses: &[Address]) -> Result<(), Refusal> {
    match addresses.iter().any(|a| a.is_zero() || a.is_protocol()) {
        true => Err(Rule::DelegateNobody.into()),
        false => Ok(()),
    }
}

/// Whether a delegate with this owner, name and operator can be registered.
fn require_free(staking: &StakingState, owner: Address, name: &str, operator: Address) -> Result<(), Refusal> {
    // Its owner is its id, and no id is given twice.
    if staking.by_owner(owner).is_some() || staking.candidates.contains_key(&owner) {
        return Err(Rule::CandidateTaken.into());
    }
    if staking.by_name(name).is_some() {
        return Err(Rule::NameTaken.into());
    }
    if staking.by_operator(operator).is_some() {
        return Err(Rule::OperatorTaken.into());
    }
    Ok(())
}

/// Whether the account can pay the self-stake, the transaction's fee and, which a node sees only when it mines the
/// action, the registration fee.
fn require_fee(ctx: &Context, amount: Amount) -> Result<(), Refusal> {
    let fee = ctx.params.staking.registration_fee;
    ctx.require_balance(amount)?;
    ctx.require_balance(amount.saturating_add(fee))
        .map_err(|_| Rule::RegistrationFee.into())
}

impl Registration<'_> {
    /// The rules that need no ledger.
    pub(super) fn admit(&self, params: &StakingParams) -> Result<(), Refusal> {
        self.key.admit()?;
        if !Candidate::is_valid_name(self.name) {
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

    /// Registers, in the node's order: what is taken, then the key, then its proof (zanzibar.md §3).
    pub(super) fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        // Without a self-stake the form without a key was always taken.
        if !self.amount.is_zero() {
            self.key.require_some(ctx)?;
        }
        effects.name("candidateRegister");
        require_fee(ctx, self.amount)?;
        let staking = &mut ledger.staking;
        require_free(staking, self.owner, self.name, self.operator)?;
        let id = self.owner;
        self.key.require_own(staking, id, ctx)?;
        let stakes = !self.amount.is_zero();
        effects.index(if stakes { staking.next_index } else { u64::MAX });
        effects.address(id);
        self.key.require_proof(id, ctx)?;
        if let Some(key) = self.key.key() {
            let registered = Registered {
                id,
                owner: self.owner,
                operator: self.operator,
                reward: self.reward,
                name: self.name,
                key,
            };
            effects.events.push(registered.registered());
        }
        let payer = Party::Account(ctx.caller);
        let (mut votes, mut self_stake_bucket) = (Votes::ZERO, None);
        if stakes {
            let bucket = self.bucket(staking.next_index, ctx);
            votes = bucket.weight(true);
            let index = staking.add_bucket(bucket);
            self_stake_bucket = Some(index);
            if self.key.key().is_some() {
                let (amount, days) = (self.amount, self.duration);
                effects
                    .events
                    .push(staked(self.owner, id, index, amount, days, self.locked));
                effects.events.push(activated(id, index));
            }
            effects.transfer(TransferKind::SelfStake, payer, Party::StakingPool, self.amount);
        }
        staking.add_candidate(Candidate {
            id,
            owner: self.owner,
            operator: self.operator,
            reward: self.reward,
            name: self.name.to_owned(),
            votes,
            self_stake_bucket,
            self_stake: self.amount,
            bls_key: self.key.key().map_or_else(Vec::new, |key| key.as_bytes().to_vec()),
            exit: Exit::None,
        });
        let fee = ctx.params.staking.registration_fee;
        effects.transfer(TransferKind::RegistrationFee, payer, Party::RewardingPool, fee);
        Ok(())
    }

    fn bucket(&self, index: u64, ctx: &Context) -> Bucket {
        Bucket {
            id: BucketId::native(index),
            candidate: self.owner,
            owner: self.owner,
            amount: self.amount,
            duration: self.duration,
            created: ctx.now,
            stake_start: ctx.now,
            unstake_start: None,
            locked: self.locked,
            endorsement: Endorsement::None,
            blocks: None,
        }
    }

    pub(super) fn sentence(&self, ctx: &Context) -> Phrase {
        let stake = if self.amount.is_zero() {
            Phrase::from("without a self-stake")
        } else {
            phrase!("with a self-stake of {} IOTX", self.amount.for_people())
        };
        phrase!(
            "Register the delegate {}, owned by {}, {}. The registration fee of {} IOTX goes to the reward pool, for good.",
            self.name,
            self.owner,
            stake,
            ctx.params.staking.registration_fee.for_people()
        )
    }

    pub(super) fn forbid(&self, ctx: &Context) -> Result<(), Refusal> {
        require_somebody(&[self.owner, self.operator, self.reward])?;
        self.key.forbid(ctx)
    }

    /// In another's name, and where it leaves hardly anything for the next fee.
    pub(super) fn cautions(&self, ctx: &Context) -> Vec<Rule> {
        let for_other = (self.owner != ctx.caller).then_some(Rule::RegisterForOther);
        let paid = self.amount.saturating_add(ctx.params.staking.registration_fee);
        for_other.into_iter().chain(fees_left(ctx, paid)).collect()
    }
}
