//! Let somebody else take a bucket NFT.

use ballast_abi::{AbiEncode, erc721::ApproveCall};
use ballast_domain::{Address, Amount, actions::NftApprove};

use super::{Write, contract, to_ethers};

impl Write for NftApprove {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        ApproveCall {
            to: to_ethers(self.to),
            token_id: self.bucket.index.into(),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> String {
        match self.to.is_zero() {
            true => format!("{} may be taken by nobody else any more.", self.bucket.title()),
            false => format!("{} may be taken by {}.", self.bucket.title(), self.to),
        }
    }
}
