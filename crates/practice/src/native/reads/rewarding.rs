//! Reads of the rewarding protocol.

use ethers_core::abi::Token;

use super::{
    super::abi::{Reader, uint},
    view::{ReadError, View},
    voters,
};

pub(super) fn read(view: &View, method: u32, data: &[u8]) -> Result<Vec<Token>, ReadError> {
    let rewards = &view.ledger.rewards;
    let amount = match method {
        // unclaimedBalance(address)
        0x01cb_f5fb => rewards.unclaimed(Reader::new(data).address()?),
        // totalBalance(), availableBalance()
        0xad7a_672f => rewards.total(),
        0xab2f_0e51 => rewards.available(),
        _ if view.knows_zanzibar => return voters::read(view, method, data),
        _ => return Err(ReadError::Unknown),
    };
    Ok(vec![uint(amount.rau())])
}
