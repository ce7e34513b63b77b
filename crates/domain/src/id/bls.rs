//! A delegate's BLS key, with which its node signs for the consensus (iotex-protocol.md §2.1).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// Marks a compressed point, in its first byte.
const COMPRESSED: u8 = 0x80;
/// Marks the point at infinity, which is nobody's key.
const INFINITY: u8 = 0x40;

/// A public key on BLS12-381: a compressed point of G1, 48 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlsKey([u8; 48]);

/// A text is no BLS public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a BLS public key is 96 hex digits of a compressed point")]
pub struct BlsKeyError;

impl BlsKey {
    /// From the 48 bytes of a compressed point.
    ///
    /// # Errors
    /// Another length, a point that is not compressed, or the point at infinity. Whether it lies on the curve is the
    /// question of [`BlsKey::is_valid`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BlsKeyError> {
        let key: [u8; 48] = bytes.try_into().map_err(|_| BlsKeyError)?;
        match key[0] & COMPRESSED != 0 && key[0] & INFINITY == 0 {
            true => Ok(Self(key)),
            false => Err(BlsKeyError),
        }
    }

    /// The compressed point.
    pub const fn as_bytes(&self) -> &[u8; 48] {
        &self.0
    }

    /// The public key of a private one: 32 bytes, the most significant first. `None` where it is out of range.
    #[cfg(feature = "curves")]
    pub fn of_secret(secret: &[u8; 32]) -> Option<Self> {
        // `SecretKey` wipes itself.
        let secret = blst::min_pk::SecretKey::from_bytes(secret).ok()?;
        Self::from_bytes(&secret.sk_to_pk().compress()).ok()
    }

    /// Whether it is a point of the group, which a node demands before it takes the action.
    #[cfg(feature = "curves")]
    pub fn is_valid(&self) -> bool {
        blst::min_pk::PublicKey::key_validate(&self.0).is_ok()
    }
}

impl fmt::Display for BlsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{}", hex::encode(self.0))
    }
}

impl fmt::Debug for BlsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for BlsKey {
    type Err = BlsKeyError;

    fn from_str(text: &str) -> Result<Self, BlsKeyError> {
        let digits = text.trim();
        let bytes = hex::decode(digits.strip_prefix("0x").unwrap_or(digits)).map_err(|_| BlsKeyError)?;
        Self::from_bytes(&bytes)
    }
}

impl Serialize for BlsKey {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlsKey {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATOR: &str =
        "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

    #[test]
    fn a_key_is_a_compressed_point_and_not_infinity() {
        let key: BlsKey = GENERATOR.parse().unwrap();
        assert_eq!(key.to_string(), GENERATOR);
        for bad in [
            &GENERATOR[..96],
            &GENERATOR.replace("0x97", "0x17"),
            &format!("0xc0{}", "0".repeat(94)),
            "delegate",
        ] {
            assert_eq!(bad.parse::<BlsKey>(), Err(BlsKeyError), "{bad}");
        }
    }

    #[test]
    #[cfg(feature = "curves")]
    fn the_key_of_one_is_the_generator_and_zero_is_none() {
        let mut one = [0; 32];
        assert_eq!(BlsKey::of_secret(&one), None);
        one[31] = 1;
        assert_eq!(BlsKey::of_secret(&one).unwrap().to_string(), GENERATOR);
        assert_eq!(BlsKey::of_secret(&[0xff; 32]), None, "beyond the group's order");
    }

    #[test]
    #[cfg(feature = "curves")]
    fn a_point_beside_the_curve_or_its_group_is_not_valid() {
        assert!(GENERATOR.parse::<BlsKey>().unwrap().is_valid());
        // x = 4 lies on the curve, outside the group.
        let other = format!("0x80{}04", "0".repeat(92));
        for bad in [GENERATOR.replace("c6bb", "c6bc"), other] {
            assert!(!bad.parse::<BlsKey>().unwrap().is_valid(), "{bad}");
        }
    }
}
