//! Give to the reward pool.

use ballast_abi::{AbiEncode, rewarding::DepositCall};
use ballast_domain::{Address, Amount, Phrase, TransferKind, actions::DepositRewards, phrase};

use super::super::{Write, money, rau};

impl Write for DepositRewards {
    fn to(&self) -> Address {
        Address::REWARDING
    }

    fn calldata(&self) -> Vec<u8> {
        DepositCall {
            amount: rau(self.amount),
            data: self.payload.clone(),
        }
        .encode()
    }

    fn payload(&self) -> &[u8] {
        &self.payload
    }

    fn moves(&self) -> Option<(TransferKind, Option<Amount>)> {
        Some((TransferKind::DepositToRewards, Some(self.amount)))
    }

    fn done(&self, _bucket: Option<u64>, moved: Option<Amount>) -> Phrase {
        phrase!("{} were given to the reward pool.", money(moved))
    }
}
