//! One secp256k1 private key: parsed at the border, used for signing, wiped when it goes.

use std::{fmt, str::FromStr};

use ballast_domain::{Address, hash160};
use k256::ecdsa::{RecoveryId, Signature, SigningKey};
use zeroize::Zeroizing;

use crate::{Error, Result};

/// A private key. Shows only its address; the bytes stay inside this crate.
pub struct PrivateKey(SigningKey);

impl PrivateKey {
    /// The key with these bytes.
    ///
    /// # Errors
    /// [`Error::KeyRange`] for zero and for numbers from the curve's order on.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self> {
        SigningKey::from_slice(bytes).map(Self).map_err(|_| Error::KeyRange)
    }

    /// The account that the key controls.
    pub fn address(&self) -> Address {
        let point = self.0.verifying_key().to_encoded_point(false);
        // The first byte only says "uncompressed".
        Address::from_bytes(hash160(&point.as_bytes()[1..]))
    }

    pub(crate) fn to_hex(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new(<[u8; 32]>::from(self.0.to_bytes()));
        Zeroizing::new(hex::encode(*bytes))
    }

    /// Signs a 32-byte hash: deterministic (RFC 6979), low s.
    pub(crate) fn sign(&self, hash: &[u8; 32]) -> Result<(Signature, RecoveryId)> {
        self.0.sign_prehash_recoverable(hash).map_err(|_| Error::KeyRange)
    }
}

impl From<SigningKey> for PrivateKey {
    fn from(key: SigningKey) -> Self {
        Self(key)
    }
}

impl FromStr for PrivateKey {
    type Err = Error;

    /// 64 hex digits, with or without `0x`, spaces around them ignored.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let digits = text
            .strip_prefix("0x")
            .or_else(|| text.strip_prefix("0X"))
            .unwrap_or(text);
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(digits, &mut *bytes).map_err(|_| Error::KeyForm)?;
        Self::from_bytes(&bytes)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey of {}", self.address())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    #[test]
    fn a_raw_key_is_read_with_and_without_its_prefix() {
        for text in [
            KEY.to_string(),
            format!("0x{KEY}"),
            format!(" 0X{}\n", KEY.to_uppercase()),
        ] {
            let key: PrivateKey = text.parse().unwrap();
            assert_eq!(key.address().to_string(), "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
            assert_eq!(*key.to_hex(), KEY);
        }
    }

    #[test]
    fn numbers_outside_the_curve_and_other_texts_are_refused() {
        const ORDER: &str = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
        const LAST: &str = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";
        assert_eq!("00".repeat(32).parse::<PrivateKey>().unwrap_err(), Error::KeyRange);
        assert_eq!(ORDER.parse::<PrivateKey>().unwrap_err(), Error::KeyRange);
        assert_eq!("ff".repeat(32).parse::<PrivateKey>().unwrap_err(), Error::KeyRange);
        assert!(LAST.parse::<PrivateKey>().is_ok());
        for text in [
            "",
            "0x",
            &KEY[1..],
            &format!("{KEY}00"),
            &KEY.replace('a', "g"),
            "0x0x",
            "é",
        ] {
            assert_eq!(text.parse::<PrivateKey>().unwrap_err(), Error::KeyForm, "{text}");
        }
    }
}
