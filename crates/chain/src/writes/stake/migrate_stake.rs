//! Make a bucket NFT of a native bucket.

use ballast_abi::{AbiEncode, staking::MigrateStakeCall};
use ballast_domain::{Amount, TransferKind, actions::MigrateStake};

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

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> String {
        format!("Bucket {} with {} is a bucket NFT now.", self.bucket, money(moved))
    }
}
