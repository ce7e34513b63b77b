//! Claim rewards for another account.

use ballast_abi::{AbiEncode, rewarding::ClaimForCall};
use ballast_domain::{Address, Amount, Phrase, TransferKind, actions::ClaimFor, phrase};

use super::super::{Write, money, rau};

impl Write for ClaimFor {
    fn to(&self) -> Address {
        Address::REWARDING
    }

    fn calldata(&self) -> Vec<u8> {
        // The chain reads this address in its io1 form only, and refuses 0x (node-behaviour.md §3).
        ClaimForCall {
            amount: rau(self.amount),
            account: self.address.to_io1(),
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
        phrase!("{} were claimed for {}.", money(moved), self.address)
    }
}
