//! Make a bucket NFT of a native bucket.

use ballast_abi::{AbiEncode, staking::MigrateStakeCall};
use ballast_domain::{Amount, BucketId, Phrase, TransferKind, actions::MigrateStake, phrase};

use super::super::{Write, money};

impl Write for MigrateStake {
    fn calldata(&self) -> Vec<u8> {
        MigrateStakeCall {
            bucket_index: self.bucket,
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::WithdrawBucket, None))
    }

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> Phrase {
        phrase!(
            "{} with {} is a bucket NFT now.",
            Phrase::title(BucketId::native(self.bucket)),
            money(moved)
        )
    }
}
