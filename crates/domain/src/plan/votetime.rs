//! Votes over time.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{SECONDS_PER_DAY, Votes};

/// Votes times the seconds for which they stand: exact, in Rau-votes × seconds. All IOTX there are, staked for the longest
/// duration, take up a thousandth of its range; beyond the range it is the largest that fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct VoteTime(u128);

impl VoteTime {
    /// `votes` for `seconds`.
    pub fn of(votes: Votes, seconds: u64) -> Self {
        Self(votes.rau().saturating_mul(u128::from(seconds)))
    }

    /// Both, one after the other.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// In Rau-votes × seconds.
    pub const fn rau_seconds(self) -> u128 {
        self.0
    }

    /// In vote-days, rounded down to a whole Rau-vote.
    pub const fn vote_days(self) -> Votes {
        Votes::from_rau(self.0 / SECONDS_PER_DAY as u128)
    }
}

/// As decimal text: JSON numbers cannot hold it.
impl Serialize for VoteTime {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for VoteTime {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map(Self).map_err(de::Error::custom)
    }
}
