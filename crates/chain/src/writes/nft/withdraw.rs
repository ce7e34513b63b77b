//! Take a bucket NFT's money back.

use ballast_abi::{AbiEncode, bucket_nft::WithdrawCall};
use ballast_domain::{Address, Amount, Phrase, actions::NftWithdraw, phrase};

use super::{Write, contract, to_ethers};

impl Write for NftWithdraw {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        WithdrawCall {
            bucket_id: self.bucket.index.into(),
            recipient: to_ethers(self.to),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("{} is paid out and gone.", Phrase::title(self.bucket))
    }
}
