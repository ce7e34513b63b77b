//! Move a bucket's votes to another delegate.

use ballast_abi::{AbiEncode, staking::ChangeCandidateCall};
use ballast_domain::{Amount, BucketId, Phrase, actions::ChangeCandidate, phrase};

use super::super::Write;

impl Write for ChangeCandidate {
    fn calldata(&self) -> Vec<u8> {
        ChangeCandidateCall {
            cand_name: self.candidate.clone(),
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
            "{} votes for {}.",
            Phrase::title(BucketId::native(self.bucket)),
            Phrase::delegate(&self.candidate)
        )
    }
}
