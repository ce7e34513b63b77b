//! An account address, in both of the forms that people paste.

use std::{fmt, str::FromStr};

use bech32::{Bech32, Hrp, primitives::decode::CheckedHrpstring};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    mistake::{AddressError, AddressForm},
    pasted::bare,
};
use crate::keccak256;

/// The human-readable part of an `io1…` address (IIP-40; the public testnet uses it too).
const HRP: &str = "io";
/// What the form of 0x begins with.
const HEX: &str = "0x";
/// What the form of io1 begins with: its human-readable part, and what parts it from the rest.
const IO1: &str = "io1";
/// The letters and digits that follow it (BIP-173).
const BECH32: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// The numbers of hex digits that, standing alone, are meant as an address whose `0x` is missing.
const DIGITS: std::ops::RangeInclusive<usize> = 35..=45;

/// A 20-byte account address.
///
/// Parses `0x…` (EIP-55 checked when the letters are of mixed case) and `io1…` (BIP-173 bech32, not bech32m);
/// shows itself as `0x…` with the EIP-55 checksum. Both forms name the same account. What a person pastes around either,
/// blanks, letters that nobody sees, `iotex:` or `ethereum:`, is taken off; a letter is never taken for another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Address([u8; 20]);

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

    /// Reads it as it stands.
    fn read(text: &str) -> Result<Self, AddressError> {
        if let Some(digits) = after(text, HEX) {
            Self::read_hex(digits)
        } else if let Some(letters) = after(text, IO1) {
            Self::read_io1(text, letters)
        } else {
            Err(unlike(text))
        }
    }

    fn read_hex(digits: &str) -> Result<Self, AddressError> {
        only(digits, AddressForm::Hex, |c| c.is_ascii_hexdigit())?;
        of_length(HEX.len() + digits.len(), AddressForm::Hex)?;
        let mut bytes = [0; 20];
        hex::decode_to_slice(digits, &mut bytes).map_err(|_| AddressError::Form)?;
        let address = Self(bytes);
        let mixed = digits.bytes().any(|b| b.is_ascii_lowercase()) && digits.bytes().any(|b| b.is_ascii_uppercase());
        if mixed && address.to_string()[2..] != *digits {
            return Err(AddressError::HexChecksum);
        }
        Ok(address)
    }

    fn read_io1(text: &str, letters: &str) -> Result<Self, AddressError> {
        only(letters, AddressForm::Io1, |c| BECH32.contains(c.to_ascii_lowercase()))?;
        let has = |is: fn(&u8) -> bool| text.as_bytes().iter().any(is);
        if has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) {
            return Err(AddressError::MixedCase);
        }
        of_length(text.len(), AddressForm::Io1)?;
        // What is left to be wrong is its checksum.
        let checked = CheckedHrpstring::new::<Bech32>(text).map_err(|_| AddressError::Io1Checksum)?;
        let bytes: Vec<u8> = checked.byte_iter().collect();
        bytes.try_into().map(Self).map_err(|_| AddressError::Form)
    }
}

/// What follows a beginning, in any case of its letters.
fn after<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let (first, rest) = text.split_at_checked(beginning.len())?;
    first.eq_ignore_ascii_case(beginning).then_some(rest)
}

/// Refuses the first letter that does not belong.
fn only(letters: &str, form: AddressForm, belongs: impl Fn(char) -> bool) -> Result<(), AddressError> {
    match letters.chars().find(|c| !belongs(*c)) {
        None => Ok(()),
        Some(letter) if letter.is_ascii() => Err(AddressError::Letter { form, letter }),
        Some(foreign) => Err(AddressError::Foreign(foreign)),
    }
}

fn of_length(length: usize, form: AddressForm) -> Result<(), AddressError> {
    let right = form.length();
    match length {
        short if short < right => Err(AddressError::TooShort {
            form,
            by: right - short,
        }),
        long if long > right => Err(AddressError::TooLong { form, by: long - right }),
        _ => Ok(()),
    }
}

/// What is wrong with a text that does not begin as an address does.
fn unlike(text: &str) -> AddressError {
    let belonging = text.bytes().filter(u8::is_ascii_alphanumeric).count();
    match text.chars().find(|c| !c.is_ascii()) {
        // As many letters as that are no name.
        Some(foreign) if belonging >= *DIGITS.start() => AddressError::Foreign(foreign),
        Some(_) => AddressError::Form,
        None if DIGITS.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit()) => {
            AddressError::Missing(HEX)
        }
        None if Address::read(&format!("{IO1}{text}")).is_ok() => AddressError::Missing(IO1),
        None => AddressError::Form,
    }
}

/// From what a person types or pastes, and from what a file or a node says.
impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        // What is an address by itself stays that one, whatever could be taken off it.
        Self::read(text).or_else(|_| Self::read(&bare(text)?))
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
            "hello",
            "it1qnpz47hx5q6r3w876axtrn6yz95d70cjl35r53",
            "é€0x",
            "io",
            "0",
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
