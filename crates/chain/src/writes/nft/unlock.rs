//! Let a bucket NFT's time begin to run.

use ballast_abi::{AbiEncode, bucket_nft::UnlockCall};
use ballast_domain::{Address, Amount, Phrase, actions::NftUnlock, phrase};

use super::{Write, contract};

impl Write for NftUnlock {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        UnlockCall {
            bucket_id: self.bucket.index.into(),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!("{} is unlocked; its time runs.", Phrase::title(self.bucket))
    }
}
