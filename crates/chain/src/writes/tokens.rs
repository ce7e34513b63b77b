//! Movements of tokens, as their contracts log them.

use ballast_abi::{erc20::TransferFilter, topic};
use ballast_domain::{Address, Change, Figure, Phrase, Units, phrase};

use crate::{Log, Receipt, decode::address_of};

/// Tokens that moved, by the word of their contract.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenTransfer {
    /// The contract.
    pub token: Address,
    /// Whence.
    pub from: Address,
    /// Whither.
    pub to: Address,
    /// How much of the smallest unit, or the number of the one that moved.
    pub units: Units,
    /// Whether it is one token with a number (ERC-721): then all of the log is words to search by.
    pub single: bool,
}

/// Every movement of tokens in a receipt. A contract may log what it likes: this says that it did so, not that it is true.
pub fn token_transfers(receipt: &Receipt) -> Vec<TokenTransfer> {
    receipt.logs.iter().filter_map(transfer).collect()
}

fn transfer(log: &Log) -> Option<TokenTransfer> {
    let (name, from, to, units, single) = match (log.topics.as_slice(), log.data.as_slice()) {
        ([name, from, to], data) => (name, from, to, data.try_into().ok()?, false),
        ([name, from, to, id], []) => (name, from, to, id.0, true),
        _ => return None,
    };
    // ERC-721 has the same name for it as ERC-20.
    (name.0 == topic::<TransferFilter>()).then_some(())?;
    Some(TokenTransfer {
        token: log.address,
        from: address_of(&from.0)?,
        to: address_of(&to.0)?,
        units: Units::from_be_bytes(&units),
        single,
    })
}

/// How a contract's tokens are called: by their contract, for the chain's part of the wallet knows no names.
pub(super) fn tokens_of(token: Address) -> Phrase {
    phrase!("tokens of {}", token)
}

/// Whether the answer of an ERC-20 call is "no". Some contracts answer nothing, which is as good as yes.
pub(super) fn is_no(answer: &[u8]) -> bool {
    answer.len() == 32 && answer.iter().all(|byte| *byte == 0)
}

/// The line of an outcome that says that a contract logged other than what was wanted.
pub(super) fn difference(wanted: String, logged: Option<String>) -> Vec<Change> {
    if logged.as_ref() == Some(&wanted) {
        return Vec::new();
    }
    let after = logged.map_or(Figure::Unknown, Figure::Text);
    vec![Change::new("Tokens moved", Figure::Text(wanted), after)]
}
