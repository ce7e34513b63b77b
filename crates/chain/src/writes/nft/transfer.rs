//! Give a bucket NFT to another owner.

use ballast_domain::{Address, Amount, actions::NftTransfer};

use super::{Write, address, call, contract, number};

impl Write for NftTransfer {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        call(
            "transferFrom(address,address,uint256)",
            &[address(self.from), address(self.to), number(self.bucket.index)],
        )
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        format!("{} belongs to {}.", self.bucket.title(), self.to)
    }
}
