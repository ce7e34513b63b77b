//! Register or update a delegate in the forms without a BLS key, which today's chain accepts for a registration
//! without self-stake only (node-behaviour.md §7).

use serde::{Deserialize, Serialize};

use super::super::{Rules, words::fees_left};
use crate::{
    Address, Amount, Candidate, Context, Days, Effects, Exit, Ledger, Party, Phrase, Refusal, Rule, StakingParams,
    StakingState, Touch, TransferKind, Votes, phrase,
};

/// Register a delegate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Register {
    /// 1 to 12 characters of a-z and 0-9, not taken.
    pub name: String,
    /// Who will sign its blocks.
    pub operator: Address,
    /// Where its rewards are credited.
    pub reward: Address,
    /// Who controls it.
    pub owner: Address,
    /// The self-stake; only zero is accepted in this form.
    pub amount: Amount,
    /// The self-stake's duration.
    pub duration: Days,
    /// The self-stake's stake-lock.
    pub locked: bool,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

/// The node takes the zero address and the protocols' for any of them, and what belongs to them is lost
/// (node-behaviour.md §3).
pub(super) fn require_somebody(addresses: &[Address]) -> Result<(), Refusal> {
    match addresses.iter().any(|a| a.is_zero() || a.is_protocol()) {
        true => Err(Rule::DelegateNobody.into()),
        false => Ok(()),
    }
}

/// The cautions for a registration: in another's name, and where it leaves hardly anything for the next fee.
pub(super) fn cautions_of(owner: Address, self_stake: Amount, ctx: &Context) -> Vec<Rule> {
    let for_other = (owner != ctx.caller).then_some(Rule::RegisterForOther);
    let paid = self_stake.saturating_add(ctx.params.staking.registration_fee);
    for_other.into_iter().chain(fees_left(ctx, paid)).collect()
}

/// Whether a delegate with this owner, name and operator can be registered.
pub(super) fn require_free(
    staking: &StakingState,
    owner: Address,
    name: &str,
    operator: Address,
) -> Result<(), Refusal> {
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
pub(super) fn require_fee(ctx: &Context, amount: Amount) -> Result<(), Refusal> {
    let fee = ctx.params.staking.registration_fee;
    ctx.require_balance(amount)?;
    ctx.require_balance(amount.saturating_add(fee))
        .map_err(|_| Rule::RegistrationFee.into())
}

impl Rules for Register {
    fn method(&self) -> &'static str {
        "candidateRegister"
    }

    fn admit(&self, params: &StakingParams) -> Result<(), Refusal> {
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
        Err(Rule::BlsKeyMissing.into())
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        let fee = ctx.params.staking.registration_fee;
        require_fee(ctx, self.amount)?;
        let staking = &mut ledger.staking;
        require_free(staking, self.owner, &self.name, self.operator)?;
        effects.index(u64::MAX);
        effects.address(self.owner);
        let candidate = Candidate {
            id: self.owner,
            owner: self.owner,
            operator: self.operator,
            reward: self.reward,
            name: self.name.clone(),
            votes: Votes::ZERO,
            self_stake_bucket: None,
            self_stake: Amount::ZERO,
            bls_key: Vec::new(),
            exit: Exit::None,
        };
        staking.add_candidate(candidate);
        effects.transfer(
            TransferKind::RegistrationFee,
            Party::Account(ctx.caller),
            Party::RewardingPool,
            fee,
        );
        Ok(())
    }

    fn spends(&self) -> Amount {
        self.amount
    }

    fn touches(&self, _caller: Address) -> Vec<Touch> {
        vec![Touch::NextBucket]
    }

    fn sentence(&self, _ledger: &Ledger, ctx: &Context) -> Phrase {
        phrase!(
            "Register the delegate {}, owned by {}. The registration fee of {} IOTX goes to the reward pool, for good.",
            &self.name,
            self.owner,
            ctx.params.staking.registration_fee.for_people()
        )
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        require_somebody(&[self.owner, self.operator, self.reward])
    }

    fn cautions(&self, _ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        cautions_of(self.owner, self.amount, ctx)
    }
}

/// Change a delegate's registration. Always refused today: an update needs a BLS key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Update {
    /// The new name.
    pub name: String,
    /// The new operator.
    pub operator: Address,
    /// The new reward address.
    pub reward: Address,
}

impl Rules for Update {
    fn method(&self) -> &'static str {
        "candidateUpdate"
    }

    fn admit(&self, _params: &StakingParams) -> Result<(), Refusal> {
        if !Candidate::is_valid_name(&self.name) {
            return Err(Rule::CandidateName.into());
        }
        Err(Rule::BlsKeyMissing.into())
    }

    fn apply(&self, _ledger: &mut Ledger, _ctx: &Context, _effects: &mut Effects) -> Result<(), Refusal> {
        Err(Rule::BlsKeyMissing.into())
    }

    fn sentence(&self, _ledger: &Ledger, _ctx: &Context) -> Phrase {
        phrase!("Change your delegate to {}.", &self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FailsAs, ReceiptStatus, actions::testing::*};

    #[test]
    fn the_sentence_names_the_fee_and_where_it_goes() {
        let register = Register {
            name: "fathom".into(),
            operator: STRANGER,
            reward: REWARD,
            owner: STRANGER,
            amount: Amount::ZERO,
            duration: Days(0),
            locked: false,
            payload: Vec::new(),
        };
        let sentence = register.sentence(&Ledger::default(), &context(STRANGER)).to_string();
        assert!(
            sentence.ends_with("The registration fee of 100 IOTX goes to the reward pool, for good."),
            "{sentence}"
        );
        let effects = done(&register, &mut Ledger::default(), STRANGER);
        assert_eq!(effects.transfers[0].amount, Amount::from_iotx(100));
        assert_eq!(effects.transfers[0].to, Party::RewardingPool);
    }

    /// Without a self-stake.
    fn register() -> Register {
        Register {
            name: "fathom".into(),
            operator: STRANGER,
            reward: REWARD,
            owner: STRANGER,
            amount: Amount::ZERO,
            duration: Days(0),
            locked: false,
            payload: Vec::new(),
        }
    }

    #[test]
    fn a_registration_that_leaves_nothing_for_fees_is_warned_of() {
        let register = register();
        let with = |balance: &str| {
            let ctx = Context {
                balance: balance.parse().unwrap(),
                ..context(STRANGER)
            };
            register.cautions(&Ledger::default(), &ctx)
        };
        assert_eq!(with("100.03"), [Rule::FeesLeft]);
        assert_eq!(with("100.04"), []);
    }

    #[test]
    fn who_cannot_pay_the_registration_fee_is_mined_and_who_cannot_pay_less_is_refused() {
        let register = register();
        let with = |balance: &str| {
            let ctx = Context {
                balance: balance.parse().unwrap(),
                ..context(STRANGER)
            };
            let done = register.apply(&mut Ledger::default(), &ctx, &mut Effects::default());
            done.map_err(|refusal| refusal.rule)
        };
        assert_eq!(with("0.009"), Err(Rule::Balance));
        assert_eq!(with("100.009"), Err(Rule::RegistrationFee));
        assert_eq!(with("100.01"), Ok(()));
        assert_eq!(Rule::Balance.fails_as(), FailsAs::Refused);
        let mined = FailsAs::Status(ReceiptStatus::NOT_ENOUGH_BALANCE);
        assert_eq!(Rule::RegistrationFee.fails_as(), mined);
    }
}
