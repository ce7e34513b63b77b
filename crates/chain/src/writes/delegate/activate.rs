//! Name a delegate's self-stake bucket.

use ballast_abi::{AbiEncode, staking::CandidateActivateCall};
use ballast_domain::{Amount, actions::Activate};

use super::super::Write;

impl Write for Activate {
    fn calldata(&self) -> Vec<u8> {
        CandidateActivateCall {
            bucket_index: self.bucket,
        }
        .encode()
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        format!("Bucket {} is the delegate's self-stake.", self.bucket)
    }
}
