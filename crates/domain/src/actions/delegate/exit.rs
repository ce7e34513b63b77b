//! The exit queue (IIP-61): a delegate asks to leave, gets a slot, and confirms.

use serde::{Deserialize, Serialize};

use super::{
    super::Rules,
    endorse::{exit_requested, leave, request_exit},
};
use crate::{Address, Candidate, Context, Effects, Event, Ledger, Phrase, Refusal, Rule, Touch};

/// `CandidateDeactivated(address indexed candidate)`.
const DEACTIVATED: [u8; 32] = [
    0xba, 0xea, 0x72, 0x7d, 0xff, 0xfa, 0x01, 0xfd, 0xb9, 0x52, 0xc2, 0xb3, 0x13, 0x51, 0x00, 0x33, 0xb0, 0xa6, 0x31,
    0xd0, 0xcc, 0x04, 0xc8, 0x18, 0xa3, 0x13, 0xb7, 0x50, 0x60, 0x68, 0x3e, 0x5a,
];

/// Ask to leave; cannot be taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RequestExit {}

/// Leave, from the scheduled block on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConfirmExit {}

fn own_candidate<'a>(ledger: &'a Ledger, ctx: &Context) -> Result<&'a Candidate, Refusal> {
    let candidate = ledger
        .staking
        .by_owner(ctx.caller)
        .ok_or(Refusal::from(Rule::CandidateExists))?;
    match candidate.self_stake_bucket {
        Some(_) => Ok(candidate),
        None => Err(Rule::NoSelfStake.into()),
    }
}

impl Rules for RequestExit {
    fn method(&self) -> &'static str {
        "requestCandidateDeactivation"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let owner = own_candidate(ledger, ctx)?.owner;
        request_exit(ledger, owner)?;
        effects.events.push(exit_requested(owner));
        Ok(())
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::SelfStake(caller)]
    }

    fn sentence(&self, _ledger: &Ledger, _ctx: &Context) -> Phrase {
        "Ask to take your delegate out of the election. This cannot be taken back.".into()
    }
}

impl Rules for ConfirmExit {
    fn method(&self) -> &'static str {
        "confirmCandidateDeactivation"
    }

    fn apply(&self, ledger: &mut Ledger, ctx: &Context, effects: &mut Effects) -> Result<(), Refusal> {
        let candidate = own_candidate(ledger, ctx)?;
        let (id, index) = (candidate.id, candidate.self_stake_bucket.unwrap_or(u64::MAX));
        ledger.staking.bucket(index)?;
        leave(ledger, id, ctx.height)?;
        let Event { topics, .. } = exit_requested(id);
        effects.events.push(Event {
            topics: vec![DEACTIVATED, topics[1]],
            data: Vec::new(),
        });
        Ok(())
    }

    fn touches(&self, caller: Address) -> Vec<Touch> {
        vec![Touch::SelfStake(caller)]
    }

    fn sentence(&self, _ledger: &Ledger, _ctx: &Context) -> Phrase {
        "Take your delegate out of the election.".into()
    }
}

#[cfg(test)]
mod tests {
    use super::super::endorse::EXIT_REQUESTED;
    use super::*;
    use crate::keccak256;

    #[test]
    fn events_are_named_by_the_hash_of_their_signature() {
        assert_eq!(keccak256(b"CandidateDeactivated(address)"), DEACTIVATED);
        assert_eq!(keccak256(b"CandidateDeactivationRequested(address)"), EXIT_REQUESTED);
    }
}
