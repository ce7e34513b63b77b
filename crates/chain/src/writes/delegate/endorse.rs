//! Lend a bucket to a delegate as its self-stake, and take it back.

use ballast_abi::{
    AbiEncode,
    staking::{EndorseCandidateCall, IntentToRevokeEndorsementCall, RevokeEndorsementCall},
};
use ballast_domain::{
    Amount, BucketId, Phrase,
    actions::{Endorse, IntendRevoke, Revoke},
    phrase,
};

use super::super::Write;

impl Write for Endorse {
    fn calldata(&self) -> Vec<u8> {
        EndorseCandidateCall {
            bucket_index: self.bucket,
        }
        .encode()
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "{} endorses its delegate.",
            Phrase::title(BucketId::native(self.bucket))
        )
    }
}

impl Write for IntendRevoke {
    fn calldata(&self) -> Vec<u8> {
        IntentToRevokeEndorsementCall {
            bucket_index: self.bucket,
        }
        .encode()
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "The end of {}'s endorsement is asked for.",
            BucketId::native(self.bucket)
        )
    }
}

impl Write for Revoke {
    fn calldata(&self) -> Vec<u8> {
        RevokeEndorsementCall {
            bucket_index: self.bucket,
        }
        .encode()
    }

    /// A bucket in use is not released: status 1 then means only that the delegate was put into the exit queue,
    /// and the receipt has the event of the queue instead of the bucket's log (recordings/README.md, surprise 2).
    fn done(&self, bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        match bucket {
            Some(_) => phrase!(
                "{} no longer endorses its delegate.",
                Phrase::title(BucketId::native(self.bucket))
            ),
            None => phrase!(
                "{} still endorses its delegate, which now waits to leave.",
                Phrase::title(BucketId::native(self.bucket))
            ),
        }
    }
}
