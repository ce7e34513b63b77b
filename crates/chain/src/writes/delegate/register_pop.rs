//! Register or update a delegate with its BLS key and the key's proof of possession.

use ballast_abi::{
    AbiEncode,
    staking::{CandidateRegisterWithBLSAndPoPCall, CandidateUpdateWithBLSAndPoPCall},
};
use ballast_domain::{
    Amount, Phrase, ReceiptStatus, TransferKind,
    actions::{RegisterWithBlsAndPop, UpdateWithBlsAndPop},
    phrase,
};

use super::{
    super::{Write, to_ethers},
    register::registered,
};

impl Write for RegisterWithBlsAndPop {
    /// The self-stake; the fee is taken beside it.
    fn value(&self) -> Amount {
        self.amount
    }

    fn calldata(&self) -> Vec<u8> {
        CandidateRegisterWithBLSAndPoPCall {
            name: self.name.clone(),
            operator_address: to_ethers(self.operator),
            reward_address: to_ethers(self.reward),
            owner_address: to_ethers(self.owner),
            duration: self.duration.0,
            auto_stake: self.locked,
            bls_pub_key: self.bls_key.as_bytes().to_vec().into(),
            bls_pop: self.proof.as_bytes().to_vec().into(),
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

    fn failed(&self, status: ReceiptStatus) -> Option<&'static str> {
        match status {
            ReceiptStatus::UNAUTHORIZED => Some("The proof of possession was not that of the BLS key for this owner."),
            ReceiptStatus::CANDIDATE_CONFLICT => Some("The name, operator or BLS key belongs to another delegate."),
            _ => None,
        }
    }

    fn done(&self, bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        registered(&self.name, self.owner, bucket)
    }
}

impl Write for UpdateWithBlsAndPop {
    fn calldata(&self) -> Vec<u8> {
        CandidateUpdateWithBLSAndPoPCall {
            name: self.name.clone(),
            operator_address: to_ethers(self.operator),
            reward_address: to_ethers(self.reward),
            bls_pub_key: self.bls_key.as_bytes().to_vec().into(),
            bls_pop: self.proof.as_bytes().to_vec().into(),
        }
        .encode()
    }

    fn failed(&self, status: ReceiptStatus) -> Option<&'static str> {
        match status {
            ReceiptStatus::UNAUTHORIZED => Some(
                "The proof of possession was not that of the BLS key for this delegate, or its operator changed more than \
                 the key.",
            ),
            ReceiptStatus::CANDIDATE_CONFLICT => Some("The name, operator or BLS key belongs to another delegate."),
            _ => None,
        }
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("The delegate {} is updated.", Phrase::delegate(&self.name))
    }
}
