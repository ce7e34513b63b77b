//! Move a bucket NFT of version 2 to version 3.

use ballast_domain::{Address, Amount, actions::NftMigrate};

use super::{Write, call, number};

impl Write for NftMigrate {
    fn to(&self) -> Address {
        self.to
    }

    fn calldata(&self) -> Vec<u8> {
        call("migrateLegacyBucket(uint256)", &[number(self.bucket.index)])
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        format!("{} was moved to version 3.", self.bucket.title())
    }
}
