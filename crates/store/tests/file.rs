//! The file itself: crashes, damage, a full disk, other versions.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::{fs, path::Path};

use ballast_domain::{Epoch, Height, Snapshot};
use ballast_store::{Contact, Error, Event, State, Store, WatchAccount};
use common::{CHAIN, account, at, submission};
use rusqlite::Connection;

fn copy_as_it_stands(from: &Path, to: &Path) {
    for suffix in ["", "-wal"] {
        let name = |path: &Path| format!("{}{suffix}", path.display());
        fs::copy(name(from), name(to)).unwrap();
    }
}

#[test]
fn what_was_written_before_a_kill_is_there_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let (path, killed) = (folder.path().join("profile.db"), folder.path().join("killed.db"));
    let store = Store::open(&path).unwrap();
    store.submit(&submission("a", 0)).unwrap();
    store.submit(&submission("b", 1)).unwrap();
    store.advance("b", &Event::Sent, at(2)).unwrap();
    // What kill -9 leaves: the file and its log, nothing closed, nothing checkpointed.
    copy_as_it_stands(&path, &killed);
    std::mem::forget(store);

    let reopened = Store::open(&killed).unwrap();
    reopened.check().unwrap();
    let open = reopened.open_submissions(CHAIN).unwrap();
    assert_eq!(
        open.iter().map(|s| (s.id.as_str(), s.state)).collect::<Vec<_>>(),
        [("a", State::Signed), ("b", State::Sent)]
    );
    assert_eq!(open[0].raw, b"a");
    assert_eq!(reopened.next_nonce(CHAIN, account(), 0).unwrap(), 2);
}

#[test]
fn a_torn_last_write_loses_only_what_had_not_returned() {
    let folder = tempfile::tempdir().unwrap();
    let (path, torn) = (folder.path().join("profile.db"), folder.path().join("torn.db"));
    let store = Store::open(&path).unwrap();
    store.submit(&submission("a", 0)).unwrap();
    let length = fs::metadata(folder.path().join("profile.db-wal")).unwrap().len();
    store.submit(&submission("b", 1)).unwrap();
    copy_as_it_stands(&path, &torn);
    let log = fs::OpenOptions::new()
        .write(true)
        .open(folder.path().join("torn.db-wal"))
        .unwrap();
    log.set_len(length + 100).unwrap();

    let reopened = Store::open(&torn).unwrap();
    reopened.check().unwrap();
    assert!(reopened.submission("a").unwrap().is_some());
    assert!(reopened.submission("b").unwrap().is_none());
}

#[test]
fn a_file_that_is_no_profile_is_said_to_be_none_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.db");
    fs::write(
        &text,
        "this is not a database, and it is longer than a header of one hundred bytes would be: ".repeat(9),
    )
    .unwrap();
    assert!(matches!(Store::open(&text), Err(Error::Corrupt(_))));
    assert!(fs::read_to_string(&text).unwrap().starts_with("this is not"));

    let other = folder.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE t (x); PRAGMA user_version = 1")
        .unwrap();
    assert!(matches!(Store::open(&other), Err(Error::Corrupt(_))));
    assert!(matches!(
        Store::open(&folder.path().join("no/such/folder.db")),
        Err(Error::Inaccessible(_))
    ));
}

#[test]
fn a_profile_of_a_later_version_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profile.db");
    drop(Store::open(&path).unwrap());
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(Store::open(&path), Err(Error::TooNew { found: 99, .. })));
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profile.db");
    let store = Store::open(&path).unwrap();
    store.submit(&submission("a", 0)).unwrap();
    for name in ["profile.db", "profile.db-wal"] {
        assert_eq!(
            fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o077,
            0,
            "{name}"
        );
    }
}

#[test]
fn names_settings_snapshots_and_epochs_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profile.db");
    let watch = |label: &str| WatchAccount {
        address: account(),
        label: label.into(),
        added: at(0),
    };
    let contact = Contact {
        address: account(),
        name: "Ada".into(),
        note: String::new(),
        added: at(0),
    };
    let snapshot = Snapshot {
        value: vec![1u64, 2],
        height: Height(27),
        node: "n".into(),
        at: at(1),
    };
    {
        let store = Store::open(&path).unwrap();
        store.watch(&watch("old")).unwrap();
        store.watch(&watch("new")).unwrap();
        store.set_label(account(), "Savings").unwrap();
        store.save_contact(&contact).unwrap();
        store.set_setting("theme", &"dark").unwrap();
        store.remember("4690/delegates", &snapshot).unwrap();
        store.saw_epoch(CHAIN, Epoch(2), &7u64, at(2)).unwrap();
        store.saw_epoch(CHAIN, Epoch(4), &8u64, at(2)).unwrap();
    }
    let store = Store::open(&path).unwrap();
    assert_eq!(store.watched().unwrap(), [watch("new")]);
    assert_eq!(store.label(account()).unwrap().as_deref(), Some("Savings"));
    assert_eq!(store.contacts().unwrap(), [contact]);
    assert_eq!(store.setting::<String>("theme").unwrap().as_deref(), Some("dark"));
    assert!(matches!(store.setting::<u64>("theme"), Err(Error::Corrupt(_))));
    assert_eq!(store.recall("4690/delegates").unwrap(), Some(snapshot));
    assert_eq!(
        store.recall::<String>("4690/delegates").unwrap(),
        None,
        "of another form: as if it were not there"
    );
    assert_eq!(
        store.epochs::<u64>(CHAIN, Epoch(1), Epoch(u64::MAX)).unwrap(),
        [(Epoch(2), 7), (Epoch(4), 8)]
    );

    assert!(store.unwatch(account()).unwrap() && !store.unwatch(account()).unwrap());
    assert!(store.remove_contact(account()).unwrap() && store.clear_setting("theme").unwrap());
    store.set_label(account(), "").unwrap();
    assert_eq!(store.label(account()).unwrap(), None);
    assert_eq!(store.forget("4690/").unwrap(), 1);
}
