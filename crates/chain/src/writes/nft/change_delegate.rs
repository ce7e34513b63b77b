//! Move a bucket NFT's votes to another delegate.

use ballast_abi::{AbiEncode, bucket_nft::ChangeDelegateCall};
use ballast_domain::{Address, Amount, Phrase, actions::NftChangeDelegate, phrase};

use super::{Write, contract, to_ethers};

impl Write for NftChangeDelegate {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        ChangeDelegateCall {
            bucket_id: self.bucket.index.into(),
            delegate: to_ethers(self.delegate),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("{} names another delegate now.", Phrase::title(self.bucket))
    }
}
