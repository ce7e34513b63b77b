//! The whole native state that actions read and change.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Address, RewardFund, StakingContract, StakingState, Token};

/// Staking and rewards: everything an action of the native protocols can touch.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Candidates and buckets.
    pub staking: StakingState,
    /// The reward pool and what was granted from it.
    pub rewards: RewardFund,
    /// What the contracts that issue bucket NFTs hold; empty in a wallet's review.
    #[serde(default)]
    pub contracts: BTreeMap<Address, StakingContract>,
    /// Accounts that are contracts, among those that an action names where that matters: filled in before it is done.
    #[serde(skip)]
    pub codes: BTreeSet<Address>,
    /// Tokens that an action names, as their contracts keep them: filled in before a review, for a contract decides itself.
    #[serde(skip)]
    pub tokens: BTreeMap<Address, Token>,
}
