//! What the contracts say that they did.

use crate::{Address, Amount};

/// An event of a staking contract, as far as the protocol heeds it (iotex-protocol.md §3.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContractEvent {
    /// A bucket type was added, or takes buckets again, or no more.
    TypeSet {
        /// What its buckets hold.
        amount: Amount,
        /// For how many blocks.
        blocks: u64,
        /// Whether it takes new buckets.
        active: bool,
    },
    /// The token has a new holder; a bucket's first comes before the bucket itself.
    Transfer {
        /// The bucket.
        index: u64,
        /// Who holds it now; the zero address when it is burned.
        to: Address,
    },
    /// Somebody else may take the token, or nobody any more.
    Approved {
        /// The bucket.
        index: u64,
        /// Who; the zero address for nobody.
        to: Address,
    },
    /// There is a new bucket, locked.
    Staked {
        /// The bucket.
        index: u64,
        /// Whom it votes for: any address at all.
        delegate: Address,
        /// How much.
        amount: Amount,
        /// For how long, on the contract's clock.
        duration: u64,
    },
    /// It is locked again.
    Locked {
        /// The bucket.
        index: u64,
        /// For how long from now on, on the contract's clock.
        duration: u64,
    },
    /// Its duration begins to run.
    Unlocked {
        /// The bucket.
        index: u64,
    },
    /// It votes no more.
    Unstaked {
        /// The bucket.
        index: u64,
    },
    /// Several became the first of them, locked.
    Merged {
        /// The buckets.
        indexes: Vec<u64>,
        /// What the first holds now.
        amount: Amount,
        /// For how long, on the contract's clock.
        duration: u64,
    },
    /// It holds more, or for longer.
    Expanded {
        /// The bucket.
        index: u64,
        /// What it holds now.
        amount: Amount,
        /// For how long, on the contract's clock.
        duration: u64,
    },
    /// It votes for another delegate.
    DelegateChanged {
        /// The bucket.
        index: u64,
        /// Whom it votes for: any address at all.
        delegate: Address,
    },
    /// Its money was paid out.
    Withdrawn {
        /// The bucket.
        index: u64,
    },
    /// It came from a bucket of version 2.
    Migrated {
        /// The bucket.
        index: u64,
        /// The bucket of version 2.
        origin: u64,
    },
    /// A part of it was given away.
    Donated {
        /// The bucket.
        index: u64,
        /// How much.
        amount: Amount,
    },
}

impl ContractEvent {
    /// The buckets that it changes.
    pub fn indexes(&self) -> &[u64] {
        match self {
            Self::TypeSet { .. } | Self::Approved { .. } | Self::Migrated { .. } => &[],
            Self::Merged { indexes, .. } => indexes,
            Self::Transfer { index, .. }
            | Self::Staked { index, .. }
            | Self::Locked { index, .. }
            | Self::Unlocked { index }
            | Self::Unstaked { index }
            | Self::Expanded { index, .. }
            | Self::DelegateChanged { index, .. }
            | Self::Withdrawn { index }
            | Self::Donated { index, .. } => std::slice::from_ref(index),
        }
    }
}
