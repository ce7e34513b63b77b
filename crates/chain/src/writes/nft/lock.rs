//! Lock a bucket NFT again.

use ballast_abi::{AbiEncode, bucket_nft::LockCall};
use ballast_domain::{Address, Amount, Phrase, actions::NftLock, phrase};

use super::{Write, contract, term};

impl Write for NftLock {
    fn to(&self) -> Address {
        contract(self.bucket)
    }

    fn calldata(&self) -> Vec<u8> {
        LockCall {
            bucket_id: self.bucket.index.into(),
            duration: term(self.duration),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "{} is locked for {}.",
            Phrase::title(self.bucket),
            self.duration.for_people()
        )
    }
}
