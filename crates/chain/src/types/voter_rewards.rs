//! What the voter rewards of the protocol log: four events, and what stands in the logs of grants (zanzibar.md §3, §11).

use ballast_domain::{Address, Amount, Era, Height, RewardKind, RewardSnapshot};

/// An event of the voter rewards (zanzibar.md §3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum VoterRewardEvent {
    /// A delegate was opted in by its owner; from the next freeze on the protocol pays its voters.
    OptedIn {
        /// The delegate's identifier.
        delegate: Address,
    },
    /// A voter said where its rewards go.
    DestinationSet {
        /// The voter.
        voter: Address,
        /// Where they went before; the voter itself where nothing was set.
        before: Address,
        /// Where they go now; the voter itself where it was cleared.
        after: Address,
    },
    /// Voters of a delegate were paid.
    Distributed(Distributed),
    /// A delegate's part of an era was written down.
    Frozen(Frozen),
}

/// What a delegate's voters were paid in one block, for one era: a part of the payout, which may take many blocks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Distributed {
    /// The era that is paid for, not the epoch in which it is paid.
    pub era: Era,
    /// The delegate's identifier.
    pub delegate: Address,
    /// The sum of these rows as the log says it, in Rau; not the delegate's pool.
    pub amount: Amount,
    /// One row a voter, in the order in which they were paid.
    pub rows: Vec<PaidRow>,
}

/// What one voter was paid of one delegate's pool. A voter of several delegates has a row in the log of each; the account is
/// credited their sum at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PaidRow {
    /// The owner of the buckets at the freeze.
    pub voter: Address,
    /// Whose balance grew; the voter itself where it was compounded.
    pub recipient: Address,
    /// In Rau.
    pub amount: Amount,
    /// The native bucket that it was added to, where it was compounded.
    pub bucket: Option<u64>,
}

/// A delegate's part of an era as it was written down at the freeze.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frozen {
    /// The era.
    pub era: Era,
    /// The delegate's identifier.
    pub delegate: Address,
    /// What was written down.
    pub snapshot: RewardSnapshot,
}

/// One log of a grant of rewards (zanzibar.md §11.2). From Zanzibar on some tell of no money, and have a text where the
/// address stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GrantLog {
    /// Money for an account, or for a slash taken from a delegate.
    Reward {
        /// Why.
        kind: RewardKind,
        /// The account: from Zanzibar on, of a delegate that the protocol pays for, its owner.
        account: Address,
        /// In Rau; of a delegate that the protocol pays for, only its commission.
        amount: Amount,
    },
    /// A payout of an earlier era was not done at the next era's plan: what is left of it stays in the pools (type 5).
    Overrun {
        /// The era whose payout it was.
        era: Era,
        /// How many delegates have a rest.
        delegates: u64,
        /// All that lay in their pools, in Rau.
        rest: Amount,
    },
    /// How far a payout was before the block's part of it (type 6).
    Progress {
        /// The era that is paid for.
        era: Era,
        /// 0 from the first voter upwards, 1 from the lowest address to the first voter, 2 done.
        phase: u64,
        /// The last voter that was looked at in this phase; none where none was.
        resume: Option<Address>,
        /// How many of the two ranges of addresses are left.
        left: u64,
    },
    /// A payout was given up since the votes were frozen anew before it was done (type 7).
    Abandoned {
        /// The era whose payout it was.
        era: Era,
        /// The freeze that it counted by.
        planned: Height,
        /// The freeze that took its place.
        frozen: Height,
    },
    /// Something else, also what does not have the form that its number prescribes.
    Other {
        /// The number of its type.
        kind: u64,
        /// What stands where the address does, made fit to be shown; none where nothing does.
        text: Option<String>,
        /// In Rau; none where it is no number of at most 128 bits.
        amount: Option<Amount>,
    },
}
