//! Give a delegate to another owner.

use serde::{Deserialize, Serialize};

use super::super::{Rules, words::belongs_to_somebody};
use crate::{
    Address, Amount, Candidate, Context, Effects, Endorsement, Ledger, Phrase, Refusal, Rule, StakingState, Touch,
    Votes, phrase,
};

/// Make `to` the owner of the caller's delegate. Its id, and with it all votes, stay.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferOwnership {
    /// The new owner: an account without a delegate.
    pub to: Address,
    /// A memo for the chain; costs 100 gas a byte.
    #[serde(default)]
    pub payload: Vec<u8>,
}

/// The votes that a delegate loses with its self-stake when its owner changes; `None` where it keeps it, because it is
/// an endorsement.
fn lost(staking: &StakingState, candidate: &Candidate) -> Option<Votes> {
    let bucket = match staking.bucket(candidate.self_stake_bucket?) {
        Ok(bucket) => bucket,
        Err(_) => return Some(Votes::ZERO),
    };
    if bucket.endorsement != Endorsement::None {
        return None;
    }
    if bucket.is_unstaked() {
        return Some(Votes::ZERO);
    }
    Some(bucket.weight(true).saturating_sub(bucket.weight(false)))
}

impl Rules for TransferOwnership {
    fn method(&self) -> &'static str {
        "candidateTransferOwnership"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        effects.name(self.method());
        ctx.require_balance(Amount::ZERO)?;
        let staking = &mut ledger.staking;
        let candidate = staking
            .by_owner(ctx.caller)
            .ok_or(Refusal::from(Rule::CandidateExists))?;
        if self.to == ctx.caller {
            return Err(Rule::OwnDelegate.into());
        }
        if ledger.codes.contains(&self.to) {
            return Err(Rule::NewOwnerContract.into());
        }
        let id = candidate.id;
        let had_one = staking.candidates.contains_key(&self.to) && self.to != id;
        if had_one || staking.by_owner(self.to).is_some() {
            return Err(Rule::NewOwnerTaken.into());
        }
        let lost = lost(staking, candidate);
        if let Some(lost) = lost {
            staking.revote(id, lost, Votes::ZERO);
        }
        if let Some(candidate) = staking.candidates.get_mut(&id) {
            candidate.owner = self.to;
            if lost.is_some() {
                candidate.self_stake_bucket = None;
                candidate.self_stake = Amount::ZERO;
            }
        }
        effects.address(ctx.caller);
        effects.address(self.to);
        Ok(())
    }

    fn sentence(&self, ledger: &Ledger, ctx: &Context) -> Phrase {
        match ledger.staking.by_owner(ctx.caller) {
            Some(c) => phrase!(
                "Give the delegate {} to {}. It will not be yours any more.",
                Phrase::delegate(&c.name),
                self.to
            ),
            None => phrase!("Give your delegate to {}. It will not be yours any more.", self.to),
        }
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::NewOwner(self.to), Touch::SelfStake(caller)]
    }

    fn cautions(&self, ledger: &Ledger, ctx: &Context) -> Vec<Rule> {
        let staking = &ledger.staking;
        let own = staking.by_owner(ctx.caller);
        match own.is_some_and(|c| lost(staking, c).is_some()) {
            true => vec![Rule::SelfStakeLost],
            false => Vec::new(),
        }
    }

    fn forbid(&self, _ledger: &Ledger, _ctx: &Context) -> Result<(), Refusal> {
        belongs_to_somebody(self.to)
    }

    fn gives_away(&self, _caller: Address) -> Option<Address> {
        Some(self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bucket, BucketId, Days, Exit, actions::testing::*};

    /// The owner's delegate with its own locked bucket as self-stake.
    fn ledger(endorsement: Endorsement) -> Ledger {
        let now = context(REWARD).now;
        let bucket = Bucket {
            id: BucketId::native(0),
            candidate: REWARD,
            owner: REWARD,
            amount: Amount::from_iotx(1_200_000),
            duration: Days(91),
            created: now,
            stake_start: now,
            unstake_start: None,
            locked: true,
            endorsement,
            blocks: None,
        };
        let mut ledger = Ledger::default();
        ledger.staking.add_candidate(Candidate {
            id: REWARD,
            owner: REWARD,
            operator: REWARD,
            reward: REWARD,
            name: "fathom".into(),
            votes: bucket.weight(true),
            self_stake_bucket: Some(0),
            self_stake: bucket.amount,
            bls_key: Vec::new(),
            exit: Exit::None,
        });
        ledger.staking.add_bucket(bucket);
        ledger
    }

    fn give(to: Address) -> TransferOwnership {
        TransferOwnership {
            to,
            payload: Vec::new(),
        }
    }

    #[test]
    fn an_own_self_stake_ends_with_the_change_and_an_endorsement_stays() {
        for endorsement in [Endorsement::None, Endorsement::Endorsed] {
            let mut ledger = ledger(endorsement);
            let kept = endorsement != Endorsement::None;
            let weight = ledger.staking.buckets[&0].weight(kept);
            done(&give(STRANGER), &mut ledger, REWARD);
            let delegate = &ledger.staking.candidates[&REWARD];
            assert_eq!((delegate.id, delegate.owner), (REWARD, STRANGER));
            assert_eq!(delegate.self_stake_bucket.is_some(), kept);
            assert_eq!(delegate.votes, weight);
        }
    }

    #[test]
    fn a_contract_is_no_owner() {
        let mut ledger = ledger(Endorsement::None);
        ledger.codes.insert(STRANGER);
        let (refusal, _) = refused(&give(STRANGER), &mut ledger, REWARD);
        assert_eq!(refusal.rule, Rule::NewOwnerContract);
        let (refusal, _) = refused(&give(REWARD), &mut ledger, REWARD);
        assert_eq!(refusal.rule, Rule::OwnDelegate);
    }
}
