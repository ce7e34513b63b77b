//! What a delegate gives its voters, as the contract DelegateProfile keeps it (zanzibar.md §6).

use serde::{Deserialize, Serialize};

use crate::{Commission, Portion};

/// Both portions of a delegate. Where one is unset or invalid, its voters get nothing of either.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Portions {
    /// Of block rewards.
    pub block: Portion,
    /// Of epoch rewards.
    pub epoch: Portion,
}

impl Portions {
    /// What the delegate keeps by them: all, where one of the two is unset or cannot be meant.
    pub fn commission(self) -> Commission {
        Commission::of(self.block, self.epoch)
    }
}
