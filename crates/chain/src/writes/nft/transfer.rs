//! Give a bucket NFT to another owner.

use ballast_abi::{AbiEncode, erc721::TransferFromCall};
use ballast_domain::{Address, Amount, Phrase, actions::NftTransfer, phrase};

use super::{Write, contract, to_ethers};

impl Write for NftTransfer {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        TransferFromCall {
            from: to_ethers(self.from),
            to: to_ethers(self.to),
            token_id: self.bucket.index.into(),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("{} belongs to {}.", Phrase::title(self.bucket), self.to)
    }
}
