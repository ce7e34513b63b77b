//! Take a bucket NFT's money back.

use ballast_domain::{Address, Amount, actions::NftWithdraw};

use super::{Write, address, call, contract, number};

impl Write for NftWithdraw {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        call(
            "withdraw(uint256,address)",
            &[number(self.bucket.index), address(self.to)],
        )
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        format!("{} is paid out and gone.", self.bucket.title())
    }
}
