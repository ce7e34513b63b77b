//! Add to a bucket NFT, or make it longer.

use ballast_abi::{AbiEncode, bucket_nft_v1, bucket_nft_v2};
use ballast_domain::{Address, Amount, TransferKind, actions::NftExpand};

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

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        let (bucket, term) = (self.bucket, self.duration.for_people());
        match self.amount.is_zero() {
            true => format!("{} is locked for {term}.", bucket.title()),
            false => format!(
                "{} IOTX were added to {}, for {term}.",
                self.amount.for_people(),
                bucket.in_words()
            ),
        }
    }
}
