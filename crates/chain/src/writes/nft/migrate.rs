//! Move a bucket NFT of version 2 to version 3.

use ballast_abi::{AbiEncode, bucket_nft_v3::MigrateLegacyBucketCall};
use ballast_domain::{Address, Amount, Phrase, actions::NftMigrate, phrase};

use super::Write;

impl Write for NftMigrate {
    fn to(&self) -> Address {
        self.to
    }

    fn calldata(&self) -> Vec<u8> {
        MigrateLegacyBucketCall {
            legacy_bucket_id: self.bucket.index.into(),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("{} was moved to version 3.", Phrase::title(self.bucket))
    }
}
