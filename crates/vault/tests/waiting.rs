//! A keyring that asks the person takes its time. Nothing waits for it, and it has not the last word.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::{
    sync::{
        Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

use ballast_vault::{Error, KeyringState, MemoryKeyring, Result, SecretStore, Vault};
use common::{ByKeyring, JUNK, PASSWORD, again, phrase_vault, secret};
use zeroize::Zeroizing;

/// A keyring that says when it is asked, and answers when it is told to.
struct Waiting {
    inside: MemoryKeyring,
    asked: Mutex<Sender<()>>,
    go_on: Mutex<Receiver<()>>,
}

impl Waiting {
    fn before(inside: MemoryKeyring) -> (Self, Receiver<()>, Sender<()>) {
        let ((asked, was_asked), (go_on, told)) = (channel(), channel());
        let waiting = Self {
            inside,
            asked: Mutex::new(asked),
            go_on: Mutex::new(told),
        };
        (waiting, was_asked, go_on)
    }

    fn wait(&self) {
        self.asked.lock().unwrap().send(()).unwrap();
        self.go_on
            .lock()
            .unwrap()
            .recv_timeout(Duration::from_secs(20))
            .unwrap();
    }
}

impl SecretStore for Waiting {
    fn state(&self) -> KeyringState {
        KeyringState::Available
    }
    fn put(&self, name: &str, secret: &[u8]) -> Result<()> {
        self.wait();
        self.inside.put(name, secret)
    }
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        self.wait();
        self.inside.get(name)
    }
    fn remove(&self, name: &str) -> Result<()> {
        self.inside.remove(name)
    }
}

/// Asks the keyring in a thread, does `meanwhile` with the vault while the keyring waits, lets it answer, and gives
/// what came of it. `meanwhile` gets the vault only if nobody holds it.
fn while_asked(
    vault: &Mutex<Vault>,
    inside: MemoryKeyring,
    ask: impl FnOnce(&Mutex<Vault>, &dyn SecretStore) -> Result<()> + Send,
    meanwhile: impl FnOnce(&mut Vault),
) -> (Result<()>, MemoryKeyring) {
    let (store, was_asked, go_on) = Waiting::before(inside);
    let asked = thread::scope(|scope| {
        let asking = scope.spawn(|| ask(vault, &store));
        was_asked.recv_timeout(Duration::from_secs(20)).unwrap();
        let free = vault.try_lock().map(|mut vault| meanwhile(&mut vault)).is_ok();
        go_on.send(()).unwrap();
        let answer = asking.join().unwrap();
        assert!(free, "the vault was held while the keyring asked");
        answer
    });
    (asked, store.inside)
}

/// A locked vault whose key stands in a keyring.
fn in_keyring() -> (Mutex<Vault>, MemoryKeyring, tempfile::TempDir) {
    let (mut vault, folder, _) = phrase_vault(JUNK);
    let store = MemoryKeyring::default();
    vault.enable_keyring(&store).unwrap();
    (Mutex::new(again(&vault)), store, folder)
}

#[test]
fn while_the_keyring_asks_the_vault_can_be_read() {
    let (vault, store, _folder) = in_keyring();
    let (answer, _) = while_asked(&vault, store, Vault::unlock_with_keyring, |vault| {
        assert!(vault.is_locked() && vault.opens_by_keyring());
        assert!(!vault.lock_if_idle(std::time::SystemTime::now()));
    });
    assert_eq!(answer, Ok(()));
    assert!(!vault.lock().unwrap().is_locked());
}

#[test]
fn an_answer_that_comes_after_a_lock_opens_nothing() {
    let (vault, store, _folder) = in_keyring();
    let (answer, store) = while_asked(&vault, store, Vault::unlock_with_keyring, Vault::lock);
    assert_eq!(answer, Err(Error::LockedMeanwhile));
    assert!(vault.lock().unwrap().is_locked());
    // Asked anew, it opens.
    assert_eq!(Vault::unlock_with_keyring(&vault, &store), Ok(()));
}

#[test]
fn the_password_may_be_faster_and_what_it_did_stands() {
    let (vault, store, _folder) = in_keyring();
    let (answer, store) = while_asked(&vault, store, Vault::unlock_with_keyring, |vault| {
        vault.unlock(&secret(PASSWORD)).unwrap();
        let first = vault.accounts().unwrap()[0].address;
        vault.rename_account(first, "renamed meanwhile").unwrap();
    });
    assert_eq!(answer, Ok(()));
    let mut vault = vault.into_inner().unwrap();
    assert_eq!(vault.accounts().unwrap()[0].label, "renamed meanwhile");

    vault.lock();
    let vault = Mutex::new(vault);
    let opened_and_locked = |vault: &mut Vault| {
        vault.unlock(&secret(PASSWORD)).unwrap();
        vault.lock();
    };
    let (answer, _) = while_asked(&vault, store, Vault::unlock_with_keyring, opened_and_locked);
    assert_eq!(answer, Err(Error::LockedMeanwhile));
    assert!(vault.lock().unwrap().is_locked());
}

#[test]
fn a_vault_locked_while_the_keyring_takes_its_key_is_as_it_was() {
    let (vault, _folder, _) = phrase_vault(JUNK);
    let vault = Mutex::new(vault);
    let (answer, store) = while_asked(&vault, MemoryKeyring::default(), Vault::enable_keyring, Vault::lock);
    assert_eq!(answer, Err(Error::LockedMeanwhile));
    assert!(!vault.lock().unwrap().opens_by_keyring());

    // With a key in the keyring already, that one is put back and still opens.
    vault.lock().unwrap().unlock(&secret(PASSWORD)).unwrap();
    Vault::enable_keyring(&vault, &store).unwrap();
    let (store, was_asked, go_on) = Waiting::before(store);
    let answer = thread::scope(|scope| {
        let asking = scope.spawn(|| Vault::enable_keyring(&vault, &store));
        was_asked.recv_timeout(Duration::from_secs(20)).unwrap();
        vault.lock().unwrap().lock();
        // Once for the new key, once for the old one.
        go_on.send(()).unwrap();
        go_on.send(()).unwrap();
        asking.join().unwrap()
    });
    assert_eq!(answer, Err(Error::LockedMeanwhile));
    assert_eq!(Vault::unlock_with_keyring(&vault, &store.inside), Ok(()));
}
