//! How long a bucket NFT runs, on its contract's clock.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::{Bucket, ContractVersion, Days, Refusal, Rule, SECONDS_PER_DAY, grouped};

/// The longest duration of versions 2 and 3, in days.
const MOST_DAYS: u64 = 3 * 365;
/// What version 2 takes for a day, in blocks.
const DAY_OF_BLOCKS: u64 = 17_280;

/// A duration: days in version 3, blocks in versions 1 and 2. As text `91 days` or `1572480 blocks`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Term {
    /// Whole days.
    Days(Days),
    /// Blocks, whatever time they take.
    Blocks(u64),
}

/// A text is not a number of days or blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a bucket NFT's duration is `91 days`, or `1572480 blocks` in versions 1 and 2")]
pub struct TermError;

impl Term {
    /// A bucket's duration, on its own clock.
    pub fn of(bucket: &Bucket) -> Self {
        match &bucket.blocks {
            Some(clock) => Self::Blocks(clock.duration),
            None => Self::Days(bucket.duration),
        }
    }

    /// As a duration of time: blocks take what they take today.
    pub fn days_about(self, block_millis: u64) -> Days {
        match self {
            Self::Days(days) => days,
            Self::Blocks(blocks) => {
                let seconds = blocks.saturating_mul(block_millis) / 1000;
                Days(u32::try_from(seconds.div_ceil(SECONDS_PER_DAY)).unwrap_or(u32::MAX))
            }
        }
    }

    /// The longer of two on one clock.
    #[must_use]
    pub fn longer(self, other: Self) -> Self {
        match (self, other) {
            (Self::Days(a), Self::Days(b)) => Self::Days(a.max(b)),
            (Self::Blocks(a), Self::Blocks(b)) => Self::Blocks(a.max(b)),
            _ => self,
        }
    }

    /// On the clock of a contract's version: seconds, or blocks.
    ///
    /// # Errors
    /// It is no duration that buckets of this version can have: on the other clock, too long, or in version 2 no
    /// whole days.
    pub fn on(self, version: ContractVersion) -> Result<u64, Refusal> {
        let is_whole = |blocks: u64| blocks.is_multiple_of(DAY_OF_BLOCKS) && blocks <= MOST_DAYS * DAY_OF_BLOCKS;
        match (version, self) {
            (ContractVersion::V3, Self::Days(days)) if u64::from(days.0) <= MOST_DAYS => Ok(days.seconds()),
            (ContractVersion::V2, Self::Blocks(blocks)) if is_whole(blocks) => Ok(blocks),
            (ContractVersion::V1, Self::Blocks(blocks)) => Ok(blocks),
            _ => Err(Rule::NftTerm.into()),
        }
    }

    /// What a contract's clock says as a duration.
    pub fn from_clock(version: ContractVersion, duration: u64) -> Self {
        match version.counts_blocks() {
            true => Self::Blocks(duration),
            false => Self::Days(Days(u32::try_from(duration / SECONDS_PER_DAY).unwrap_or(u32::MAX))),
        }
    }

    /// `91 days`, `1 572 480 blocks`.
    pub fn for_people(self) -> String {
        match self {
            Self::Days(days) => super::super::words::days(days),
            Self::Blocks(blocks) => format!("{} blocks", grouped(blocks)),
        }
    }
}

impl Term {
    /// The same, and of blocks how long they take at today's pace: `1 572 480 blocks (≈ 45.5 days)`.
    pub fn with_days(self, block_millis: u64) -> String {
        let Self::Blocks(blocks) = self else {
            return self.for_people();
        };
        let a_tenth = SECONDS_PER_DAY * 100;
        let tenths = (blocks.saturating_mul(block_millis).saturating_add(a_tenth / 2) / a_tenth).max(1);
        let days = match (tenths / 10, tenths % 10) {
            (1, 0) => "1 day".to_owned(),
            (whole, 0) => format!("{} days", grouped(whole)),
            (whole, part) => format!("{}.{part} days", grouped(whole)),
        };
        format!("{} (≈ {days})", self.for_people())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => write!(f, "{} days", days.0),
            Self::Blocks(blocks) => write!(f, "{blocks} blocks"),
        }
    }
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        let (number, unit) = text.trim().split_once(' ').ok_or(TermError)?;
        match unit {
            "days" | "day" => Ok(Self::Days(Days(number.parse().map_err(|_| TermError)?))),
            "blocks" | "block" => Ok(Self::Blocks(number.parse().map_err(|_| TermError)?)),
            _ => Err(TermError),
        }
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}
