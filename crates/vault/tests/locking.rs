//! Who gets in: wrong passwords, pauses, idleness, and the OS keyring.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::time::{Duration, SystemTime};

use ballast_vault::{Error, KeyringState, MemoryKeyring, OsKeyring, Result, SecretStore, Throttle, Vault};
use common::{ByKeyring, JUNK, PASSWORD, again, new_vault, phrase_vault, secret};

#[test]
fn the_third_wrong_password_makes_even_the_right_one_wait() {
    let (vault, _folder) = new_vault();
    let mut next = again(&vault);
    for _ in 0..2 {
        assert_eq!(next.unlock(&secret("wrong password")), Err(Error::WrongPassword));
        assert_eq!(next.retry_after(), Duration::ZERO);
    }
    assert_eq!(next.unlock(&secret("wrong password")), Err(Error::WrongPassword));
    assert!(next.retry_after() > Duration::ZERO && next.retry_after() <= Duration::from_secs(1));
    assert_eq!(next.unlock(&secret(PASSWORD)), Err(Error::TooSoon { seconds: 1 }));
    std::thread::sleep(next.retry_after());
    assert_eq!(next.unlock(&secret(PASSWORD)), Ok(()));
    assert_eq!(next.retry_after(), Duration::ZERO);
}

#[test]
fn a_handle_that_goes_on_from_another_waits_as_long() {
    let (vault, _folder) = new_vault();
    let throttle = Throttle::default();
    let mut first = again(&vault).throttled(throttle.clone());
    for _ in 0..3 {
        assert_eq!(first.unlock(&secret("wrong password")), Err(Error::WrongPassword));
    }
    drop(first);
    let mut next = again(&vault).throttled(throttle);
    assert_eq!(next.unlock(&secret(PASSWORD)), Err(Error::TooSoon { seconds: 1 }));
}

#[test]
fn asking_again_for_the_password_is_slowed_in_the_same_way() {
    let (mut vault, _folder, _) = phrase_vault(JUNK);
    let id = vault.secrets().unwrap()[0].id;
    for _ in 0..3 {
        assert_eq!(vault.authenticate(&secret("wrong password")), Err(Error::WrongPassword));
    }
    assert_eq!(
        vault.reveal_mnemonic(id, &secret(PASSWORD)).unwrap_err(),
        Error::TooSoon { seconds: 1 }
    );
    let change = vault.change_password(&secret(PASSWORD), &secret("another one"));
    assert_eq!(change, Err(Error::TooSoon { seconds: 1 }));
    assert!(!vault.is_locked());
}

#[test]
fn an_idle_vault_locks_and_a_used_one_does_not() {
    let (mut vault, _folder) = new_vault();
    let minutes = |m: u64| SystemTime::now() + Duration::from_secs(60 * m);
    assert!(!vault.lock_if_idle(minutes(10_000)), "without a timeout it stays open");
    vault.set_idle_timeout(Some(Duration::from_secs(300)));
    vault.touch();
    assert!(!vault.lock_if_idle(minutes(4)));
    assert!(vault.lock_if_idle(minutes(6)));
    assert!(vault.is_locked() && !vault.lock_if_idle(minutes(7)));
    assert_eq!(vault.accounts(), Err(Error::Locked));
}

#[test]
fn a_clock_set_back_does_not_keep_the_vault_open() {
    let (mut vault, _folder) = new_vault();
    vault.set_idle_timeout(Some(Duration::from_secs(300)));
    assert!(!vault.lock_if_idle(SystemTime::now() - Duration::from_secs(30)));
    assert!(vault.lock_if_idle(SystemTime::now() - Duration::from_secs(3600)));
}

#[test]
fn the_keyring_opens_without_a_password_also_after_the_password_changed() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    let store = MemoryKeyring::default();
    assert_eq!(again(&vault).unlock_with_keyring(&store), Err(Error::KeyringEmpty));
    vault.enable_keyring(&store).unwrap();
    vault
        .change_password(&secret(PASSWORD), &secret("staple staple"))
        .unwrap();

    let mut next = again(&vault);
    assert!(next.opens_by_keyring());
    next.unlock_with_keyring(&store).unwrap();
    assert_eq!(next.accounts().unwrap(), accounts);
    // Opened so, it still asks for the password before it shows anything.
    let id = next.secrets().unwrap()[0].id;
    assert_eq!(
        next.reveal_mnemonic(id, &secret(PASSWORD)).unwrap_err(),
        Error::WrongPassword
    );
}

#[test]
fn another_keyring_or_another_vault_opens_nothing() {
    let (mut one, _one, _) = phrase_vault(JUNK);
    let (mut two, _two) = new_vault();
    let store = MemoryKeyring::default();
    one.enable_keyring(&store).unwrap();
    assert_eq!(
        again(&one).unlock_with_keyring(&MemoryKeyring::default()),
        Err(Error::KeyringEmpty)
    );
    two.enable_keyring(&store).unwrap();
    again(&one).unlock_with_keyring(&store).unwrap();
    again(&two).unlock_with_keyring(&store).unwrap();

    /// Hands out the same secret whatever it is asked for.
    struct Constant(Vec<u8>);
    impl SecretStore for Constant {
        fn state(&self) -> KeyringState {
            KeyringState::Available
        }
        fn put(&self, _: &str, _: &[u8]) -> Result<()> {
            Ok(())
        }
        fn get(&self, _: &str) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>> {
            Ok(Some(self.0.clone().into()))
        }
        fn remove(&self, _: &str) -> Result<()> {
            Ok(())
        }
    }
    for key in [vec![0; 32], vec![1; 31], vec![], vec![2; 4096]] {
        assert_eq!(
            again(&one).unlock_with_keyring(&Constant(key)),
            Err(Error::KeyringStale)
        );
    }
}

#[test]
fn once_disabled_the_keyring_opens_neither_vault_nor_backup() {
    /// Keeps what it was told to forget, as a copy of the keyring's file would.
    #[derive(Default)]
    struct Hoarder(MemoryKeyring);
    impl SecretStore for Hoarder {
        fn state(&self) -> KeyringState {
            self.0.state()
        }
        fn put(&self, name: &str, secret: &[u8]) -> Result<()> {
            self.0.put(name, secret)
        }
        fn get(&self, name: &str) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>> {
            self.0.get(name)
        }
        fn remove(&self, _: &str) -> Result<()> {
            Ok(())
        }
    }
    let (mut vault, _folder, _) = phrase_vault(JUNK);
    let store = Hoarder::default();
    vault.enable_keyring(&store).unwrap();
    vault.disable_keyring(&store).unwrap();
    assert!(!vault.opens_by_keyring());
    let mut next: Vault = again(&vault);
    assert_eq!(next.unlock_with_keyring(&store), Err(Error::KeyringEmpty));
    next.restore_backup().unwrap();
    assert_eq!(next.unlock_with_keyring(&store), Err(Error::KeyringEmpty));
    assert_eq!(next.unlock(&secret(PASSWORD)), Ok(()));
}

#[test]
fn a_locked_vault_cannot_be_given_to_the_keyring() {
    let (mut vault, _folder) = new_vault();
    vault.lock();
    let store = MemoryKeyring::default();
    assert_eq!(vault.enable_keyring(&store), Err(Error::Locked));
    assert_eq!(vault.disable_keyring(&store), Err(Error::Locked));
}

/// Whatever system runs this test: the answer is a clear state, in time, and agrees with what a call does.
#[test]
fn the_system_keyring_is_there_or_says_why_not() {
    let state = OsKeyring.state();
    let call = OsKeyring.get("no such vault");
    match state {
        KeyringState::Available => assert_eq!(call.unwrap(), None),
        KeyringState::Locked => assert_eq!(call.unwrap_err(), Error::KeyringLocked),
        KeyringState::Unavailable(why) => {
            assert_eq!(call.unwrap_err(), Error::KeyringUnavailable(why));
            assert!(why.ends_with("Ballast uses your password instead"));
        }
    }
}
