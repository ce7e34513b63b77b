//! Say which part of a delegate's rewards is its voters'.

use ballast_abi::{AbiEncode, delegate_profile::UpdateProfileCall};
use ballast_domain::{Address, Amount, Phrase, actions::SetPortion, phrase};

use super::super::Write;

impl Write for SetPortion {
    fn to(&self) -> Address {
        self.contract
    }

    /// The portion in two bytes, the higher one first: the chain takes any length, and none would be no portion.
    fn calldata(&self) -> Vec<u8> {
        UpdateProfileCall {
            field: self.field.key().to_owned(),
            value: self.portion.to_be_bytes().to_vec().into(),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "The voters' part of the {} is set; it counts from the next freeze on.",
            self.field.words()
        )
    }
}
