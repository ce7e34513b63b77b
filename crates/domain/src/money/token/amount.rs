//! Exact amounts of tokens: whole numbers of the smallest unit, up to 256 bits, and where people put the point.

use std::{fmt, str::FromStr};

use num_bigint::BigUint;
use num_traits::Zero;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::{
    Phrase,
    money::{
        amount::group,
        written::{Digits, NumberError, digits},
    },
};

/// Why a text is no amount of a token.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TokenAmountError {
    /// Not a number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// More digits after the point than the token has.
    #[error("this token has {0} decimals; this amount has more")]
    TooPrecise(u8),
    /// Does not fit 256 bits.
    #[error("this amount is larger than any token can count")]
    TooLarge,
}

/// A whole number of a token's smallest unit, or a single token's number: 0 to 2^256-1.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Units(BigUint);

impl From<&Units> for Phrase {
    fn from(number: &Units) -> Self {
        number.to_string().into()
    }
}

impl From<Units> for Phrase {
    fn from(number: Units) -> Self {
        (&number).into()
    }
}

impl Units {
    /// From a word of the EVM.
    pub fn from_be_bytes(word: &[u8; 32]) -> Self {
        Self(BigUint::from_bytes_be(word))
    }

    /// As a word of the EVM.
    pub fn to_be_bytes(&self) -> [u8; 32] {
        let bytes = self.0.to_bytes_be();
        let mut word = [0; 32];
        // At most 32 bytes: nothing larger is ever made.
        let start = 32_usize.saturating_sub(bytes.len());
        word[start..].copy_from_slice(&bytes[bytes.len() - (32 - start)..]);
        word
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// The sum, or none past 256 bits.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        Self::fitting(&self.0 + &other.0)
    }

    /// The difference, or none below zero.
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        (self.0 >= other.0).then(|| Self(&self.0 - &other.0))
    }

    fn fitting(number: BigUint) -> Option<Self> {
        (number.bits() <= 256).then_some(Self(number))
    }
}

impl From<u64> for Units {
    fn from(number: u64) -> Self {
        Self(number.into())
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Digits and nothing else.
impl FromStr for Units {
    type Err = TokenAmountError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // 2^256 has 78 digits; more leading zeros than that nobody means.
        if text.is_empty() || text.len() > 256 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TokenAmountError::Number(NumberError::Form));
        }
        let number = BigUint::parse_bytes(text.as_bytes(), 10).ok_or(TokenAmountError::Number(NumberError::Form))?;
        Self::fitting(number).ok_or(TokenAmountError::TooLarge)
    }
}

/// As decimal text: JSON numbers cannot hold it.
impl Serialize for Units {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Units {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

/// An exact amount of a token, with the token's own decimals.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TokenAmount {
    /// How many of the smallest unit.
    pub units: Units,
    /// How many digits stand after the point when people write it.
    pub decimals: u8,
}

impl TokenAmount {
    /// This many of the smallest unit.
    pub const fn new(units: Units, decimals: u8) -> Self {
        Self { units, decimals }
    }

    /// What a person writes, for a token with these decimals: a number as `money/written` reads it.
    ///
    /// # Errors
    /// See [`TokenAmountError`].
    pub fn parse(text: &str, decimals: u8) -> Result<Self, TokenAmountError> {
        let Digits { whole, rest } = digits(text)?;
        let rest = rest.trim_end_matches('0');
        if rest.len() > usize::from(decimals) {
            return Err(TokenAmountError::TooPrecise(decimals));
        }
        if whole.len() > 100 {
            return Err(TokenAmountError::TooLarge);
        }
        let number = format!("{whole}{rest:0<width$}", width = usize::from(decimals));
        let number = match number.is_empty() {
            true => BigUint::zero(),
            false => BigUint::parse_bytes(number.as_bytes(), 10).ok_or(TokenAmountError::Number(NumberError::Form))?,
        };
        let units = Units::fitting(number).ok_or(TokenAmountError::TooLarge)?;
        Ok(Self { units, decimals })
    }

    /// Exact decimal text, no trailing zeros: `250.5`.
    pub fn to_text(&self) -> String {
        joined(self.split(), str::to_owned)
    }

    /// For people, exact, digits in groups.
    pub fn for_people(&self) -> String {
        joined(self.split(), group)
    }

    fn split(&self) -> (String, String) {
        let decimals = usize::from(self.decimals);
        let digits = format!("{:0>width$}", self.units.to_string(), width = decimals + 1);
        let (whole, rest) = digits.split_at(digits.len() - decimals);
        (whole.to_owned(), rest.trim_end_matches('0').to_owned())
    }
}

fn joined((whole, rest): (String, String), shown: impl Fn(&str) -> String) -> String {
    match rest.is_empty() {
        true => shown(&whole),
        false => format!("{}.{rest}", shown(&whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: &str = "115792089237316195423570985008687907853269984665640564039457584007913129639935";

    #[test]
    fn any_decimals_are_exact_in_both_directions() {
        for (text, decimals, units) in [
            ("12.5", 18, "12500000000000000000"),
            ("0.000001", 6, "1"),
            ("1 000.5", 6, "1000500000"),
            ("7", 0, "7"),
            ("0", 18, "0"),
            (".5", 1, "5"),
            ("1,000.00", 2, "100000"),
        ] {
            let amount = TokenAmount::parse(text, decimals).unwrap();
            assert_eq!(amount.units.to_string(), units, "{text}");
            assert_eq!(TokenAmount::parse(&amount.to_text(), decimals).unwrap(), amount);
        }
        let tiny = TokenAmount::new(1.into(), 255);
        assert_eq!(TokenAmount::parse(&tiny.to_text(), 255).unwrap(), tiny);
        let grouped = TokenAmount::parse("1234567.89", 18).unwrap();
        assert_eq!(grouped.for_people(), "1\u{202f}234\u{202f}567.89");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        use TokenAmountError as E;
        let refused = |text, decimals| TokenAmount::parse(text, decimals).unwrap_err();
        assert_eq!(refused("0.1", 0), E::TooPrecise(0));
        assert_eq!(refused("0.0000001", 6), E::TooPrecise(6));
        for text in ["", ".", "1.2.3", "-1", "1e3", "0x10", "1,5,0", "\u{663}"] {
            assert_eq!(refused(text, 18), E::Number(NumberError::Form), "{text}");
        }
        assert_eq!(refused(MOST, 1), E::TooLarge);
    }

    #[test]
    fn a_word_of_the_evm_holds_every_number() {
        let most: Units = MOST.parse().unwrap();
        assert_eq!(most.to_be_bytes(), [0xff; 32]);
        assert_eq!(Units::from_be_bytes(&[0xff; 32]), most);
        assert_eq!(most.checked_add(&1.into()), None);
        assert_eq!(Units::default().checked_sub(&1.into()), None);
        assert_eq!(Units::from(0x0102).to_be_bytes()[30..], [1, 2]);
        assert_eq!(serde_json::to_string(&most).unwrap(), format!("\"{MOST}\""));
    }
}
