//! Names of things on the chain: buckets and transactions.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::Address;

/// Which bucket: the contract that issued it and its index there.
///
/// Native buckets and each NFT contract count on their own, so an index alone names nothing
/// (recordings/README.md, node-behaviour.md §3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BucketId {
    /// `None` for a native bucket.
    pub contract: Option<Address>,
    /// The index within the contract.
    pub index: u64,
}

/// A text is not `12` or `0x…/12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a bucket is named by its number, or for an NFT by contract/number")]
pub struct BucketIdError;

impl BucketId {
    /// The native bucket with this index.
    pub const fn native(index: u64) -> Self {
        Self { contract: None, index }
    }
}

impl fmt::Display for BucketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.contract {
            None => write!(f, "{}", self.index),
            Some(contract) => write!(f, "{contract}/{}", self.index),
        }
    }
}

impl fmt::Debug for BucketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for BucketId {
    type Err = BucketIdError;

    fn from_str(text: &str) -> Result<Self, BucketIdError> {
        let (contract, index) = match text.split_once('/') {
            None => (None, text),
            Some((contract, index)) => (Some(contract.parse().map_err(|_| BucketIdError)?), index),
        };
        Ok(Self {
            contract,
            index: index.parse().map_err(|_| BucketIdError)?,
        })
    }
}

/// A 32-byte hash, of a transaction or a block.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{}", hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text.strip_prefix("0x").unwrap_or(text), &mut bytes)?;
        Ok(Self(bytes))
    }
}

/// The bytes that a transaction brings to a contract or a protocol; none for a plain transfer. As text `0x` and hex digits.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Calldata(pub Vec<u8>);

impl fmt::Display for Calldata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{}", hex::encode(&self.0))
    }
}

impl fmt::Debug for Calldata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Calldata {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(hex::decode(text.strip_prefix("0x").unwrap_or(text))?))
    }
}

macro_rules! serde_as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(de::Error::custom)
            }
        }
    )*};
}
serde_as_text!(BucketId, Calldata, Hash);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_indexes_of_two_contracts_are_two_buckets() {
        let nft: BucketId = "0x65B0C0548ee8D899578513be0CB5305AFBf05292/7".parse().unwrap();
        assert_ne!(nft, BucketId::native(7));
        assert_eq!(nft.to_string().parse(), Ok(nft));
        assert_eq!("7".parse(), Ok(BucketId::native(7)));
        assert!("x/7".parse::<BucketId>().is_err());
    }
}
