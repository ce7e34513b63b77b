//! A chain that is begun anew leaves nothing behind of what was done on it, and nothing else goes with it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_domain::{Address, BucketId, Epoch, Hash, Height, TokenForm, keccak256};
use ballast_store::{BucketNote, Contact, Event, Filter, NewSubmission, WatchAccount};
use common::{CHAIN, account, at, proposal, store, submission};

#[test]
fn what_was_done_on_a_chain_is_forgotten_and_the_same_bytes_may_be_signed_again() {
    let store = store();
    store.submit(&submission("a", 0)).unwrap();
    store.advance("a", &Event::Sent, at(1)).unwrap();
    let dearer = NewSubmission {
        replaces: Some("a".into()),
        ..submission("b", 0)
    };
    store.submit(&dearer).unwrap();
    let elsewhere = NewSubmission {
        chain_id: CHAIN + 1,
        ..submission("other", 0)
    };
    store.submit(&elsewhere).unwrap();
    store.put_draft("d", "Sunday", &[proposal().intent], at(1)).unwrap();
    store.saw_epoch(CHAIN, Epoch(3), &7, at(1)).unwrap();
    store.saw_epoch(CHAIN + 1, Epoch(3), &8, at(1)).unwrap();
    store.add_token(account(), TokenForm::Erc20, None, at(1)).unwrap();
    for chain in [CHAIN, CHAIN + 1] {
        store.set_scanned(chain, "payouts", Height(9)).unwrap();
        assert!(store.watch_delegate(chain, account(), at(1)).unwrap());
    }
    let note = BucketNote {
        label: "House".into(),
        ..BucketNote::default()
    };
    store.set_bucket_note(BucketId::native(7), &note).unwrap();
    store.set_setting("accounts", &["mine"]).unwrap();
    let friend = Address::from_bytes([9; 20]);
    let contact = Contact {
        address: friend,
        name: "Friend".into(),
        note: String::new(),
        added: at(1),
    };
    store.save_contact(&contact).unwrap();
    let watched = WatchAccount {
        address: friend,
        label: "Watched".into(),
        added: at(1),
    };
    store.watch(&watched).unwrap();

    store.forget_chain(CHAIN).unwrap();
    let left = store.history(&Filter::default()).unwrap();
    let left: Vec<_> = left.into_iter().map(|s| s.id).collect();
    assert_eq!(left, ["other"]);
    assert_eq!(store.drafts().unwrap(), []);
    assert_eq!(store.epochs::<u8>(CHAIN, Epoch(0), Epoch(9)).unwrap(), []);
    assert_eq!(
        store.epochs::<u8>(CHAIN + 1, Epoch(0), Epoch(9)).unwrap(),
        [(Epoch(3), 8)]
    );
    assert_eq!(store.tokens().unwrap(), []);
    let known = |chain| {
        (
            store.scanned(chain, "payouts").unwrap(),
            store.watched_delegates(chain).unwrap(),
        )
    };
    assert_eq!(known(CHAIN), (None, Vec::new()));
    assert_eq!(known(CHAIN + 1), (Some(Height(9)), vec![account()]));
    assert_eq!(store.bucket_notes().unwrap(), []);
    assert_eq!(store.setting::<Vec<String>>("accounts").unwrap().unwrap(), ["mine"]);
    assert_eq!(store.contacts().unwrap(), [contact]);
    assert_eq!(store.watched().unwrap(), [watched]);
    // The new chain counts from 0 as the old one did, so the same transaction may come again.
    assert_eq!(store.next_nonce(CHAIN, account(), 0).unwrap(), 0);
    let again = NewSubmission {
        hash: Hash(keccak256(b"a")),
        ..submission("a2", 0)
    };
    store.submit(&again).unwrap();
    store.check().unwrap();
}
