//! The proof that a delegate's BLS key is held by whoever registers it, made with the private key in its file
//! (zanzibar.md §4). The key stays in here, and is wiped once the proof is made.

use std::path::Path;

use ballast_domain::{Address, BlsKey, BlsProof, PROOF_DST, proof_message};
use blst::min_pk::SecretKey;

use crate::{
    Error, Result,
    bls_file::{Content, content_of},
};

/// A public key with the proof that its private half is held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Possession {
    /// The public key.
    pub key: BlsKey,
    /// The proof, good for one delegate alone.
    pub proof: BlsProof,
}

/// Makes the proof for the delegate with this id by the private key in the file at `path`: the owner where it is to be
/// registered, the permanent id where its registration is changed.
///
/// # Errors
/// [`Error::Io`], or [`Error::BlsFile`] with what is wrong with the file, also where it holds no private key in the clear; no
/// error repeats any of it.
pub fn prove_possession(path: &Path, id: Address) -> Result<Possession> {
    let Content { key, secret } = content_of(path)?;
    let secret = secret.ok_or(Error::BlsFile(
        "it holds no private key in the clear, with which alone the proof is made",
    ))?;
    let proof = signed(&secret, id).filter(|proof| proof.proves(&key, id));
    let proof = proof.ok_or(Error::BlsFile("its private key makes no proof that holds"))?;
    Ok(Possession { key, proof })
}

fn signed(secret: &[u8; 32], id: Address) -> Option<BlsProof> {
    // `SecretKey` wipes itself.
    let secret = SecretKey::from_bytes(secret).ok()?;
    let proof = secret.sign(&proof_message(id), PROOF_DST, &[]).compress();
    BlsProof::from_bytes(&proof).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of the reference, made with the node's own library.
    const SECRET: &str = "263dbd792f5b1be47ed85f8938c0f29586af0d3ac7b977f21c278fe1462040e3";
    const KEY: &str =
        "a491d1b0ecd9bb917989f0e74f0dea0422eac4a873e5e2644f368dffb9a6e20fd6e10c1b77654d067c0618f6e5a7f79a";
    const PROOF: &str = "a51105238ac56dbf2881da7666c43ed416492ce646cd99d904e7558d0fe00bc08ad6d35cd8c408812f13620972976996\
                         178f0862dc156bbff1a9acdae6160f56a42e74b04c73ffd7d662f7e337906c5c21061aa291c3ce0d7c3f25b7e4d61ea1";

    fn id() -> Address {
        Address::from_bytes(std::array::from_fn(|place| u8::try_from(place).unwrap()))
    }

    fn proven(content: &str, id: Address) -> Result<Possession> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bls.key");
        std::fs::write(&path, content).unwrap();
        prove_possession(&path, id)
    }

    #[test]
    fn a_proof_is_that_of_the_reference() {
        let made = proven(&format!("0x{SECRET}\n"), id()).unwrap();
        assert_eq!(made.key, KEY.parse().unwrap());
        assert_eq!(made.proof, PROOF.parse().unwrap());
        let other = proven(SECRET, Address::ZERO).unwrap();
        assert_ne!(other.proof, made.proof);
        assert!(other.proof.proves(&other.key, Address::ZERO) && !other.proof.proves(&other.key, id()));
    }

    #[test]
    fn keys_are_made_of_seeds_as_the_nodes_are() {
        let made = SecretKey::key_gen(b"ballast test vector ikm 32 bytes", &[]).unwrap();
        assert_eq!(
            hex::encode(made.to_bytes()),
            "68e048a15890522043b3ab001d4c0a9f622887b4f28289948be868be5e3734f9"
        );
    }

    #[test]
    fn a_file_without_a_private_key_makes_no_proof_and_is_not_repeated() {
        let keystore = format!(r#"{{ "version": 4, "pubkey": "{KEY}", "crypto": {{ "cipher": {{}} }} }}"#);
        for content in [KEY, &keystore] {
            let error = proven(content, id()).unwrap_err();
            let Error::BlsFile(why) = error else { panic!("{error}") };
            assert!(why.contains("no private key"), "{why}");
            assert!(!error.to_string().contains(KEY));
        }
        assert!(proven(&"0".repeat(64), id()).is_err(), "zero is no key");
    }
}
