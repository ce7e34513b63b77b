//! The proof that whoever names a BLS key holds its private half (zanzibar.md §4). It is made for one delegate, and proves
//! nothing of another.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

#[cfg(feature = "curves")]
use super::{address::Address, bls::BlsKey};

/// The name of the signature's scheme, which votes of the consensus have too: what is signed keeps the two apart.
#[cfg(feature = "curves")]
pub const PROOF_DST: &[u8] = b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";
/// What stands before the delegate in what is signed.
#[cfg(feature = "curves")]
const BEFORE: &[u8] = b"IOTEX_BLS_POP_v1";
/// Bytes of a compressed point of G2.
const WHOLE: usize = 96;

/// A proof of possession: the BLS signature, a compressed point of G2 of 96 bytes, of what [`proof_message`] says. What was
/// given for one is kept as it is, whatever its length: a node takes it, and mines it as a failure.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BlsProof(Vec<u8>);

/// A text or bytes that are no proof of possession, not even a wrong one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a proof of possession is 192 hex digits")]
pub struct BlsProofError;

impl BlsProof {
    /// From the bytes of a proof.
    ///
    /// # Errors
    /// There are none: nodes refuse an empty proof as if it were no calldata at all. Whether it proves anything is the
    /// question of [`BlsProof::proves`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BlsProofError> {
        match bytes.is_empty() {
            true => Err(BlsProofError),
            false => Ok(Self(bytes.to_vec())),
        }
    }

    /// The bytes that were given.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether it has a proof's length, without which it proves nothing.
    pub fn is_whole(&self) -> bool {
        self.0.len() == WHOLE
    }

    /// Whether it proves that the private half of `key` was held by whoever made it, for the delegate with this id: the
    /// owner where it is registered, and the permanent id ever after.
    #[cfg(feature = "curves")]
    pub fn proves(&self, key: &BlsKey, id: Address) -> bool {
        use blst::{
            BLST_ERROR,
            min_pk::{PublicKey, Signature},
        };
        let (Ok(key), Ok(proof)) = (PublicKey::key_validate(key.as_bytes()), Signature::uncompress(&self.0)) else {
            return false;
        };
        proof.verify(true, &proof_message(id), PROOF_DST, &[], &key, false) == BLST_ERROR::BLST_SUCCESS
    }
}

/// What a proof for the delegate with this id signs: SHA-256 of a fixed text and the id's 20 bytes. The key is not in it.
#[cfg(feature = "curves")]
pub fn proof_message(id: Address) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::new()
        .chain_update(BEFORE)
        .chain_update(id.as_bytes())
        .finalize()
        .into()
}

impl fmt::Display for BlsProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{}", hex::encode(&self.0))
    }
}

impl fmt::Debug for BlsProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for BlsProof {
    type Err = BlsProofError;

    fn from_str(text: &str) -> Result<Self, BlsProofError> {
        let digits = text.trim();
        let bytes = hex::decode(digits.strip_prefix("0x").unwrap_or(digits)).map_err(|_| BlsProofError)?;
        Self::from_bytes(&bytes)
    }
}

impl Serialize for BlsProof {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlsProof {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_kept_as_it_was_given_and_nothing_is_none() {
        let short: BlsProof = " 0x0102\n".parse().unwrap();
        assert_eq!((short.to_string().as_str(), short.is_whole()), ("0x0102", false));
        for bad in ["", "0x", "0x123", "proof"] {
            assert_eq!(bad.parse::<BlsProof>(), Err(BlsProofError), "{bad}");
        }
        let json = serde_json::to_string(&short).unwrap();
        assert_eq!(serde_json::from_str::<BlsProof>(&json).unwrap(), short);
        assert!(BlsProof::from_bytes(&[1; 96]).unwrap().is_whole());
    }

    /// The vector of the reference, made with the node's own library.
    #[cfg(feature = "curves")]
    mod of_the_reference {
        use super::*;

        const KEY: &str =
            "a491d1b0ecd9bb917989f0e74f0dea0422eac4a873e5e2644f368dffb9a6e20fd6e10c1b77654d067c0618f6e5a7f79a";
        const PROOF: &str = "a51105238ac56dbf2881da7666c43ed416492ce646cd99d904e7558d0fe00bc08ad6d35cd8c408812f13620972976996\
                             178f0862dc156bbff1a9acdae6160f56a42e74b04c73ffd7d662f7e337906c5c21061aa291c3ce0d7c3f25b7e4d61ea1";

        fn id() -> Address {
            Address::from_bytes(std::array::from_fn(|place| u8::try_from(place).unwrap()))
        }

        #[test]
        fn its_message_and_its_proof_hold() {
            let message = hex::encode(proof_message(id()));
            assert_eq!(
                message,
                "e75f0019a0f63f7ee08690a504357ed144f2d4cf9c1a254889bb044c77ca031d"
            );
            assert!(PROOF.parse::<BlsProof>().unwrap().proves(&KEY.parse().unwrap(), id()));
        }

        #[test]
        fn it_proves_nothing_of_another_delegate_or_key_nor_when_it_is_changed() {
            let (key, proof): (BlsKey, BlsProof) = (KEY.parse().unwrap(), PROOF.parse().unwrap());
            assert!(!proof.proves(&key, Address::ZERO));
            let generator =
                "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
            assert!(!proof.proves(&generator.parse().unwrap(), id()));
            let given = proof.as_bytes();
            let mut last = given.to_vec();
            last[95] ^= 1;
            let longer = [given, &[0]].concat();
            let mut infinity = vec![0; 96];
            infinity[0] = 0xc0;
            let all: [&[u8]; 5] = [&last, &given[..95], &longer, &infinity, &[0; 96]];
            for wrong in all {
                assert!(!BlsProof::from_bytes(wrong).unwrap().proves(&key, id()), "{wrong:?}");
            }
        }
    }
}
