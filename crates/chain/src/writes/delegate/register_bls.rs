//! Register or update a delegate with its BLS key.

use ballast_abi::{
    AbiEncode,
    staking::{CandidateRegisterWithBLSCall, CandidateUpdateWithBLSCall},
};
use ballast_domain::{
    Amount, BucketId, Phrase, TransferKind,
    actions::{RegisterWithBls, UpdateWithBls},
    phrase,
};

use super::super::{Write, to_ethers};

impl Write for RegisterWithBls {
    /// The self-stake; the fee is taken beside it.
    fn value(&self) -> Amount {
        self.amount
    }

    fn calldata(&self) -> Vec<u8> {
        CandidateRegisterWithBLSCall {
            name: self.name.clone(),
            operator_address: to_ethers(self.operator),
            reward_address: to_ethers(self.reward),
            owner_address: to_ethers(self.owner),
            duration: self.duration.0,
            auto_stake: self.locked,
            bls_pub_key: self.bls_key.as_bytes().to_vec().into(),
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
        let registered = phrase!(
            "The delegate {} is registered for {}.",
            Phrase::delegate(&self.name),
            self.owner
        );
        match bucket {
            Some(index) => phrase!("{} Its self-stake is {}.", registered, BucketId::native(index)),
            None => registered,
        }
    }
}

impl Write for UpdateWithBls {
    fn calldata(&self) -> Vec<u8> {
        CandidateUpdateWithBLSCall {
            name: self.name.clone(),
            operator_address: to_ethers(self.operator),
            reward_address: to_ethers(self.reward),
            bls_pub_key: self.bls_key.as_bytes().to_vec().into(),
        }
        .encode()
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("The delegate {} is updated.", Phrase::delegate(&self.name))
    }
}
