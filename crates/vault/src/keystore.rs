//! Web3 Secret Storage (version 3): the JSON key files of geth, ioctl and most Ethereum wallets.

use std::{fs, io::Write, path::Path};

use eth_keystore::{EthKeystore, KdfType, KdfparamsType, KeystoreError};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::{Error, PrivateKey, Result, seal::random};

/// Real key files have under 1 KiB.
const LARGEST: usize = 64 * 1024;
/// What scrypt may cost: geth's standard is 256 MiB; this is twice that.
const SCRYPT_BYTES: u64 = 512 * 1024 * 1024;
/// What PBKDF2 may cost: geth's old standard is 262,144 rounds.
const PBKDF2_ROUNDS: u32 = 10_000_000;

/// The private key in a key file with this text. Blocks for as long as the file's key derivation takes (seconds).
///
/// # Errors
/// [`Error::Keystore`] for what is no such file or asks for too much; [`Error::KeystorePassword`].
pub fn import_keystore(text: &str, password: &SecretString) -> Result<PrivateKey> {
    let store = parse(text)?;
    check(&store)?;
    let bytes = decrypt(&store, password)?;
    let bytes: &[u8; 32] = bytes
        .as_slice()
        .try_into()
        .map_err(|_| Error::Keystore("it holds no 32-byte key"))?;
    PrivateKey::from_bytes(bytes)
}

fn parse(text: &str) -> Result<EthKeystore> {
    const FORM: Error = Error::Keystore("it is not Web3 Secret Storage");
    if text.len() > LARGEST {
        return Err(FORM);
    }
    let mut json: serde_json::Value = serde_json::from_str(text).map_err(|_| FORM)?;
    let fields = json.as_object_mut().ok_or(FORM)?;
    // ethers and a few others write the section's name with a capital letter.
    if let Some(section) = fields.remove("Crypto") {
        fields.insert("crypto".into(), section);
    }
    serde_json::from_value(json).map_err(|_| FORM)
}

/// Everything that `eth-keystore` would index, allocate or compute with on the file's word.
fn check(store: &EthKeystore) -> Result<()> {
    const COST: Error = Error::Keystore("it asks for more work than any wallet would");
    let crypto = &store.crypto;
    if store.version != 3 || crypto.cipher != "aes-128-ctr" || crypto.cipherparams.iv.len() != 16 {
        return Err(Error::Keystore("only version 3 with aes-128-ctr is known"));
    }
    if crypto.ciphertext.len() != 32 || crypto.mac.len() != 32 {
        return Err(Error::Keystore("it holds no 32-byte key"));
    }
    match (&crypto.kdf, &crypto.kdfparams) {
        (KdfType::Pbkdf2, KdfparamsType::Pbkdf2 { c, dklen: 32, prf, .. }) if prf == "hmac-sha256" => {
            if (1..=PBKDF2_ROUNDS).contains(c) {
                Ok(())
            } else {
                Err(COST)
            }
        }
        (KdfType::Scrypt, KdfparamsType::Scrypt { dklen: 32, n, p, r, .. }) => {
            let bytes = 128 * u64::from(*n) * u64::from(*r);
            let sane = n.is_power_of_two() && *n > 1 && (1..=8).contains(p) && (1..=32).contains(r);
            if sane && bytes <= SCRYPT_BYTES {
                Ok(())
            } else {
                Err(COST)
            }
        }
        _ => Err(Error::Keystore("its key derivation is not known")),
    }
}

/// `eth-keystore` reads files only, so the checked text goes into one of our own; it is encrypted anyway.
fn decrypt(store: &EthKeystore, password: &SecretString) -> Result<Zeroizing<Vec<u8>>> {
    let text = serde_json::to_vec(store).map_err(|_| Error::Keystore("it cannot be written again"))?;
    let path = std::env::temp_dir().join(format!("ballast-{}", hex::encode(random::<16>()?)));
    let file = fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let written = file
        .and_then(|mut f| f.write_all(&text))
        .map_err(Error::io("copying the key file"));
    let key = written.and_then(|()| open(&path, password));
    // Left behind it would be a copy of an encrypted file in the folder for such; nothing can be done about it.
    let _ = fs::remove_file(&path);
    key
}

fn open(path: &Path, password: &SecretString) -> Result<Zeroizing<Vec<u8>>> {
    eth_keystore::decrypt_key(path, password.expose_secret())
        .map(Zeroizing::new)
        .map_err(|e| match e {
            KeystoreError::MacMismatch => Error::KeystorePassword,
            _ => Error::Keystore("it cannot be decrypted"),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by ethers 6, whose scrypt takes N = 131072.
    const ETHERS: &str = r#"{"address":"f39fd6e51aad88f6f4ce6ab8827279cfffb92266","id":"1f2f9b6f-b443-4df7-918b-c7dcab126c36","version":3,"Crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"7d2b8baa38c02da85cebd28d638a049f"},"ciphertext":"366fea5da40dddd2c2f41e8ccb943899a1f0c77c3adfb27e9e1c160703ac66d2","kdf":"scrypt","kdfparams":{"salt":"83f3067019be1c2612a07340411b4821e1217f477396c6792ca0290036edb913","n":131072,"dklen":32,"p":1,"r":8},"mac":"fa5ea799d23a30eab9bf2b75316cee141ec93fd028af8395d7f4a5748af22899"}}"#;
    /// The PBKDF2 example of the Web3 Secret Storage definition, password `testpassword`.
    const DEFINITION: &str = r#"{"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},"ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2","kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256","salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},"mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}"#;

    fn import(text: &str, password: &str) -> Result<PrivateKey> {
        import_keystore(text, &SecretString::from(password))
    }

    #[test]
    fn files_of_other_wallets_open_with_their_password_only() {
        let key = import(ETHERS, "correct horse battery").unwrap();
        assert_eq!(key.address().to_string(), "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
        let key = import(DEFINITION, "testpassword").unwrap();
        assert_eq!(
            *key.to_hex(),
            "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"
        );
        assert_eq!(import(DEFINITION, "testpasswore").unwrap_err(), Error::KeystorePassword);
    }

    #[test]
    fn hostile_files_are_refused_before_they_cost_anything() {
        let long = " ".repeat(LARGEST + 1);
        let cases = [
            "",
            "{}",
            "[]",
            "null",
            &long,
            &ETHERS.replace("131072", "1073741824"),
            &ETHERS.replace("131072", "131073"),
            &ETHERS.replace("\"r\":8", "\"r\":4294967295"),
            &ETHERS.replace("\"p\":1", "\"p\":1000000"),
            &ETHERS.replace("\"dklen\":32", "\"dklen\":8"),
            &ETHERS.replace("7d2b8baa38c02da85cebd28d638a049f", "7d2b"),
            &ETHERS.replace("aes-128-ctr", "aes-128-cbc"),
            &ETHERS.replace("\"version\":3", "\"version\":1"),
            &ETHERS.replace("366fea5da4", ""),
            &DEFINITION.replace("262144", "4294967295"),
            &DEFINITION.replace("hmac-sha256", "hmac-sha512"),
            &DEFINITION.replace("\"pbkdf2\"", "\"scrypt\""),
        ];
        for text in cases {
            assert_eq!(
                import(text, "testpassword").unwrap_err().code(),
                "vault.keystore",
                "{text:.80}"
            );
        }
    }
}
