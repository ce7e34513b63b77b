//! Register or update a delegate, in the forms without a BLS key.

use ballast_abi::{
    AbiEncode,
    staking::{CandidateRegisterCall, CandidateUpdateCall},
};
use ballast_domain::{
    Amount, Phrase, TransferKind,
    actions::{Register, Update},
    phrase,
};

use super::super::{Write, rau, to_ethers};

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

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "The delegate {} is registered for {}.",
            Phrase::delegate(&self.name),
            self.owner
        )
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

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("The delegate {} is updated.", Phrase::delegate(&self.name))
    }
}
