//! Add to a bucket NFT, or make it longer.

use ballast_abi::{AbiEncode, bucket_nft_v1, bucket_nft_v2};
use ballast_domain::{Address, Amount, Phrase, TransferKind, actions::NftExpand, phrase};

use super::{super::rau, Write, contract, term};

impl Write for NftExpand {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn value(&self) -> Amount {
        self.amount
    }

    fn calldata(&self) -> Vec<u8> {
        let (bucket_id, duration) = (self.bucket.index.into(), term(self.duration));
        match self.total {
            // Version 1 wants to be told what the bucket holds afterwards.
            Some(total) => bucket_nft_v1::ExpandBucketCall {
                bucket_id,
                amount: rau(total),
                duration,
            }
            .encode(),
            None => bucket_nft_v2::ExpandBucketCall { bucket_id, duration }.encode(),
        }
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::InContract, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        let (bucket, term) = (self.bucket, self.duration.for_people());
        match self.amount.is_zero() {
            true => phrase!("{} is locked for {}.", Phrase::title(bucket), term),
            false => phrase!(
                "{} IOTX were added to {}, for {}.",
                self.amount.for_people(),
                bucket,
                term
            ),
        }
    }
}
