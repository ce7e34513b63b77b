//! Move a bucket NFT's votes to another delegate.

use ballast_domain::{Address, Amount, actions::NftChangeDelegate};

use super::{Write, address, call, contract, number};

impl Write for NftChangeDelegate {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        call(
            "changeDelegate(uint256,address)",
            &[number(self.bucket.index), address(self.delegate)],
        )
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        format!("{} names another delegate now.", self.bucket.title())
    }
}
