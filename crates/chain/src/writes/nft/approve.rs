//! Let somebody else take a bucket NFT.

use ballast_domain::{Address, Amount, actions::NftApprove};

use super::{Write, address, call, contract, number};

impl Write for NftApprove {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        call(
            "approve(address,uint256)",
            &[address(self.to), number(self.bucket.index)],
        )
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        format!("{} may be taken by {}.", self.bucket.title(), self.to)
    }
}
