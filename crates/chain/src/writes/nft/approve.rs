//! Let somebody else take a bucket NFT.

use ballast_abi::{AbiEncode, erc721::ApproveCall};
use ballast_domain::{Address, Amount, Phrase, actions::NftApprove, phrase};

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

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        match self.to.is_zero() {
            true => phrase!("{} may be taken by nobody else any more.", Phrase::title(self.bucket)),
            false => phrase!("{} may be taken by {}.", Phrase::title(self.bucket), self.to),
        }
    }
}
