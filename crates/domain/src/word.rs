//! ABI words: the 32 bytes that a value is in a topic, or in the data of a log.

use crate::Address;

/// A number as a word.
pub fn number(value: u64) -> [u8; 32] {
    wide(value.into())
}

/// A number of up to 128 bits as a word.
pub fn wide(value: u128) -> [u8; 32] {
    let mut word = [0; 32];
    word[16..].copy_from_slice(&value.to_be_bytes());
    word
}

/// An address as a word.
pub fn address(address: Address) -> [u8; 32] {
    let mut word = [0; 32];
    word[12..].copy_from_slice(address.as_bytes());
    word
}
