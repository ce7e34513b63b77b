//! Have one's voter rewards paid to another account.

use ballast_abi::{AbiEncode, rewarding::SetVoterRewardDestinationCall};
use ballast_domain::{Address, Amount, Phrase, actions::SetVoterRewardDestination, phrase};

use super::super::{Write, to_ethers};
use crate::{Receipt, VoterRewardEvent, decode::voter_reward_event};

impl Write for SetVoterRewardDestination {
    fn to(&self) -> Address {
        Address::REWARDING
    }

    fn calldata(&self) -> Vec<u8> {
        SetVoterRewardDestinationCall {
            recipient: to_ethers(self.recipient),
        }
        .encode()
    }

    fn told(&self, receipt: &Receipt) -> Option<Phrase> {
        let mut events = receipt.logs.iter().filter_map(|log| voter_reward_event(log).ok()?);
        let (voter, before, after) = events.find_map(|event| match event {
            VoterRewardEvent::DestinationSet { voter, before, after } => Some((voter, before, after)),
            _ => None,
        })?;
        Some(match (before == after, after == voter) {
            (true, true) => "Your voter rewards are paid to your own account, as before.".into(),
            (true, false) => phrase!("Your voter rewards are paid to {}, as before.", after),
            (false, true) => phrase!(
                "Your voter rewards are paid to your own account, and no longer to {}.",
                before
            ),
            (false, false) if before == voter => phrase!("Your voter rewards are paid to {}.", after),
            (false, false) => phrase!("Your voter rewards are paid to {}, and no longer to {}.", after, before),
        })
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        match self.recipient.is_zero() {
            true => "Your voter rewards are paid to your own account.".into(),
            false => phrase!("Your voter rewards are paid to {}.", self.recipient),
        }
    }
}
