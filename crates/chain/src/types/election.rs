//! What a node answers about elections: who is elected, and who is on probation.

use ballast_domain::{Address, Votes};
use serde::{Deserialize, Serialize};

/// A delegate in one of the poll protocol's lists.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Elected {
    /// Who signs its blocks: the key to join on, for names and ids are left empty by today's nodes.
    pub operator: Address,
    /// Where its rewards are credited.
    pub reward: Address,
    /// Its votes in this election, cut by probation.
    pub votes: Votes,
}

/// Who is on probation in an epoch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Probation {
    /// Those listed.
    pub delegates: Vec<Probationer>,
    /// How much of their votes they lose, in percent.
    pub votes_cut_percent: u32,
}

/// A delegate on probation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Probationer {
    /// Its permanent id since YapBeta, its operator before (iotex-protocol.md §4.3): join on both.
    pub delegate: Address,
    /// In how many of the last epochs it was unproductive.
    pub epochs: u32,
}
