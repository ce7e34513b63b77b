//! The vault's life on the disk: made, opened, changed, damaged, restored.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::{fs, path::PathBuf};

use ballast_vault::{
    Error, ExposeSecret, KdfParams, Mnemonic, NewAccount, Origin, PrivateKey, Scheme, SecretKind, Vault, WordCount,
};
use common::{JUNK, PASSWORD, again, new_vault, phrase_vault, secret, small};

fn beside(vault: &Vault, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", vault.path().display()))
}

#[test]
fn what_was_put_in_is_there_after_the_next_start() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    let key = vault
        .import_key(&"11".repeat(32).parse().unwrap(), "  spare  ")
        .unwrap();
    assert_eq!(
        (key.label.as_str(), accounts[0].label.as_str()),
        ("spare", "first of m/44'/60'/0'/0/i")
    );
    vault.rename_account(key.address, "Sparschwein").unwrap();

    let mut next = again(&vault);
    assert!(next.exists() && next.is_locked());
    assert_eq!(next.accounts(), Err(Error::Locked));
    next.unlock(&secret(PASSWORD)).unwrap();
    assert_eq!(next.accounts(), vault.accounts());
    assert_eq!(next.accounts().unwrap()[3].label, "Sparschwein");
    let kinds: Vec<_> = next.secrets().unwrap().iter().map(|s| s.kind).collect();
    assert_eq!(
        kinds,
        [
            SecretKind::Mnemonic {
                words: 12,
                backed_up: true
            },
            SecretKind::Key
        ]
    );
}

#[test]
fn a_vault_is_never_made_over_another() {
    let (vault, _folder) = new_vault();
    let before = fs::read(vault.path()).unwrap();
    assert_eq!(again(&vault).create(&secret("another password")), Err(Error::Exists));
    assert_eq!(fs::read(vault.path()).unwrap(), before);
    let mut nowhere = Vault::at(beside(&vault, "-other"), small());
    assert_eq!(nowhere.unlock(&secret(PASSWORD)), Err(Error::Missing));
    assert_eq!(nowhere.create(&secret("7 chars")), Err(Error::PasswordTooShort));
    assert!(!nowhere.exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (vault, _folder, _) = phrase_vault(JUNK);
    for ending in ["", ".bak", ".lock"] {
        let mode = fs::metadata(beside(&vault, ending)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "vault{ending}");
    }
    assert!(!beside(&vault, ".new").exists());
}

#[test]
fn a_file_cut_at_every_length_is_refused_and_left_alone() {
    let (vault, _folder, _) = phrase_vault(JUNK);
    let whole = fs::read(vault.path()).unwrap();
    let mut next = again(&vault);
    for length in (0..whole.len()).step_by(7).chain(whole.len() - 40..whole.len()) {
        fs::write(vault.path(), &whole[..length]).unwrap();
        assert_eq!(next.unlock(&secret(PASSWORD)), Err(Error::Truncated), "{length}");
        assert_eq!(fs::metadata(vault.path()).unwrap().len(), length as u64);
    }
    fs::write(vault.path(), &whole).unwrap();
    assert_eq!(next.unlock(&secret(PASSWORD)), Ok(()));
}

#[test]
fn a_damaged_vault_comes_back_from_its_backup() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    vault.rename_account(accounts[0].address, "renamed").unwrap();
    let mut bytes = fs::read(vault.path()).unwrap();
    bytes[500] ^= 4;
    fs::write(vault.path(), &bytes).unwrap();

    let mut next = again(&vault);
    assert_eq!(next.unlock(&secret(PASSWORD)), Err(Error::Damaged));
    assert!(next.has_backup());
    next.restore_backup().unwrap();
    next.unlock(&secret(PASSWORD)).unwrap();
    // The backup is the state before the last change.
    assert_eq!(next.accounts().unwrap(), accounts);
    assert_eq!(fs::read(beside(&vault, ".damaged")).unwrap(), bytes);
}

#[test]
fn a_missing_vault_comes_back_and_a_damaged_backup_does_not() {
    let (vault, _folder, _) = phrase_vault(JUNK);
    fs::remove_file(vault.path()).unwrap();
    let mut next = again(&vault);
    assert_eq!(next.unlock(&secret(PASSWORD)), Err(Error::Missing));
    next.restore_backup().unwrap();
    next.unlock(&secret(PASSWORD)).unwrap();

    fs::write(beside(&vault, ".bak"), b"BALLASTV and then noise").unwrap();
    let good = fs::read(vault.path()).unwrap();
    assert!(!next.has_backup());
    assert_eq!(next.restore_backup(), Err(Error::Truncated));
    assert_eq!(fs::read(vault.path()).unwrap(), good);
}

#[test]
fn what_another_process_wrote_is_not_overwritten() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    let mut other = again(&vault);
    other.unlock(&secret(PASSWORD)).unwrap();
    other
        .import_key(&"22".repeat(32).parse().unwrap(), "by the other")
        .unwrap();
    assert_eq!(
        vault.rename_account(accounts[0].address, "late"),
        Err(Error::ChangedOnDisk)
    );
    assert_eq!(vault.accounts().unwrap(), accounts, "memory is as it was");
    vault.unlock(&secret(PASSWORD)).unwrap();
    vault.rename_account(accounts[0].address, "late").unwrap();
    assert_eq!(vault.accounts().unwrap().len(), 4);
}

#[test]
fn an_unfinished_write_of_a_crash_is_in_nobodys_way() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    fs::write(beside(&vault, ".new"), b"half a fi").unwrap();
    vault.rename_account(accounts[0].address, "after the crash").unwrap();
    let mut next = again(&vault);
    next.unlock(&secret(PASSWORD)).unwrap();
    assert_eq!(next.accounts().unwrap()[0].label, "after the crash");
}

#[test]
fn after_a_change_of_password_the_old_one_opens_neither_vault_nor_backup() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    let (old, new) = (secret(PASSWORD), secret("staple staple"));
    assert_eq!(vault.change_password(&new, &new), Err(Error::WrongPassword));
    assert_eq!(
        vault.change_password(&old, &secret("short")),
        Err(Error::PasswordTooShort)
    );
    vault.change_password(&old, &new).unwrap();
    assert_eq!(vault.accounts().unwrap(), accounts);
    for restored in [false, true] {
        let mut next = again(&vault);
        if restored {
            next.restore_backup().unwrap();
        }
        assert_eq!(next.unlock(&old), Err(Error::WrongPassword));
        next.unlock(&new).unwrap();
        assert_eq!(next.accounts().unwrap(), accounts);
    }
}

#[test]
fn weak_parameters_are_raised_at_the_next_unlocking() {
    let (vault, _folder, accounts) = phrase_vault(JUNK);
    assert_eq!(vault.kdf_params(), Ok(small()));
    let stronger = KdfParams::new(64, 2, 1).unwrap();
    let mut next = Vault::at(vault.path(), stronger);
    next.unlock(&secret(PASSWORD)).unwrap();
    assert_eq!(next.kdf_params(), Ok(stronger));
    // And they stay, also for a handle that would ask for less.
    let mut third = again(&vault);
    third.unlock(&secret(PASSWORD)).unwrap();
    assert_eq!(
        (third.kdf_params(), third.accounts().unwrap()),
        (Ok(stronger), &accounts[..])
    );
}

#[test]
fn words_are_shown_for_the_password_only() {
    let (mut vault, _folder, _) = phrase_vault(JUNK);
    let id = vault.secrets().unwrap()[0].id;
    assert_eq!(
        vault.reveal_mnemonic(id, &secret("wrong password")).unwrap_err(),
        Error::WrongPassword
    );
    assert_eq!(
        vault.reveal_mnemonic(id, &secret(PASSWORD)).unwrap().expose_secret(),
        JUNK
    );
    vault.lock();
    assert_eq!(vault.reveal_mnemonic(id, &secret(PASSWORD)).unwrap_err(), Error::Locked);
}

#[test]
fn a_new_phrase_counts_as_backed_up_only_after_the_word_check() {
    let (mut vault, _folder) = new_vault();
    let phrase = Mnemonic::generate(WordCount::TwentyFour).unwrap();
    let id = vault.add_mnemonic(&phrase, false).unwrap();
    let words: Vec<String> = phrase.reveal().expose_secret().split(' ').map(String::from).collect();
    let wrong = if words[6] == "zoo" { "zone" } else { "zoo" };
    assert_eq!(vault.check_words(id, &[(3, &words[2]), (7, wrong)]), Ok(false));
    assert_eq!(vault.check_words(id, &[]), Ok(false));
    assert_eq!(vault.check_words(id, &[(25, &words[0])]), Ok(false));
    assert_eq!(
        vault.check_words(id, &[(3, &words[2]), (7, &words[6]), (24, &words[23])]),
        Ok(true)
    );
    assert_eq!(
        vault.secrets().unwrap()[0].kind,
        SecretKind::Mnemonic {
            words: 24,
            backed_up: false
        }
    );
    vault.mark_backed_up(id).unwrap();
    assert_eq!(
        vault.secrets().unwrap()[0].kind,
        SecretKind::Mnemonic {
            words: 24,
            backed_up: true
        }
    );
}

#[test]
fn accounts_and_phrases_are_held_once() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    let id = vault.secrets().unwrap()[0].id;
    let junk = Mnemonic::parse(JUNK).unwrap();
    assert_eq!(vault.add_mnemonic(&junk, true), Err(Error::DuplicateMnemonic));
    let key: PrivateKey = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
        .parse()
        .unwrap();
    assert_eq!(
        vault.import_key(&key, "same"),
        Err(Error::DuplicateAccount(accounts[0].address))
    );
    // A batch with one that is there already adds none.
    let batch = [1, 0].map(|index| NewAccount {
        scheme: Scheme::Iotex,
        index,
        label: "x".into(),
    });
    assert_eq!(
        vault.add_accounts(id, &batch),
        Err(Error::DuplicateAccount(accounts[1].address))
    );
    assert_eq!(vault.accounts().unwrap(), accounts);
    for label in ["", "  ", "a\nb", &"x".repeat(65)] {
        assert_eq!(
            vault.rename_account(accounts[0].address, label),
            Err(Error::Label),
            "{label:?}"
        );
    }
}

#[test]
fn removing_an_account_takes_its_raw_key_and_leaves_its_phrase() {
    let (mut vault, _folder, accounts) = phrase_vault(JUNK);
    let key = vault.import_key(&"33".repeat(32).parse().unwrap(), "spare").unwrap();
    let Origin::Key { secret: gone } = key.origin else {
        panic!()
    };
    vault.remove_account(key.address).unwrap();
    vault.remove_account(accounts[0].address).unwrap();
    assert_eq!(vault.remove_account(key.address), Err(Error::NoAccount(key.address)));
    assert_eq!(
        (vault.accounts().unwrap().len(), vault.secrets().unwrap().len()),
        (2, 1)
    );
    let again = vault.import_key(&"33".repeat(32).parse().unwrap(), "spare").unwrap();
    assert_ne!(again.origin, Origin::Key { secret: gone }, "ids are not used twice");
}

#[test]
fn scanning_gives_the_same_addresses_as_adding() {
    let (vault, _folder, accounts) = phrase_vault(JUNK);
    let id = vault.secrets().unwrap()[0].id;
    let found = vault.derive_addresses(id, Scheme::Iotex, 0..5).unwrap();
    assert_eq!((found.len(), found[0]), (5, accounts[1].address));
}
