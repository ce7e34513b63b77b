//! Name a delegate's self-stake bucket.

use ballast_abi::{AbiEncode, staking::CandidateActivateCall};
use ballast_domain::{Amount, BucketId, Phrase, actions::Activate, phrase};

use super::super::Write;

impl Write for Activate {
    fn calldata(&self) -> Vec<u8> {
        CandidateActivateCall {
            bucket_index: self.bucket,
        }
        .encode()
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "{} is the delegate's self-stake.",
            Phrase::title(BucketId::native(self.bucket))
        )
    }
}
