//! Register or update a delegate, in the forms without a BLS key.

use ballast_abi::{
    AbiEncode,
    staking::{CandidateRegisterCall, CandidateUpdateCall},
};
use ballast_domain::{
    Address, Amount, BucketId, Phrase, ReceiptStatus, TransferKind,
    actions::{Register, Update},
    phrase,
};

use super::super::{Write, rau, to_ethers};

/// The delegate stands, with its self-stake where one was made.
pub(super) fn registered(name: &str, owner: Address, bucket: Option<u64>) -> Phrase {
    let registered = phrase!("The delegate {} is registered for {}.", Phrase::delegate(name), owner);
    match bucket {
        Some(index) => phrase!("{} Its self-stake is {}.", registered, BucketId::native(index)),
        None => registered,
    }
}

impl Write for Register {
    fn calldata(&self) -> Vec<u8> {
        CandidateRegisterCall {
            name: self.name.clone(),
            operator_address: to_ethers(self.operator),
            reward_address: to_ethers(self.reward),
            owner_address: to_ethers(self.owner),
            amount: rau(self.amount),
            duration: self.duration.0,
            auto_stake: self.locked,
            data: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::SelfStake, Some(self.amount)))
    }

    fn done(&self, bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        registered(&self.name, self.owner, bucket)
    }
}

impl Write for Update {
    fn calldata(&self) -> Vec<u8> {
        CandidateUpdateCall {
            name: self.name.clone(),
            operator_address: to_ethers(self.operator),
            reward_address: to_ethers(self.reward),
        }
        .encode()
    }

    fn failed(&self, status: ReceiptStatus) -> Option<&'static str> {
        match status {
            ReceiptStatus::UNAUTHORIZED => Some("Only the delegate's owner may change it without its BLS key."),
            _ => None,
        }
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("The delegate {} is updated.", Phrase::delegate(&self.name))
    }
}
