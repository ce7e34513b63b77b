//! A delegate as the staking protocol knows it (the protocol says candidate).

use serde::{Deserialize, Serialize};

use crate::{Address, Amount, Height, Votes};

/// Where a delegate stands in the exit queue (IIP-61).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Exit {
    /// It has not asked to leave.
    #[default]
    None,
    /// It asked, and waits for a slot.
    Requested,
    /// It may confirm its exit from this height on, and is not elected any more.
    ScheduledAt(Height),
}

/// A registered delegate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Candidate {
    /// Its permanent identity; buckets point here.
    pub id: Address,
    /// Who controls the registration.
    pub owner: Address,
    /// Who signs its blocks.
    pub operator: Address,
    /// Where its rewards are credited.
    pub reward: Address,
    /// 1 to 12 characters of a-z and 0-9.
    pub name: String,
    /// All votes for it; probation is not applied.
    pub votes: Votes,
    /// Index of its self-stake bucket.
    pub self_stake_bucket: Option<u64>,
    /// Amount of its self-stake.
    pub self_stake: Amount,
    /// 48 bytes, or none.
    #[serde(default)]
    pub bls_key: Vec<u8>,
    /// Whether it leaves.
    #[serde(default)]
    pub exit: Exit,
}

impl Candidate {
    /// Whether `name` can be a delegate's name.
    pub fn is_valid_name(name: &str) -> bool {
        (1..=12).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    }
}
