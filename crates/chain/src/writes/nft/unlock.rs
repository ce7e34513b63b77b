//! Let a bucket NFT's time begin to run.

use ballast_domain::{Address, Amount, actions::NftUnlock};

use super::{Write, call, contract, number};

impl Write for NftUnlock {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        call("unlock(uint256)", &[number(self.bucket.index)])
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        format!("{} is unlocked; its time runs.", self.bucket.title())
    }
}
