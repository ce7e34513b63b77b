//! The life of a submission: written, followed, looked up again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_domain::{Address, OutcomeKind};
use ballast_store::{Error, Event, Filter, NewSubmission, State};
use common::{CHAIN, account, at, mined, outcome, proposal, state, store, submission};

#[test]
fn a_submission_is_read_back_whole() {
    let (store, new) = (store(), submission("a", 3));
    store.submit(&new).unwrap();
    let read = store.submission_by_hash(new.hash).unwrap().unwrap();
    assert_eq!((read.id.as_str(), read.nonce, read.state), ("a", 3, State::Signed));
    assert_eq!(
        (read.raw.as_slice(), read.created, read.account),
        (b"a".as_slice(), new.created, account())
    );
    assert_eq!(read.proposal().unwrap(), proposal());
    assert_eq!(read.intent().unwrap(), proposal().intent);
    assert_eq!(
        (read.receipt().unwrap(), read.outcome().unwrap(), read.block),
        (None, None, None)
    );
}

#[test]
fn the_whole_life_of_a_stake() {
    let store = store();
    store.submit(&submission("a", 0)).unwrap();
    store.advance("a", &Event::Sent, at(1)).unwrap();
    store.advance("a", &mined(), at(2)).unwrap();
    assert_eq!(store.open_submissions(CHAIN).unwrap().len(), 1, "mined is not final");
    store
        .advance("a", &Event::Final(outcome(OutcomeKind::AsProposed)), at(3))
        .unwrap();
    let read = store.submission("a").unwrap().unwrap();
    assert_eq!(
        (read.state, read.updated, read.block.unwrap().0),
        (State::Final, at(3), 28)
    );
    assert_eq!(read.receipt().unwrap().unwrap()["status"], "0x1");
    assert_eq!(read.outcome().unwrap().unwrap().kind, OutcomeKind::AsProposed);
    assert!(store.open_submissions(CHAIN).unwrap().is_empty());
    assert!(store.open_submissions(4689).unwrap().is_empty());
}

#[test]
fn what_a_node_has_taken_cannot_be_dropped() {
    let store = store();
    store.submit(&submission("a", 5)).unwrap();
    store.advance("a", &Event::Sent, at(6)).unwrap();
    assert!(matches!(
        store.advance("a", &Event::Dropped, at(7)),
        Err(Error::Transition { from: State::Sent, .. })
    ));
}

#[test]
fn the_same_transaction_wished_again_begins_anew_unless_it_lives() {
    let ends = [
        Event::Dropped,
        Event::Refused("insufficient funds".into()),
        Event::Replaced { by: None },
        Event::Vanished(outcome(OutcomeKind::Vanished)),
    ];
    let same = |id: &str| NewSubmission {
        id: id.into(),
        ..submission("a", 5)
    };
    for end in ends {
        let store = store();
        store.submit(&submission("older", 5)).unwrap();
        store
            .submit(&NewSubmission {
                replaces: Some("older".into()),
                ..same("a")
            })
            .unwrap();
        assert!(matches!(
            store.submit(&same("b")),
            Err(Error::NonceTaken { .. } | Error::Duplicate)
        ));
        store.advance("a", &end, at(6)).unwrap();
        let again = NewSubmission {
            replaces: Some("older".into()),
            ..same("b")
        };
        store.submit(&again).unwrap();
        assert!(
            store.submission("a").unwrap().is_none(),
            "{end:?}: one transaction stands here once"
        );
        assert_eq!(state(&store, "b"), State::Signed);
        let older = store.submission("older").unwrap().unwrap();
        assert_eq!(older.replaced_by.as_deref(), Some("b"));
    }
    let store = store();
    store.submit(&same("a")).unwrap();
    store.advance("a", &mined(), at(6)).unwrap();
    store
        .advance("a", &Event::Failed(outcome(OutcomeKind::Failed)), at(7))
        .unwrap();
    assert!(store.submit(&same("b")).is_err(), "what was mined is not begun again");
    assert_eq!(state(&store, "a"), State::Failed);
}

#[test]
fn a_wish_said_again_is_remembered_beside_the_signing() {
    let store = store();
    let new = submission("a", 5);
    store.submit(&new).unwrap();
    assert_eq!(store.submission("a").unwrap().unwrap().wished, new.created);
    store.wish_again("a", at(900)).unwrap();
    let read = store.submission("a").unwrap().unwrap();
    assert_eq!(
        (read.wished, read.created, read.state),
        (at(900), new.created, State::Signed)
    );
    assert!(matches!(store.wish_again("nobody", at(900)), Err(Error::NotFound)));
}

#[test]
fn history_is_the_newest_first_and_can_be_narrowed_and_paged() {
    let store = store();
    for nonce in 0..6 {
        store.submit(&submission(&format!("s{nonce}"), nonce)).unwrap();
    }
    store
        .submit(&NewSubmission {
            account: Address::ZERO,
            ..submission("other", 9)
        })
        .unwrap();
    store.advance("s1", &Event::Sent, at(10)).unwrap();
    let ids = |filter: Filter| -> Vec<String> { store.history(&filter).unwrap().into_iter().map(|s| s.id).collect() };
    assert_eq!(
        ids(Filter {
            account: Some(account()),
            limit: 2,
            ..Filter::default()
        }),
        ["s5", "s4"]
    );
    assert_eq!(
        ids(Filter {
            before: Some(at(2)),
            ..Filter::default()
        }),
        ["s1", "s0"]
    );
    assert_eq!(
        ids(Filter {
            states: vec![State::Sent, State::Final],
            ..Filter::default()
        }),
        ["s1"]
    );
    assert_eq!(ids(Filter::default()).len(), 7);
    assert!(
        ids(Filter {
            chain_id: Some(1),
            ..Filter::default()
        })
        .is_empty()
    );
}

#[test]
fn numbers_beyond_the_file_are_refused_instead_of_wrapped() {
    let store = store();
    assert!(matches!(
        store.submit(&NewSubmission {
            nonce: u64::MAX,
            ..submission("a", 0)
        }),
        Err(Error::OutOfRange)
    ));
    assert!(matches!(
        store.advance("nobody", &Event::Sent, at(0)),
        Err(Error::NotFound)
    ));
}

#[test]
fn a_note_is_kept_and_taken_away() {
    let store = store();
    store.submit(&submission("a", 0)).unwrap();
    store.set_note("a", "rent of May").unwrap();
    assert_eq!(store.submission("a").unwrap().unwrap().note, "rent of May");
    store.set_note("a", "").unwrap();
    assert_eq!(store.submission("a").unwrap().unwrap().note, "");
    assert!(matches!(store.set_note("b", "x"), Err(Error::NotFound)));
}
