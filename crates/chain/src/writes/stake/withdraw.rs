//! Take the money back.

use ballast_abi::{AbiEncode, staking::WithdrawStakeCall};
use ballast_domain::{Amount, BucketId, Phrase, TransferKind, actions::Withdraw, phrase};

use super::super::{Write, money};

impl Write for Withdraw {
    fn calldata(&self) -> Vec<u8> {
        WithdrawStakeCall {
            bucket_index: self.bucket,
            data: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        // How much is in the bucket, only the chain says.
        Some((TransferKind::WithdrawBucket, None))
    }

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> Phrase {
        phrase!(
            "{} were paid out of {}, which is closed.",
            money(moved),
            BucketId::native(self.bucket)
        )
    }
}
