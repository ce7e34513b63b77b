//! Set a bucket's duration and stake-lock.

use ballast_abi::{AbiEncode, staking::RestakeCall};
use ballast_domain::{Amount, BucketId, Phrase, actions::Restake, phrase};

use super::super::Write;

impl Write for Restake {
    fn calldata(&self) -> Vec<u8> {
        RestakeCall {
            bucket_index: self.bucket,
            duration: self.duration.0,
            auto_stake: self.locked,
            data: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        let lock = if self.locked { "stake-lock on" } else { "stake-lock off" };
        phrase!(
            "{} is staked anew for {} days, {}.",
            Phrase::title(BucketId::native(self.bucket)),
            self.duration,
            lock
        )
    }
}
