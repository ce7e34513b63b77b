//! Send one token of a contract that numbers them (ERC-721).
//!
//! By `safeTransferFrom`: a contract that was not made to take such tokens refuses them, which the node's estimate tells
//! before anything is signed. By `transferFrom` they would be lost there. To an account both are the same.

use ballast_abi::{AbiEncode, erc721::SafeTransferFromCall};
use ballast_domain::{Address, Amount, Change, Phrase, actions::SendNft, phrase};

use super::super::{
    Write, to_ethers, to_u256,
    tokens::{difference, token_transfers, tokens_of},
};
use crate::Receipt;

impl Write for SendNft {
    #[expect(clippy::misnamed_getters, reason = "it is the contract that is called")]
    fn to(&self) -> Address {
        self.token
    }

    fn calldata(&self) -> Vec<u8> {
        SafeTransferFromCall {
            from: to_ethers(self.from),
            to: to_ethers(self.to),
            token_id: to_u256(&self.id),
        }
        .encode()
    }

    fn runs_contract(&self) -> bool {
        true
    }

    fn token_differences(&self, receipt: &Receipt) -> Vec<Change> {
        let mut logged = token_transfers(receipt).into_iter();
        let ours = logged.find(|moved| moved.token == self.token && moved.to == self.to && moved.units == self.id);
        difference(
            format!("number {}", self.id),
            ours.map(|moved| format!("number {}", moved.units)),
        )
    }

    fn done(&self, _bucket: Option<u64>, _moved: Option<Amount>) -> Phrase {
        phrase!(
            "Number {} of the {} belongs to {}.",
            &self.id,
            tokens_of(self.token),
            self.to
        )
    }
}
