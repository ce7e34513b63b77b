//! Add to a bucket.

use ballast_abi::{AbiEncode, staking::DepositToStakeCall};
use ballast_domain::{Amount, BucketId, Phrase, TransferKind, actions::Deposit, phrase};

use super::super::{Write, money, rau};

impl Write for Deposit {
    fn calldata(&self) -> Vec<u8> {
        DepositToStakeCall {
            bucket_index: self.bucket,
            amount: rau(self.amount),
            data: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::DepositToBucket, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> Phrase {
        phrase!("{} were added to {}.", money(moved), BucketId::native(self.bucket))
    }
}
