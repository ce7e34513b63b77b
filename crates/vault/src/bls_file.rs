//! The file that holds a delegate node's BLS key: its public half is all that leaves this crate, and the proof that its
//! private half is held (`bls`).
//!
//! Three forms are read: 96 hex digits (or 48 bytes), which is the public key; 64 hex digits, which is the private key,
//! whose public half is computed and which is wiped; and JSON with the public key in a field of its own, such as a
//! keystore of EIP-2335, whose encrypted part is not looked at.

use std::{fs::File, io::Read, path::Path};

use ballast_domain::BlsKey;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// A key file is smaller; what is larger is something else.
const MOST: u64 = 64 << 10;
/// Under which names JSON holds the public key.
const FIELDS: [&str; 6] = [
    "pubkey",
    "publicKey",
    "public_key",
    "blsPubKey",
    "blsPublicKey",
    "bls_pubkey",
];

/// A public key that was taken from a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlsFile {
    /// The public key.
    pub key: BlsKey,
    /// Whether the file holds the private key in the clear.
    pub holds_secret: bool,
}

/// What stands in a file.
pub(crate) struct Content {
    pub(crate) key: BlsKey,
    /// The private key, where the file holds it in the clear; it wipes itself.
    pub(crate) secret: Option<Zeroizing<[u8; 32]>>,
}

/// Reads the public key from the file at `path`.
///
/// # Errors
/// [`Error::Io`], or [`Error::BlsFile`] with what is wrong with it; no error repeats any of it.
pub fn read_bls_file(path: &Path) -> Result<BlsFile> {
    let Content { key, secret } = content_of(path)?;
    Ok(BlsFile {
        key,
        holds_secret: secret.is_some(),
    })
}

/// Reads all that stands in the file at `path`.
pub(crate) fn content_of(path: &Path) -> Result<Content> {
    let failed = |e: std::io::Error| Error::Io {
        doing: "reading the BLS key's file",
        kind: e.kind(),
    };
    // Before it is opened: a pipe would be waited for.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Error::BlsFile("it is not a file"));
    }
    let file = File::open(path).map_err(failed)?;
    // As much room as is read, so that growing leaves no copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MOST as usize + 1));
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST {
        return Err(Error::BlsFile("it is too large"));
    }
    let found = parse(&bytes)?;
    match found.key.is_valid() {
        true => Ok(found),
        false => Err(Error::BlsFile("its public key is not a point of the curve")),
    }
}

fn parse(bytes: &[u8]) -> Result<Content> {
    let public = |key| Content { key, secret: None };
    if let Ok(key) = BlsKey::from_bytes(bytes) {
        return Ok(public(key));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Error::BlsFile("it is neither text nor 48 bytes"))?;
    let text = text.trim();
    if text.starts_with('{') {
        return of_json(text).map(public);
    }
    let digits = text.strip_prefix("0x").unwrap_or(text);
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::BlsFile("it holds neither hex digits nor JSON"));
    }
    match digits.len() {
        0 => Err(Error::BlsFile("it is empty")),
        64 => of_secret(digits),
        96 => digits
            .parse()
            .map(public)
            .map_err(|_| Error::BlsFile("its 96 digits are no compressed public key")),
        _ => Err(Error::BlsFile(
            "a public key has 96 hex digits, a private one 64, and it has another number",
        )),
    }
}

fn of_secret(digits: &str) -> Result<Content> {
    let mut secret = Zeroizing::new([0; 32]);
    hex::decode_to_slice(digits, secret.as_mut_slice()).map_err(|_| Error::BlsFile("it holds no hex digits"))?;
    let key = BlsKey::of_secret(&secret).ok_or(Error::BlsFile("its number is outside the range of private keys"))?;
    Ok(Content {
        key,
        secret: Some(secret),
    })
}

fn of_json(text: &str) -> Result<BlsKey> {
    let json: Value = serde_json::from_str(text).map_err(|_| Error::BlsFile("its JSON is broken"))?;
    let found = FIELDS.iter().find_map(|field| json.get(field)?.as_str());
    let found = found.ok_or(Error::BlsFile(
        "its JSON has no field with a public key, such as pubkey",
    ))?;
    found
        .parse()
        .map_err(|_| Error::BlsFile("its field with the public key holds something else"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATOR: &str =
        "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

    fn read(content: &[u8]) -> Result<BlsFile> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bls.key");
        std::fs::write(&path, content).unwrap();
        read_bls_file(&path)
    }

    #[test]
    fn every_form_gives_the_public_key_and_says_whether_the_private_one_lies_open() {
        let one = format!("{}1\n", "0".repeat(63));
        let raw = hex::decode(GENERATOR).unwrap();
        let keystore = format!(r#"{{ "version": 4, "pubkey": "{GENERATOR}", "crypto": {{ "cipher": {{}} }} }}"#);
        let prefixed = format!("  0x{GENERATOR}\n");
        for (content, secret) in [
            (GENERATOR.as_bytes(), false),
            (prefixed.as_bytes(), false),
            (&raw, false),
            (keystore.as_bytes(), false),
            (one.as_bytes(), true),
        ] {
            let found = read(content).unwrap();
            assert_eq!(found.key.to_string(), format!("0x{GENERATOR}"));
            assert_eq!(found.holds_secret, secret);
        }
    }

    #[test]
    fn what_is_no_key_is_refused_without_repeating_it() {
        let beside = GENERATOR.replace("c6bb", "c6bc");
        let infinity = format!("c0{}", "0".repeat(94));
        let long = "a".repeat(70_000);
        for bad in [
            "",
            " \n",
            "abandon abandon about",
            "0x1234",
            &GENERATOR[..95],
            &beside,
            &infinity,
            &"0".repeat(64),
            &"f".repeat(64),
            "{",
            "{}",
            r#"{ "pubkey": 7 }"#,
            r#"{ "pubkey": "secret" }"#,
            &long,
        ] {
            let error = read(bad.as_bytes()).unwrap_err();
            assert!(matches!(error, Error::BlsFile(_)), "{error}");
            assert!(bad.trim().is_empty() || bad.len() < 3 || !error.to_string().contains(bad));
        }
        assert!(matches!(read(&[0xff; 47]), Err(Error::BlsFile(_))));
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            read_bls_file(folder.path()),
            Err(Error::BlsFile(_) | Error::Io { .. })
        ));
        let missing = folder.path().join("none");
        assert!(matches!(
            read_bls_file(&missing),
            Err(Error::Io {
                kind: std::io::ErrorKind::NotFound,
                ..
            })
        ));
    }
}
