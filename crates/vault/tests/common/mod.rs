//! What the vault's tests share: small argon2 parameters, a password, a folder that goes away.

#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::Mutex;

use ballast_vault::{Account, KdfParams, Mnemonic, NewAccount, Result, Scheme, SecretStore, SecretString, Vault};
use tempfile::TempDir;

pub const JUNK: &str = "test test test test test test test test test test test junk";
pub const PASSWORD: &str = "correct horse battery";

pub fn small() -> KdfParams {
    KdfParams::new(8, 1, 1).unwrap()
}

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

/// Another handle on the same file, as another process or the next start would have.
pub fn again(vault: &Vault) -> Vault {
    Vault::at(vault.path(), small())
}

pub fn new_vault() -> (Vault, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = Vault::at(folder.path().join("profile").join("vault"), small());
    vault.create(&secret(PASSWORD)).unwrap();
    (vault, folder)
}

/// A vault with `phrase` and its first account under each scheme, MetaMask's first.
pub fn phrase_vault(phrase: &str) -> (Vault, TempDir, Vec<Account>) {
    let (mut vault, folder) = new_vault();
    let id = vault.add_mnemonic(&Mnemonic::parse(phrase).unwrap(), true).unwrap();
    let chosen: Vec<_> = [Scheme::Ethereum, Scheme::Iotex, Scheme::IotexShort]
        .map(|scheme| NewAccount {
            scheme,
            index: 0,
            label: format!("first of {scheme}"),
        })
        .to_vec();
    let accounts = vault.add_accounts(id, &chosen).unwrap();
    (vault, folder, accounts)
}

/// The keyring's calls on a vault that nobody else holds.
pub trait ByKeyring {
    fn unlock_with_keyring(&mut self, store: &dyn SecretStore) -> Result<()>;
    fn enable_keyring(&mut self, store: &dyn SecretStore) -> Result<()>;
    fn disable_keyring(&mut self, store: &dyn SecretStore) -> Result<()>;
}

impl ByKeyring for Vault {
    fn unlock_with_keyring(&mut self, store: &dyn SecretStore) -> Result<()> {
        shared(self, |vault| Self::unlock_with_keyring(vault, store))
    }

    fn enable_keyring(&mut self, store: &dyn SecretStore) -> Result<()> {
        shared(self, |vault| Self::enable_keyring(vault, store))
    }

    fn disable_keyring(&mut self, store: &dyn SecretStore) -> Result<()> {
        shared(self, |vault| Self::disable_keyring(vault, store))
    }
}

fn shared<T>(vault: &mut Vault, ask: impl FnOnce(&Mutex<Vault>) -> T) -> T {
    let shared = Mutex::new(std::mem::replace(vault, Vault::at("", small())));
    let answer = ask(&shared);
    *vault = shared.into_inner().unwrap();
    answer
}
