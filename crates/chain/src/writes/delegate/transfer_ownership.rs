//! Give a delegate to another owner.

use ballast_abi::{AbiEncode, staking::CandidateTransferOwnershipCall};
use ballast_domain::{Amount, Phrase, actions::TransferOwnership, phrase};

use super::super::{Write, to_ethers};

impl Write for TransferOwnership {
    fn calldata(&self) -> Vec<u8> {
        CandidateTransferOwnershipCall {
            new_owner: to_ethers(self.to),
            payload: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("Your delegate belongs to {}.", self.to)
    }
}
