//! Begin to leave.

use ballast_abi::{AbiEncode, staking::UnstakeCall};
use ballast_domain::{Amount, BucketId, Phrase, actions::Unstake, phrase};

use super::super::Write;

impl Write for Unstake {
    fn calldata(&self) -> Vec<u8> {
        UnstakeCall {
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
            "{} is unstaked and no longer votes. Its waiting time has begun.",
            Phrase::title(BucketId::native(self.bucket))
        )
    }
}
