//! Exact amounts of money and of votes, in Rau.

use std::{fmt, iter::Sum, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::written::{Digits, NumberError, digits};

/// Rau in one IOTX.
pub const RAU_PER_IOTX: u128 = 1_000_000_000_000_000_000;
const DECIMALS: usize = 18;

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AmountError {
    /// Not a number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// In Rau, and not digits alone.
    #[error("an amount in Rau is whole, digits alone, like 1000000000000000000")]
    Rau,
    /// More than 18 digits after the point.
    #[error("IOTX has 18 decimals; this amount has more")]
    TooPrecise,
    /// Does not fit 128 bits of Rau.
    #[error("this amount is larger than all IOTX there can be")]
    TooLarge,
}

macro_rules! rau {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name(u128);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);
            /// The largest that fits.
            pub const MAX: Self = Self(u128::MAX);

            /// From Rau, the smallest unit.
            pub const fn from_rau(rau: u128) -> Self {
                Self(rau)
            }

            /// From whole IOTX.
            pub const fn from_iotx(iotx: u64) -> Self {
                Self(iotx as u128 * RAU_PER_IOTX)
            }

            /// In Rau.
            pub const fn rau(self) -> u128 {
                self.0
            }

            /// Whether it is zero.
            pub const fn is_zero(self) -> bool {
                self.0 == 0
            }

            /// The sum, or `None` past 128 bits.
            pub fn checked_add(self, other: Self) -> Option<Self> {
                self.0.checked_add(other.0).map(Self)
            }

            /// The difference, or `None` below zero.
            pub fn checked_sub(self, other: Self) -> Option<Self> {
                self.0.checked_sub(other.0).map(Self)
            }

            /// The sum, at most [`Self::MAX`].
            pub fn saturating_add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }

            /// The difference, at least zero.
            pub fn saturating_sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }

            /// The product, at most [`Self::MAX`].
            pub fn saturating_mul(self, by: u128) -> Self {
                Self(self.0.saturating_mul(by))
            }

            /// Exact decimal text in IOTX, no trailing zeros: `250.5`.
            pub fn to_iotx(self) -> String {
                let (whole, rest) = (self.0 / RAU_PER_IOTX, self.0 % RAU_PER_IOTX);
                if rest == 0 {
                    return whole.to_string();
                }
                format!("{whole}.{}", format!("{rest:018}").trim_end_matches('0'))
            }

            /// For people: whole IOTX in groups of three parted by a narrow no-break space, and the
            /// decimals cut (never rounded up) to `decimals` places, at least as many as given by `at_least`.
            /// What would be cut down to nothing is not nothing, and stands as less than the last place: `< 0.0001`.
            ///
            /// Returned apart, so that a screen can dim the decimals.
            pub fn parts(self, at_least: usize, decimals: usize) -> (String, String) {
                let decimals = decimals.min(DECIMALS);
                let last_place = 10u128.pow((DECIMALS - decimals) as u32);
                if (1..last_place).contains(&self.0) {
                    let (whole, rest) = Self(last_place).parts(at_least, decimals);
                    return (format!("<\u{202f}{whole}"), rest);
                }
                let whole = group(&(self.0 / RAU_PER_IOTX).to_string());
                let mut rest = format!("{:018}", self.0 % RAU_PER_IOTX);
                rest.truncate(decimals);
                let keep = rest.trim_end_matches('0').len().max(at_least.min(rest.len()));
                rest.truncate(keep);
                (whole, rest)
            }

            /// For people, in one text: exact, every digit that is not a trailing zero, in groups. What a person
            /// approves is written so.
            pub fn for_people(self) -> String {
                joined(self.parts(0, DECIMALS))
            }

            /// For people, in one text, for lists and charts: [`Self::parts`] with at most four decimals. Never for
            /// what a person approves.
            pub fn in_brief(self) -> String {
                joined(self.parts(0, 4))
            }

            /// For people, in Rau: exact, in the same groups. For prices of gas, which are far below one IOTX.
            pub fn rau_for_people(self) -> String {
                group(&self.0.to_string())
            }

            /// An approximation for drawing and sorting; never for money.
            pub fn approx(self) -> f64 {
                self.0 as f64 / RAU_PER_IOTX as f64
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} IOTX", self.to_iotx())
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                iter.fold(Self::ZERO, Self::saturating_add)
            }
        }

        /// As decimal text in Rau: JSON numbers cannot hold it. Read back, `"1000 IOTX"` and `"1000 Rau"` are
        /// understood too.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                let rau = match text.strip_suffix("IOTX") {
                    Some(iotx) => parse_iotx(iotx.trim()),
                    None => parse_rau(text.strip_suffix("Rau").unwrap_or(&text).trim()),
                };
                rau.map(Self).map_err(de::Error::custom)
            }
        }
    };
}

rau! {
    /// An exact amount of money in Rau (1 IOTX = 10^18 Rau), 0 to 2^128-1.
    Amount
}
rau! {
    /// An exact vote weight in Rau-votes: what a bucket's amount is worth in the election. Never money.
    Votes
}

/// From IOTX text: a number as `money/written` reads it, with at most 18 decimals.
impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        parse_iotx(text).map(Self)
    }
}

/// IOTX text to Rau.
fn parse_iotx(text: &str) -> Result<u128, AmountError> {
    let Digits { whole, rest } = digits(text)?;
    let rest = rest.trim_end_matches('0');
    if rest.len() > DECIMALS {
        return Err(AmountError::TooPrecise);
    }
    let rau = format!("{whole}{rest:0<18}");
    match rau.trim_start_matches('0') {
        "" => Ok(0),
        rau => rau.parse().map_err(|_| AmountError::TooLarge),
    }
}

/// Text in Rau: whole, so digits and nothing else.
fn parse_rau(text: &str) -> Result<u128, AmountError> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AmountError::Rau);
    }
    text.parse().map_err(|_| AmountError::TooLarge)
}

/// A whole number for people: digits in groups of three with a narrow space between, as in amounts.
pub fn grouped(number: u64) -> String {
    group(&number.to_string())
}

fn joined((whole, decimals): (String, String)) -> String {
    if decimals.is_empty() {
        return whole;
    }
    format!("{whole}.{decimals}")
}

pub(crate) fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 2);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
