//! Give a bucket to another owner.

use ballast_abi::{AbiEncode, staking::TransferStakeCall};
use ballast_domain::{Amount, BucketId, Phrase, actions::TransferStake, phrase};

use super::super::{Write, to_ethers};

impl Write for TransferStake {
    fn calldata(&self) -> Vec<u8> {
        TransferStakeCall {
            voter_address: to_ethers(self.to),
            bucket_index: self.bucket,
            data: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "{} belongs to {}.",
            Phrase::title(BucketId::native(self.bucket)),
            self.to
        )
    }
}
