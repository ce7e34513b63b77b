//! Networks: those that the wallet knows by itself, and those that a person adds by URL.

use ballast_domain::{Height, Network};
use serde::{Deserialize, Serialize};

/// A network that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkStatus {
    /// Which.
    pub network: Network,
    /// What it is called; the person's own word where the person added it.
    pub name: String,
    /// EVM chain id.
    pub chain_id: u64,
    /// Whether this machine has a vault or watched accounts on it.
    pub used: bool,
    /// What the wallet takes for granted about it, as sentences; nothing for networks that it knows.
    #[serde(default)]
    pub assumptions: Vec<String>,
}

/// A node that was looked at, whose network can be added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkCheck {
    /// The network, as it would be added.
    pub network: Network,
    /// EVM chain id.
    pub chain_id: u64,
    /// The node's newest block.
    pub height: Height,
    /// How long it took to say so, in milliseconds.
    pub latency_ms: u64,
    /// What is to be thought of before the node is used, as sentences.
    pub cautions: Vec<String>,
    /// What the wallet would take for granted about the network, as sentences.
    pub assumptions: Vec<String>,
}
