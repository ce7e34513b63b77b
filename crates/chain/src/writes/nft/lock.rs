//! Lock a bucket NFT again.

use ballast_domain::{Address, Amount, actions::NftLock};

use super::{Write, call, contract, number, term};

impl Write for NftLock {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        call(
            "lock(uint256,uint256)",
            &[number(self.bucket.index), term(self.duration)],
        )
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        format!("{} is locked for {}.", self.bucket.title(), self.duration.for_people())
    }
}
