//! Protocol-native voter rewards (IIP-59, zanzibar.md §5-§10): what the chain keeps for them. What happens to it stands in
//! `settlement`.

mod distribution;
mod frozen;
mod portion;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub(crate) use self::distribution::part;
pub use self::{
    distribution::{Distribution, PlanEntry, ScanPhase, settlement_seed},
    frozen::FrozenVotes,
    portion::{Commission, Portion},
};
use crate::{Address, Height, Votes};

/// How a delegate pays its voters through an era, as it was written down at the era's freeze (zanzibar.md §7.3).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RewardSnapshot {
    /// What it keeps of its rewards.
    pub commission: Commission,
    /// All votes for it then, native and of NFTs, without a cut by probation.
    pub total_weight: Votes,
    /// The block of the freeze.
    pub freeze_height: Height,
    /// Its self-stake bucket then, if it had one.
    pub self_stake_bucket: Option<u64>,
}

/// Where a voter wants rewards sent instead of to its own account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Destination {
    /// The account, never the voter's own and never the zero address.
    pub recipient: Address,
    /// The block in which it was last said.
    pub height: Height,
}

/// Who has chosen what, and how far the payout of an era is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct VoterRewards {
    /// Delegates that chose payout by the protocol, by their permanent ids. It takes effect at the next freeze.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub opted_in: BTreeSet<Address>,
    /// By permanent id: what was last written down at a freeze. Whoever stands here is paid by the protocol; nobody is ever
    /// taken off.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub snapshots: BTreeMap<Address, RewardSnapshot>,
    /// By voter; whoever is absent is paid to its own account.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub destinations: BTreeMap<Address, Destination>,
    /// The votes that the next payout or the one under way goes by; none before the first freeze and after the payout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<FrozenVotes>,
    /// The payout of the era that ended last, until the next one ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distribution: Option<Distribution>,
}

impl VoterRewards {
    /// Whether nothing was ever written here.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
