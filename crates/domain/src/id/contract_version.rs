//! The contracts for bucket NFTs by their versions.

use serde::{Deserialize, Serialize};

/// The three contracts that issue buckets (iotex-protocol.md §3.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContractVersion {
    /// IIP-13: fixed amounts and durations, in blocks.
    V1,
    /// IIP-32: any amount, whole days in blocks; what is done with it since Wake takes its votes away.
    V2,
    /// IIP-42: any amount, whole days in seconds.
    V3,
}

impl ContractVersion {
    /// The oldest first.
    pub const ALL: [Self; 3] = [Self::V1, Self::V2, Self::V3];

    /// Its number, for people.
    pub const fn number(self) -> u8 {
        match self {
            Self::V1 => 1,
            Self::V2 => 2,
            Self::V3 => 3,
        }
    }

    /// Whether its clock counts blocks; else it counts seconds.
    pub const fn counts_blocks(self) -> bool {
        matches!(self, Self::V1 | Self::V2)
    }
}
