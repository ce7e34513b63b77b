//! A change of a registration in any of its forms: without a BLS key, with one, and with one and its proof of possession.

use super::{super::words::is_opted_in, events::Registered, keys::Key, registration::require_somebody};
use crate::{Address, Amount, Candidate, Context, Effects, Ledger, Phrase, Refusal, Rule, Touch, phrase};

/// A change of a registration, whichever form it has: all of it is written anew, but for the key where the form has none.
pub(super) struct Change<'a> {
    pub name: &'a str,
    pub operator: Address,
    pub reward: Address,
    pub key: Key<'a>,
}

impl Change<'_> {
    /// The rules that need no ledger.
    pub(super) fn admit(&self) -> Result<(), Refusal> {
        self.key.admit()?;
        match Candidate::is_valid_name(self.name) {
            true => Ok(()),
            false => Err(Rule::CandidateName.into()),
        }
    }

    /// Changes it, in the node's order: who may, then the key's proof, then the key, then name and operator (zanzibar.md §3).
    pub(super) fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        self.key.require_some(ctx)?;
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
        if !is_owner && (!same || self.key.key().is_none()) {
            return Err(Rule::OperatorChanges.into());
        }
        let id = candidate.id;
        self.key.require_proof(id, ctx)?;
        self.key.require_own(staking, id, ctx)?;
        // Logged before the node looks whether name and operator are free.
        effects.address(id);
        if let Some(key) = self.key.key() {
            let changed = Registered {
                id,
                owner: candidate.owner,
                operator: self.operator,
                reward: self.reward,
                name: self.name,
                key,
            };
            effects.events.push(changed.updated());
        }
        if staking.by_name(self.name).is_some_and(|other| other.id != id) {
            return Err(Rule::NameTaken.into());
        }
        if staking.by_operator(self.operator).is_some_and(|other| other.id != id) {
            return Err(Rule::OperatorTaken.into());
        }
        if let Some(candidate) = staking.candidates.get_mut(&id) {
            self.name.clone_into(&mut candidate.name);
            candidate.operator = self.operator;
            candidate.reward = self.reward;
            if let Some(key) = self.key.key() {
                candidate.bls_key = key.as_bytes().to_vec();
            }
        }
        Ok(())
    }

    /// Whether the protocol pays its voters: then nothing goes to the reward address.
    pub(super) fn touches(caller: Address) -> Vec<Touch> {
        vec![Touch::VoterRewards(caller)]
    }

    pub(super) fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        let Some(old) = whose(ledger, ctx) else {
            return phrase!("Change your delegate to {}.", self.name);
        };
        let mut changes = Vec::<Phrase>::new();
        if old.name != self.name {
            changes.push(phrase!("its name to {}", self.name));
        }
        if old.operator != self.operator {
            changes.push(phrase!("its operator to {}", self.operator));
        }
        if old.reward != self.reward {
            changes.push(phrase!("its reward address to {}", self.reward));
        }
        if self.key.key().is_some_and(|key| old.bls_key != key.as_bytes()) {
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

    pub(super) fn forbid(&self, ctx: &Context) -> Result<(), Refusal> {
        require_somebody(&[self.operator, self.reward])?;
        self.key.forbid(ctx)
    }

    pub(super) fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let idle = |old: &Candidate| old.reward != self.reward && is_opted_in(ledger, old.id);
        match whose(ledger, ctx).is_some_and(idle) {
            true => vec![Rule::RewardAddressIdle],
            false => Vec::new(),
        }
    }
}

/// The delegate that the caller owns or operates.
fn whose<'a>(ledger: &'a Ledger, ctx: &Context) -> Option<&'a Candidate> {
    let staking = &ledger.staking;
    staking.by_owner(ctx.caller).or_else(|| staking.by_operator(ctx.caller))
}
