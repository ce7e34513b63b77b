//! The reward pool.

use serde::{Deserialize, Serialize};

/// The reward pool and what was granted from it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RewardFund {}
