//! Movements of tokens, as their contracts log them.

use ballast_domain::{Address, Change, Figure, Hash, Units};

use crate::{Log, Receipt, decode::address_of};

/// `keccak256("Transfer(address,address,uint256)")`, of ERC-20 and ERC-721 alike.
const TRANSFER: Hash = Hash([
    0xdd, 0xf2, 0x52, 0xad, 0x1b, 0xe2, 0xc8, 0x9b, 0x69, 0xc2, 0xb0, 0x68, 0xfc, 0x37, 0x8d, 0xaa, 0x95, 0x2b, 0xa7,
    0xf1, 0x63, 0xc4, 0xa1, 0x16, 0x28, 0xf5, 0x5a, 0x4d, 0xf5, 0x23, 0xb3, 0xef,
]);

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
    (*name == TRANSFER).then_some(())?;
    Some(TokenTransfer {
        token: log.address,
        from: address_of(&from.0)?,
        to: address_of(&to.0)?,
        units: Units::from_be_bytes(&units),
        single,
    })
}

/// The line of an outcome that says that a contract logged other than what was wanted.
pub(super) fn difference(wanted: String, logged: Option<String>) -> Vec<Change> {
    if logged.as_ref() == Some(&wanted) {
        return Vec::new();
    }
    vec![Change {
        label: "Tokens moved".into(),
        before: Figure::Text(wanted),
        after: logged.map_or(Figure::Unknown, Figure::Text),
    }]
}
