//! Make one bucket NFT of several.

use ballast_domain::{Address, Amount, BucketId, TransferKind, actions::NftMerge};
use ethers_core::abi::Token;

use super::{Write, call, number, term};

impl Write for NftMerge {
    fn to(&self) -> Address {
        self.contract
    }

    fn value(&self) -> Amount {
        self.amount
    }

    fn calldata(&self) -> Vec<u8> {
        let indexes = self.buckets.iter().map(|index| number(*index)).collect();
        call(
            "merge(uint256[],uint256)",
            &[Token::Array(indexes), term(self.duration)],
        )
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::InContract, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        let first = BucketId {
            contract: Some(self.contract),
            index: self.buckets.first().copied().unwrap_or_default(),
        };
        format!("{} bucket NFTs are one now: {}.", self.buckets.len(), first.in_words())
    }
}
