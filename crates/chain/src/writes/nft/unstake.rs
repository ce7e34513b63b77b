//! Begin to leave with a bucket NFT.

use ballast_abi::{AbiEncode, bucket_nft::UnstakeCall};
use ballast_domain::{Address, Amount, Phrase, actions::NftUnstake, phrase};

use super::{Write, contract};

impl Write for NftUnstake {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        UnstakeCall {
            bucket_id: self.bucket.index.into(),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "{} is unstaked; its money can be withdrawn after a wait.",
            Phrase::title(self.bucket)
        )
    }
}
