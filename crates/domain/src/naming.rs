//! How buckets are called: native ones by their number alone, bucket NFTs with the version of their contract, for each
//! contract counts on its own.

use std::sync::LazyLock;

use crate::{Address, BucketId, ContractVersion, Network, grouped};

impl ContractVersion {
    /// Which version of the contracts for bucket NFTs stands at an address, on any network that is known: no two have
    /// different ones at one address.
    pub fn known_at(contract: Address) -> Option<Self> {
        static KNOWN: LazyLock<Vec<(Address, ContractVersion)>> = LazyLock::new(|| {
            let all = Network::ALL.map(Network::params);
            all.iter()
                .flat_map(|params| params.staking_contracts.iter().copied().zip(ContractVersion::ALL))
                .collect()
        });
        KNOWN
            .iter()
            .find(|(at, _)| *at == contract)
            .map(|(_, version)| *version)
    }
}

impl BucketId {
    /// Which version the contract is that issued it; none for a native bucket, or where no network that is known has
    /// such a contract.
    pub fn version(self) -> Option<ContractVersion> {
        ContractVersion::known_at(self.contract?)
    }

    /// In a table: `9 218`, or `NFT v2 · 311`.
    pub fn in_table(self) -> String {
        let number = grouped(self.index);
        match (self.contract, self.version()) {
            (None, _) => number,
            (Some(_), Some(version)) => format!("NFT v{} · {number}", version.number()),
            (Some(_), None) => format!("NFT {number}"),
        }
    }

    /// In a sentence: `bucket 9 218`, or `bucket NFT 311 (v2)`.
    pub fn in_words(self) -> String {
        self.called("bucket")
    }

    /// At a sentence's beginning: `Bucket 9 218`, or `Bucket NFT 311 (v2)`.
    pub fn title(self) -> String {
        self.called("Bucket")
    }

    fn called(self, word: &str) -> String {
        let number = grouped(self.index);
        match (self.contract, self.version()) {
            (None, _) => format!("{word} {number}"),
            (Some(_), Some(version)) => format!("{word} NFT {number} (v{})", version.number()),
            (Some(_), None) => format!("{word} NFT {number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_of_four_books_are_four_names() {
        let nft = |version| BucketId {
            contract: Network::Testnet.params().staking_contract(version),
            index: 1,
        };
        let all = ContractVersion::ALL.map(nft);
        assert_eq!(all.map(BucketId::version), ContractVersion::ALL.map(Some));
        assert_eq!(
            all.map(BucketId::in_table),
            ["NFT v1 · 1", "NFT v2 · 1", "NFT v3 · 1"].map(str::to_owned)
        );
        assert_eq!(all[1].in_words(), "bucket NFT 1 (v2)");
        assert_eq!(all[2].title(), "Bucket NFT 1 (v3)");
        let native = BucketId::native(1);
        assert_eq!(
            (native.in_table(), native.in_words(), native.title()),
            ("1".into(), "bucket 1".into(), "Bucket 1".into())
        );
    }

    #[test]
    fn a_contract_that_is_not_known_has_no_version() {
        let other = BucketId {
            contract: Some(Address::from_bytes([7; 20])),
            index: 1_234,
        };
        assert_eq!(other.version(), None);
        assert_eq!(other.in_table(), "NFT 1\u{202f}234");
        assert_eq!(other.in_words(), "bucket NFT 1\u{202f}234");
    }
}
