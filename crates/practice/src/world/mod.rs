//! The state that blocks change: accounts, the protocols' ledger, and elections. The engine, the contracts and the
//! native protocols stand on it; the chain puts them together.

mod accounts;
mod elections;
pub(crate) mod gas;
mod log;

use std::collections::BTreeSet;

use ballast_domain::{Address, Ledger, StakingState};
use serde::{Deserialize, Serialize};

pub(crate) use self::{
    accounts::{Account, Accounts},
    elections::Elections,
    log::Log,
};

/// All state that a block changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct World {
    pub accounts: Accounts,
    pub ledger: Ledger,
    pub elections: Elections,
    /// Operators that make no blocks for now.
    pub stopped: BTreeSet<Address>,
    /// Delegates and buckets at the epoch's start, where lists are answered from them.
    pub index: Option<StakingState>,
}
