//! How delegates pay their voters, and what decides on it when.

use ballast_domain::{Amount, Era, Height, Timestamp, VoterPayout};
use serde::{Deserialize, Serialize};

/// The next block in which votes are frozen for the rewards that the protocol pays: what is changed up to it counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FreezeView {
    /// The era that is shared by those votes.
    pub era: Era,
    /// The block.
    pub height: Height,
    /// About when it is made, at the network's pace.
    pub at: Timestamp,
}

/// What an era brought a delegate and its voters, as far as this wallet saw it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EraIncome {
    /// The era.
    pub era: Era,
    /// Its voters' money, in Rau.
    pub voters: Amount,
    /// Whether the sum for voters is the least that it can be: nobody saw the plan, and this is what was paid.
    pub at_least: bool,
    /// About what the owner got of rewards beside it, from the least to the most; tips apart. None where that cannot be told.
    pub owner: Option<(Amount, Amount)>,
}

/// How a delegate of the wallet's own pays, and what comes of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnPayout {
    /// Who pays its voters, and which part they get.
    pub payout: VoterPayout,
    /// Its voters' money that is not paid yet, in Rau; none where the node does not say.
    pub pool: Option<Amount>,
    /// The next freeze; none on a chain without any.
    pub freeze: Option<FreezeView>,
    /// The last eras that this wallet saw, the newest first.
    pub eras: Vec<EraIncome>,
}
