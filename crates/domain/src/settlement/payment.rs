//! What a voter is paid of its delegates' rewards.

use crate::{Address, Amount};

/// Where a voter's rewards went (zanzibar.md §10).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaidTo {
    /// Into the native bucket with this index.
    Bucket(u64),
    /// To this account: the voter's own, or the one that it named.
    Account(Address),
}

impl PaidTo {
    /// The bucket, where it went into one.
    pub const fn bucket(self) -> Option<u64> {
        match self {
            Self::Bucket(index) => Some(index),
            Self::Account(_) => None,
        }
    }

    /// The account, where it went to one.
    pub const fn account(self) -> Option<Address> {
        match self {
            Self::Bucket(_) => None,
            Self::Account(address) => Some(address),
        }
    }
}

/// What one voter is paid at once: the sum of its shares, of all of its delegates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment {
    /// Who voted.
    pub voter: Address,
    /// Where it goes.
    pub to: PaidTo,
    /// Whose rewards it comes from, by the delegates' permanent ids, and how much of each; none is zero.
    pub shares: Vec<(Address, Amount)>,
}

impl Payment {
    /// All of it.
    pub fn total(&self) -> Amount {
        self.shares.iter().map(|(_, amount)| *amount).sum()
    }
}
