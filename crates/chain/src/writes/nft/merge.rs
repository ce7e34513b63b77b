//! Make one bucket NFT of several.

use ballast_domain::{Address, Amount, TransferKind, actions::NftMerge};
use ethers_core::abi::Token;

use super::{Write, call, number, term};

/// More than each bucket needs (recording 06, step 114).
const BUCKET_GAS: u64 = 60_000;

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

    fn contract_gas(&self) -> u64 {
        BUCKET_GAS.saturating_mul(self.buckets.len() as u64 + 1)
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::InContract, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        let first = self.buckets.first().copied().unwrap_or_default();
        format!("{} bucket NFTs are one now: bucket NFT {first}.", self.buckets.len())
    }
}
