//! What a form needs to answer each key by the rules themselves, without asking again.

use ballast_domain::{Amount, Ledger, NetworkParams, Timestamp};
use serde::{Deserialize, Serialize};

/// The part of the chain that decides on what a form may come to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroundView {
    /// The time of the block it was read at.
    pub now: Timestamp,
    /// What nodes let the account spend: its balance, less what its transactions under way take.
    pub spendable: Amount,
    /// The most that an action without a memo costs now, where it runs no contract.
    pub fee: Amount,
    /// All delegates, and what was asked for.
    pub ledger: Ledger,
    /// What the rules need of the network, as it says it of itself: a review goes by the same.
    pub params: NetworkParams,
}
