//! Nothing that can be printed, logged or read from the disk holds a word, a key or a password.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::{fmt::Debug, fs};

use ballast_vault::{
    Error, KdfParams, MemoryKeyring, Mnemonic, NewAccount, PrivateKey, Root, Scheme, SecretStore, SecretString, Vault,
    check_phrase, import_keystore,
};
use common::{ByKeyring, PASSWORD, again, new_vault, secret};

const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const KEY: &str = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const KEYRING_KEY: &str = "keyring secret of 32 bytes length";

/// Refuses a text that holds any of the secrets.
fn clean(text: &str) {
    let lower = text.to_lowercase();
    for word in PHRASE.split(' ') {
        assert!(
            !lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == word),
            "{word} in {text}"
        );
    }
    for hidden in [KEY, &KEY[..16], PASSWORD, "sausgae", "wrong password", KEYRING_KEY] {
        assert!(!lower.contains(hidden), "{hidden} in {text}");
    }
    // Bytes of the key as Debug would list them.
    assert!(!text.contains("172, 9, 116"), "{text}");
}

fn shown(value: &dyn Debug) {
    clean(&format!("{value:?}"));
    clean(&format!("{value:#?}"));
}

fn full_vault() -> (Vault, tempfile::TempDir) {
    let (mut vault, folder) = new_vault();
    let id = vault.add_mnemonic(&Mnemonic::parse(PHRASE).unwrap(), true).unwrap();
    vault
        .add_accounts(
            id,
            &[NewAccount {
                scheme: Scheme::Iotex,
                index: 0,
                label: "main".into(),
            }],
        )
        .unwrap();
    vault.import_key(&KEY.parse().unwrap(), "spare").unwrap();
    (vault, folder)
}

#[test]
fn no_public_type_shows_what_it_keeps() {
    let (mut vault, _folder) = full_vault();
    let store = MemoryKeyring::default();
    store.put("x", KEYRING_KEY.as_bytes()).unwrap();
    vault.enable_keyring(&store).unwrap();
    let mnemonic = Mnemonic::parse(PHRASE).unwrap();
    let root = Root::new(&mnemonic).unwrap();
    let key: PrivateKey = KEY.parse().unwrap();
    let id = vault.secrets().unwrap()[0].id;
    let revealed: SecretString = vault.reveal_mnemonic(id, &secret(PASSWORD)).unwrap();
    let accounts = vault.accounts().unwrap();
    let values: [&dyn Debug; 13] = [
        &vault,
        &mnemonic,
        &mnemonic.reveal(),
        &root,
        &root.branch(Scheme::Iotex).unwrap(),
        &key,
        &store,
        &revealed,
        &accounts,
        &vault.secrets().unwrap(),
        &KdfParams::DEFAULT,
        &secret(PASSWORD),
        &Scheme::ALL,
    ];
    for value in values {
        shown(value);
    }
    // The root's Debug of the library underneath would have shown the chain code.
    assert_eq!(format!("{root:?}"), "Root");
}

#[test]
fn no_error_quotes_what_it_refused() {
    let (vault, _folder) = full_vault();
    let mut next = again(&vault);
    let misspelt = PHRASE.replace("sausage", "sausgae");
    let swapped = PHRASE.replace("year wave", "wave year");
    let errors: Vec<Error> = vec![
        Mnemonic::parse(&misspelt).unwrap_err(),
        Mnemonic::parse(&swapped).unwrap_err(),
        Mnemonic::parse(&PHRASE[6..]).unwrap_err(),
        format!("{KEY}0").parse::<PrivateKey>().unwrap_err(),
        next.unlock(&secret("wrong password")).unwrap_err(),
        next.reveal_mnemonic(vault.secrets().unwrap()[0].id, &secret("wrong password"))
            .unwrap_err(),
        import_keystore(KEY, &secret(PASSWORD)).unwrap_err(),
        import_keystore(&format!("{{\"crypto\":\"{KEY}\"}}"), &secret(PASSWORD)).unwrap_err(),
    ];
    for error in &errors {
        shown(error);
        clean(&error.to_string());
        assert!(error.code().starts_with("vault."));
    }
    for text in [&misspelt, &swapped] {
        shown(&check_phrase(text).unwrap_err());
    }
}

#[test]
fn no_file_holds_a_secret_or_an_account_in_the_clear() {
    let (mut vault, folder) = full_vault();
    let address = vault.accounts().unwrap()[0].address;
    vault.rename_account(address, "my life savings").unwrap();
    let mut files = 0;
    for entry in fs::read_dir(folder.path().join("profile")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for hidden in [
            "legal",
            "winner",
            "sausage",
            KEY,
            "savings",
            &address.to_string(),
            "iotex",
            "mnemonic",
        ] {
            assert!(!text.contains(hidden), "{hidden}");
        }
        assert!(!bytes.windows(32).any(|w| hex::encode(w) == KEY));
        files += 1;
    }
    assert_eq!(files, 3, "vault, backup, lock");
}

#[test]
fn the_same_content_is_never_sealed_to_the_same_bytes() {
    let (mut vault, _folder) = full_vault();
    let address = vault.accounts().unwrap()[0].address;
    let first = fs::read(vault.path()).unwrap();
    vault.rename_account(address, "main").unwrap();
    let second = fs::read(vault.path()).unwrap();
    assert_eq!(first.len(), second.len());
    let body = 227..first.len() - 32;
    let equal = first[body.clone()]
        .iter()
        .zip(&second[body.clone()])
        .filter(|(a, b)| a == b)
        .count();
    assert!(equal < body.len() / 50, "{equal} of {} bytes are equal", body.len());
}
