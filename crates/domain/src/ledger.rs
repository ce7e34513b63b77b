//! The whole native state that actions read and change.

use serde::{Deserialize, Serialize};

use crate::{RewardFund, StakingState};

/// Staking and rewards: everything an action of the native protocols can touch.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Candidates and buckets.
    pub staking: StakingState,
    /// The reward pool and what was granted from it.
    pub rewards: RewardFund,
}
