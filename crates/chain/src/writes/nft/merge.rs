//! Make one bucket NFT of several.

use ballast_abi::{AbiEncode, U256, bucket_nft::MergeCall};
use ballast_domain::{Address, Amount, BucketId, Phrase, TransferKind, actions::NftMerge, phrase};

use super::{Write, term};

impl Write for NftMerge {
    fn to(&self) -> Address {
        self.contract
    }

    fn value(&self) -> Amount {
        self.amount
    }

    fn calldata(&self) -> Vec<u8> {
        MergeCall {
            bucket_ids: self.buckets.iter().copied().map(U256::from).collect(),
            duration: term(self.duration),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::InContract, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        let first = BucketId {
            contract: Some(self.contract),
            index: self.buckets.first().copied().unwrap_or_default(),
        };
        phrase!("{} bucket NFTs are one now: {}.", self.buckets.len(), first)
    }
}
