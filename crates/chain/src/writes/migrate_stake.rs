//! Make a bucket NFT of a native bucket.

use ballast_domain::{Amount, TransferKind, actions::MigrateStake};
use ethers_core::abi::AbiEncode;

use super::{Write, money};
use crate::abi::MigrateStakeCall;

/// More than the contract needs for an account's first bucket: 184,912 was measured (recording 06, step 241).
const STAKE_GAS: u64 = 240_000;

impl Write for MigrateStake {
    fn calldata(&self) -> Vec<u8> {
        MigrateStakeCall {
            bucket_index: self.bucket,
        }
        .encode()
    }

    fn contract_gas(&self) -> u64 {
        STAKE_GAS
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        // How much is in the bucket, only the chain says.
        Some((TransferKind::WithdrawBucket, None))
    }

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> String {
        format!("{} of bucket {} are a bucket NFT now.", money(moved), self.bucket)
    }
}
