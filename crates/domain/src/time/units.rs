//! Time as the chain counts it: days, heights, epochs and block times.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Seconds in a day.
pub const SECONDS_PER_DAY: u64 = 86_400;
const MICROS: u64 = 1_000_000;

macro_rules! counter {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), " {}"), self.0)
            }
        }
    };
}

counter! {
    /// A staking duration in whole days, 0 to 1,050 on the chain.
    Days(u32)
}
counter! {
    /// A block's number; the first block is 1.
    Height(u64)
}
counter! {
    /// An epoch's number; the first epoch is 1.
    Epoch(u64)
}
counter! {
    /// A reward era's number: that of its boundary epoch, whose last block plans the payout to voters (zanzibar.md §7).
    Era(u64)
}

impl Days {
    /// In seconds.
    pub const fn seconds(self) -> u64 {
        self.0 as u64 * SECONDS_PER_DAY
    }
}

/// A moment on the chain: microseconds since 1970 UTC.
///
/// Nodes show whole seconds, rounded down, but decide maturity on the exact time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(u64);

impl Timestamp {
    /// From whole seconds since 1970 UTC.
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds.saturating_mul(MICROS))
    }

    /// From microseconds since 1970 UTC.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Whole seconds, rounded down.
    pub const fn seconds(self) -> u64 {
        self.0 / MICROS
    }

    /// Microseconds.
    pub const fn micros(self) -> u64 {
        self.0
    }

    /// This much later.
    pub const fn plus_seconds(self, seconds: u64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(MICROS)))
    }

    /// This many days later.
    pub const fn plus_days(self, days: Days) -> Self {
        self.plus_seconds(days.seconds())
    }

    /// Whole seconds from this to `later`, 0 when it is not later.
    pub const fn seconds_until(self, later: Self) -> u64 {
        later.0.saturating_sub(self.0) / MICROS
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}s", self.0 / MICROS, self.0 % MICROS)
    }
}
