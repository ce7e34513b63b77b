//! Claim rewards.

use ballast_abi::{AbiEncode, rewarding::ClaimCall};
use ballast_domain::{Address, Amount, Phrase, TransferKind, actions::Claim, phrase};

use super::super::{Write, money, rau};

impl Write for Claim {
    fn to(&self) -> Address {
        Address::REWARDING
    }

    fn calldata(&self) -> Vec<u8> {
        ClaimCall {
            amount: rau(self.amount),
            data: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::ClaimRewards, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> Phrase {
        phrase!("{} were claimed.", money(moved))
    }
}
