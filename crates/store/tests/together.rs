//! What is approved together is written together; what is put aside is kept until it is thrown away.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_store::{Error, NewSubmission};
use common::{CHAIN, account, at, proposal, store, submission};

fn of(batch: &str, id: &str, nonce: u64) -> NewSubmission {
    NewSubmission {
        batch: Some(batch.into()),
        ..submission(id, nonce)
    }
}

#[test]
fn a_batch_is_read_back_in_the_order_in_which_it_was_signed() {
    let store = store();
    store.submit(&submission("alone", 0)).unwrap();
    // Of two accounts, so that nonces say nothing of the order.
    store
        .submit_together(&[of("b", "z", 7), of("b", "a", 8), of("b", "m", 2)])
        .unwrap();
    let ids: Vec<_> = store.batch("b").unwrap().into_iter().map(|s| s.id).collect();
    assert_eq!(ids, ["z", "a", "m"]);
    assert_eq!(store.batch("other").unwrap(), []);
    assert_eq!(store.submission("alone").unwrap().unwrap().batch, None);
}

#[test]
fn when_one_of_a_batch_cannot_be_written_none_is() {
    let store = store();
    store.submit(&submission("waits", 5)).unwrap();
    let taken = store.submit_together(&[of("b", "x", 4), of("b", "y", 5), of("b", "z", 6)]);
    assert!(matches!(taken, Err(Error::NonceTaken { nonce: 5 })));
    assert_eq!(store.batch("b").unwrap(), []);
    assert_eq!(store.next_nonce(CHAIN, account(), 4).unwrap(), 4, "its nonces are free");
}

#[test]
fn a_draft_is_kept_changed_and_thrown_away() {
    let store = store();
    let intent = proposal().intent;
    let one = std::slice::from_ref(&intent);
    store.put_draft("1", "Spring", one, at(1)).unwrap();
    store
        .put_draft("2", "Autumn", &[intent.clone(), intent.clone()], at(2))
        .unwrap();
    store.put_draft("1", "Spring, all", one, at(3)).unwrap();
    let drafts = store.drafts().unwrap();
    let names: Vec<_> = drafts.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["Spring, all", "Autumn"], "the one changed last stands first");
    assert_eq!((drafts[0].created, drafts[0].updated), (at(1), at(3)));
    assert_eq!(drafts[1].intents().unwrap(), [intent.clone(), intent.clone()]);

    assert!(store.delete_draft("1").unwrap());
    assert!(!store.delete_draft("1").unwrap());
    assert_eq!(store.draft("1").unwrap(), None);
    assert_eq!(store.draft("2").unwrap().unwrap().name, "Autumn");
}
