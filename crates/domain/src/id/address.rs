//! An account address, in both of the forms that people paste.

use std::{fmt, str::FromStr};

use bech32::{Bech32, Hrp};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::keccak256;

/// The human-readable part of an `io1…` address (IIP-40; the public testnet uses it too).
const HRP: &str = "io";

/// A 20-byte account address.
///
/// Parses `0x…` (EIP-55 checked when the letters are of mixed case) and `io1…` (BIP-173 bech32, not bech32m);
/// shows itself as `0x…` with the EIP-55 checksum. Both forms name the same account.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Address([u8; 20]);

/// Why a text is not an address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Neither `0x` and 40 hex digits nor `io1` and 38 letters.
    #[error("an address is 0x with 40 hex digits, or io1 with 38 letters and digits")]
    Form,
    /// `0x…` of mixed case whose case does not match EIP-55: a letter was mistyped.
    #[error("the checksum of this 0x address is wrong: a character was changed or mistyped")]
    HexChecksum,
    /// `io1…` whose last six letters do not match the rest.
    #[error("the checksum of this io1 address is wrong: a character was changed or mistyped")]
    Io1Checksum,
}

impl Address {
    /// All zero bytes: nobody's account. Sending to it loses the money.
    pub const ZERO: Self = Self([0; 20]);
    /// How many characters of its end a person types again before something is given to it for good.
    pub const ENDING: usize = 6;

    /// The native staking protocol's pseudo-contract, `keccak256("staking")[12..]`.
    pub const STAKING: Self = Self([
        0x04, 0xc2, 0x2a, 0xfa, 0xe6, 0xa0, 0x34, 0x38, 0xb8, 0xfe, 0xd7, 0x4c, 0xb1, 0xcf, 0x44, 0x11, 0x68, 0xdf,
        0x3f, 0x12,
    ]);
    /// The rewarding protocol's pseudo-contract, `keccak256("rewarding")[12..]`.
    pub const REWARDING: Self = Self([
        0xa5, 0x76, 0xc1, 0x41, 0xe5, 0x65, 0x91, 0x37, 0xdd, 0xda, 0x42, 0x23, 0xd2, 0x09, 0xd4, 0x74, 0x4b, 0x21,
        0x06, 0xbe,
    ]);
    /// The poll protocol's pseudo-contract (reads only), `keccak256("poll")[12..]`.
    pub const POLL: Self = Self([
        0x16, 0x6b, 0x74, 0x3c, 0x2c, 0x1a, 0x57, 0xc9, 0x3c, 0x2e, 0x2b, 0xc3, 0xe1, 0x69, 0xd2, 0x8b, 0xbb, 0x9f,
        0x6d, 0xa3,
    ]);
    /// The Roll-DPoS protocol's pseudo-contract (reads only), `keccak256("rolldpos")[12..]`.
    pub const ROLLDPOS: Self = Self([
        0x04, 0x13, 0x70, 0xe0, 0x0a, 0x71, 0x1c, 0xd8, 0x1d, 0xa1, 0x91, 0x8f, 0x0e, 0x49, 0x44, 0x59, 0xaa, 0xda,
        0xe5, 0x0e,
    ]);

    /// The address with these bytes.
    pub const fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// The 20 bytes.
    pub const fn as_bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// Whether this is [`Address::ZERO`].
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    /// Whether it is a protocol's: nobody has its key, and what belongs to it is lost.
    pub const fn is_protocol(&self) -> bool {
        matches!(*self, Self::STAKING | Self::REWARDING | Self::POLL | Self::ROLLDPOS)
    }

    /// Whether `typed` is its last [`Self::ENDING`] characters, in either form; case and spaces around do not matter.
    pub fn ends_as(&self, typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        let forms = [self.to_hex().to_lowercase(), self.to_io1()];
        typed.len() == Self::ENDING && forms.iter().any(|form| form.ends_with(&typed))
    }

    /// The `io1…` form, 41 characters.
    pub fn to_io1(&self) -> String {
        // 20 bytes and a fixed prefix are always within bech32's limits.
        bech32::encode::<Bech32>(Hrp::parse_unchecked(HRP), &self.0).unwrap_or_default()
    }

    /// The `0x…` form in lower case, as nodes write senders.
    pub fn to_hex(&self) -> String {
        format!("0x{}", hex::encode(self.0))
    }

    fn parse_hex(digits: &str) -> Result<Self, AddressError> {
        let mut bytes = [0; 20];
        hex::decode_to_slice(digits, &mut bytes).map_err(|_| AddressError::Form)?;
        let address = Self(bytes);
        let mixed = digits.bytes().any(|b| b.is_ascii_lowercase()) && digits.bytes().any(|b| b.is_ascii_uppercase());
        if mixed && address.to_string()[2..] != *digits {
            return Err(AddressError::HexChecksum);
        }
        Ok(address)
    }

    fn parse_io1(text: &str) -> Result<Self, AddressError> {
        let checked = bech32::primitives::decode::CheckedHrpstring::new::<Bech32>(text).map_err(|e| {
            use bech32::primitives::decode::CheckedHrpstringError as E;
            match e {
                E::Checksum(_) => AddressError::Io1Checksum,
                _ => AddressError::Form,
            }
        })?;
        if !checked.hrp().to_string().eq_ignore_ascii_case(HRP) {
            return Err(AddressError::Form);
        }
        let bytes: Vec<u8> = checked.byte_iter().collect();
        bytes.try_into().map(Self).map_err(|_| AddressError::Form)
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        match text.get(..2) {
            Some("0x" | "0X") => Self::parse_hex(&text[2..]),
            Some("io" | "IO") if text.len() == 41 => Self::parse_io1(text),
            _ => Err(AddressError::Form),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lower = hex::encode(self.0);
        let digest = keccak256(lower.as_bytes());
        f.write_str("0x")?;
        for (i, c) in lower.chars().enumerate() {
            let nibble = if i % 2 == 0 {
                digest[i / 2] >> 4
            } else {
                digest[i / 2] & 0xf
            };
            write!(f, "{}", if nibble >= 8 { c.to_ascii_uppercase() } else { c })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hash160;

    #[test]
    fn both_forms_of_the_reference_vectors_name_one_account() {
        for (io1, hex) in [
            (
                "io1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqd39ym7",
                "0x0000000000000000000000000000000000000000",
            ),
            (
                "io1qnpz47hx5q6r3w876axtrn6yz95d70cjl35r53",
                "0x04C22AfaE6a03438b8FED74cb1Cf441168DF3F12",
            ),
            (
                "io154mvzs09vkgn0hw6gg3ayzw5w39jzp47f8py9v",
                "0xA576C141e5659137ddDa4223d209d4744b2106BE",
            ),
            (
                "io1drde9f483guaetl3w3w6n6y7yv80f8fael7qme",
                "0x68Db92A6a78A39DcAFf1745Da9E89E230eF49D3D",
            ),
        ] {
            let address: Address = io1.parse().unwrap();
            assert_eq!(address.to_string(), hex);
            assert_eq!(address.to_io1(), io1);
            assert_eq!(hex.parse(), Ok(address));
            assert_eq!(hex.to_lowercase().parse(), Ok(address));
            assert_eq!(io1.to_uppercase().parse(), Ok(address));
        }
    }

    #[test]
    fn the_protocols_are_named_by_their_hash() {
        for (name, address) in [
            ("staking", Address::STAKING),
            ("rewarding", Address::REWARDING),
            ("poll", Address::POLL),
            ("rolldpos", Address::ROLLDPOS),
        ] {
            assert_eq!(Address(hash160(name.as_bytes())), address);
        }
    }

    #[test]
    fn a_changed_letter_is_refused_with_its_reason() {
        assert_eq!(
            "0x04c22AfaE6a03438b8FED74cb1Cf441168DF3F12".parse::<Address>(),
            Err(AddressError::HexChecksum)
        );
        assert_eq!(
            "io1qnpz47hx5q6r3w876axtrn6yz95d70cjl35r54".parse::<Address>(),
            Err(AddressError::Io1Checksum)
        );
        for bad in [
            "",
            "0x",
            "io1",
            "0x04c2",
            "hello",
            "it1qnpz47hx5q6r3w876axtrn6yz95d70cjl35r53",
            "0xzz",
            "é€0x",
        ] {
            assert_eq!(bad.parse::<Address>(), Err(AddressError::Form), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_address_survives_both_forms(bytes: [u8; 20]) {
            let address = Address(bytes);
            prop_assert_eq!(address.to_string().parse(), Ok(address));
            prop_assert_eq!(address.to_io1().parse(), Ok(address));
        }

        #[test]
        fn one_changed_character_of_io1_never_parses_to_another_account(bytes: [u8; 20], at in 3usize..41, by in 1u8..31) {
            const LETTERS: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
            let mut text = Address(bytes).to_io1().into_bytes();
            let old = LETTERS.iter().position(|c| *c == text[at]).unwrap();
            text[at] = LETTERS[(old + usize::from(by)) % 32];
            prop_assert!(String::from_utf8(text).unwrap().parse::<Address>().is_err());
        }

        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = text.parse::<Address>();
        }
    }

    #[test]
    fn an_address_is_known_by_its_last_six_characters_in_either_form() {
        let address = Address::from_bytes([0x1e; 20]);
        let io1 = address.to_io1();
        let end = &io1[io1.len() - Address::ENDING..];
        for typed in ["1e1e1e", "1E1e1E\n", end] {
            assert!(address.ends_as(typed), "{typed}");
        }
        for typed in ["", "\n", "1e1e1f", "e1e1e", "1e1e1e1e"] {
            assert!(!address.ends_as(typed), "{typed:?}");
        }
    }
}
