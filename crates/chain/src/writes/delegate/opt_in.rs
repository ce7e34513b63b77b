//! Have the protocol pay a delegate's voters.

use ballast_abi::{AbiEncode, staking::SetVoterRewardOptInCall};
use ballast_domain::{Amount, Phrase, ReceiptStatus, actions::VoterRewardOptIn, phrase};

use super::super::Write;
use crate::{Receipt, VoterRewardEvent, decode::voter_reward_event};

impl Write for VoterRewardOptIn {
    fn calldata(&self) -> Vec<u8> {
        SetVoterRewardOptInCall.encode()
    }

    fn failed(&self, status: ReceiptStatus) -> Option<&'static str> {
        match status {
            ReceiptStatus::CANDIDATE_NOT_EXIST => Some("The account owns no delegate; its operator is not enough."),
            _ => None,
        }
    }

    fn told(&self, receipt: &Receipt) -> Option<Phrase> {
        let mut events = receipt.logs.iter().filter_map(|log| voter_reward_event(log).ok()?);
        let delegate = events.find_map(|event| match event {
            VoterRewardEvent::OptedIn { delegate } => Some(delegate),
            _ => None,
        })?;
        Some(phrase!(
            "The delegate with the id {} is opted in: from the next freeze on the chain pays its voters.",
            delegate
        ))
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        "The delegate is opted in: from the next freeze on the chain pays its voters.".into()
    }
}
