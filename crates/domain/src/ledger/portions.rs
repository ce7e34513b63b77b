//! What a delegate gives its voters, as the contract DelegateProfile keeps it (zanzibar.md §6).

use serde::{Deserialize, Serialize};

use crate::Portion;

/// Both portions of a delegate. Where one is unset or invalid, its voters get nothing of either.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Portions {
    /// Of block rewards.
    pub block: Portion,
    /// Of epoch rewards.
    pub epoch: Portion,
}
