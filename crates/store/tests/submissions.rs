//! What must hold of submissions, whatever happens.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_domain::{Address, OutcomeKind};
use ballast_store::{Error, Event, Filter, NewSubmission, State, Store};
use common::{CHAIN, account, at, mined, outcome, proposal, submission};
use proptest::prelude::*;

fn store() -> Store {
    Store::in_memory().unwrap()
}

fn state(store: &Store, id: &str) -> State {
    store.submission(id).unwrap().unwrap().state
}

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
fn no_nonce_is_used_twice() {
    let store = store();
    store.submit(&submission("a", 5)).unwrap();
    assert!(matches!(
        store.submit(&submission("b", 5)),
        Err(Error::NonceTaken { nonce: 5 })
    ));
    assert!(matches!(store.submit(&submission("a", 6)), Err(Error::Duplicate)));
    store
        .submit(&NewSubmission {
            account: Address::ZERO,
            ..submission("c", 5)
        })
        .unwrap();
    store
        .submit(&NewSubmission {
            chain_id: 4689,
            ..submission("d", 5)
        })
        .unwrap();
    // Once mined, successful or not, the nonce is used up for good.
    store.advance("a", &mined(), at(6)).unwrap();
    store
        .advance("a", &Event::Failed(outcome(OutcomeKind::Failed)), at(7))
        .unwrap();
    assert!(matches!(
        store.submit(&submission("b", 5)),
        Err(Error::NonceTaken { nonce: 5 })
    ));
}

#[test]
fn a_refused_or_vanished_submission_frees_its_nonce() {
    let store = store();
    store.submit(&submission("a", 5)).unwrap();
    store
        .advance("a", &Event::Refused("insufficient funds".into()), at(6))
        .unwrap();
    assert_eq!(
        store.submission("a").unwrap().unwrap().error.unwrap(),
        "insufficient funds"
    );
    store.submit(&submission("b", 5)).unwrap();
    store.advance("b", &Event::Sent, at(7)).unwrap();
    store
        .advance("b", &Event::Vanished(outcome(OutcomeKind::Vanished)), at(8))
        .unwrap();
    assert_eq!(store.next_nonce(CHAIN, account(), 5).unwrap(), 5);
    store.submit(&submission("c", 5)).unwrap();
    assert_eq!(store.next_nonce(CHAIN, account(), 5).unwrap(), 6);
}

#[test]
fn a_dropped_submission_frees_its_nonce_and_is_not_taken_up_again() {
    let store = store();
    store.submit(&submission("a", 5)).unwrap();
    store.advance("a", &Event::Dropped, at(6)).unwrap();
    assert!(store.open_submissions(CHAIN).unwrap().is_empty());
    assert_eq!(store.next_nonce(CHAIN, account(), 5).unwrap(), 5);
    store.submit(&submission("b", 5)).unwrap();
    assert!(matches!(
        store.advance("a", &Event::Sent, at(7)),
        Err(Error::Transition {
            from: State::Dropped,
            ..
        })
    ));
    assert!(matches!(
        store.wish_again("a", at(7)),
        Err(Error::Transition {
            from: State::Dropped,
            ..
        })
    ));
    // A node that had it all the same is believed: then the other never was.
    store.advance("a", &mined(), at(8)).unwrap();
    assert_eq!(
        (state(&store, "a"), state(&store, "b")),
        (State::Mined, State::Replaced)
    );
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
        store.submit(&same("b")).unwrap();
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
fn the_next_nonce_is_the_first_free_one_from_the_nodes_count_on() {
    let store = store();
    for (id, nonce) in [("a", 4), ("b", 5), ("d", 7)] {
        store.submit(&submission(id, nonce)).unwrap();
    }
    assert_eq!(store.next_nonce(CHAIN, account(), 4).unwrap(), 6);
    assert_eq!(store.next_nonce(CHAIN, account(), 7).unwrap(), 8);
    assert_eq!(store.next_nonce(CHAIN, account(), 9).unwrap(), 9);
    assert_eq!(store.next_nonce(CHAIN, Address::ZERO, 4).unwrap(), 4);
}

#[test]
fn a_replacement_takes_the_nonce_over_and_whichever_is_mined_wins() {
    for winner in ["old", "new"] {
        let store = store();
        store.submit(&submission("old", 2)).unwrap();
        store.advance("old", &Event::Sent, at(3)).unwrap();
        store
            .submit(&NewSubmission {
                replaces: Some("old".into()),
                ..submission("new", 2)
            })
            .unwrap();
        let old = store.submission("old").unwrap().unwrap();
        assert_eq!((old.state, old.replaced_by.as_deref()), (State::Replaced, Some("new")));

        store.advance(winner, &mined(), at(5)).unwrap();
        let loser = if winner == "old" { "new" } else { "old" };
        assert_eq!(
            (state(&store, winner), state(&store, loser)),
            (State::Mined, State::Replaced)
        );
        let loser = store.submission(loser).unwrap().unwrap();
        assert_eq!(loser.replaced_by.as_deref(), Some(winner));
    }
}

#[test]
fn what_is_mined_cannot_be_replaced() {
    let store = store();
    store.submit(&submission("old", 2)).unwrap();
    store.advance("old", &mined(), at(3)).unwrap();
    let replacing = NewSubmission {
        replaces: Some("old".into()),
        ..submission("new", 2)
    };
    assert!(matches!(
        store.submit(&replacing),
        Err(Error::Transition { from: State::Mined, .. })
    ));
    assert!(store.submission("new").unwrap().is_none());
    let stray = NewSubmission {
        replaces: Some("nobody".into()),
        ..submission("new", 3)
    };
    assert!(matches!(store.submit(&stray), Err(Error::NotFound)));
}

#[test]
fn a_failed_replacement_leaves_the_old_one_as_it_was() {
    let store = store();
    store.submit(&submission("old", 2)).unwrap();
    store.submit(&submission("other", 3)).unwrap();
    let wrong_nonce = NewSubmission {
        replaces: Some("old".into()),
        ..submission("new", 3)
    };
    assert!(matches!(
        store.submit(&wrong_nonce),
        Err(Error::NonceTaken { nonce: 3 })
    ));
    assert_eq!(state(&store, "old"), State::Signed);
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

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Sent),
        Just(mined()),
        Just(Event::Final(outcome(OutcomeKind::AsProposed))),
        Just(Event::Failed(outcome(OutcomeKind::Failed))),
        Just(Event::Refused("no".into())),
        Just(Event::Vanished(outcome(OutcomeKind::Vanished))),
        Just(Event::Replaced { by: None }),
        Just(Event::Dropped),
    ]
}

proptest! {
    /// Three submissions of one nonce, each replacing the last where that is possible, and any events in any order.
    #[test]
    fn states_only_move_forward_and_a_nonce_has_at_most_one_owner(
        events in prop::collection::vec((0usize..3, any_event()), 0..24),
    ) {
        let (store, ids) = (store(), ["a", "b", "c"]);
        store.submit(&submission("a", 1)).unwrap();
        let mut last = [State::Signed; 3];
        for (which, event) in events {
            if store.submission(ids[which]).unwrap().is_none() {
                let _ = store.submit(&submission(ids[which], 1));
            }
            let before = store.submission(ids[which]).unwrap().map(|s| s.state);
            match (store.advance(ids[which], &event, at(9)), before) {
                (Ok(()), Some(before)) => prop_assert!(before.may_become(event.state())),
                (Err(Error::NotFound), None) => {}
                (Err(Error::Transition { from, to }), Some(before)) => {
                    prop_assert_eq!((from, to), (before, event.state()));
                }
                // Two transactions with one nonce cannot both be mined; the chain would have to lie.
                (Err(Error::NonceTaken { .. }), Some(_)) => prop_assert_eq!(event.state(), State::Mined),
                other => prop_assert!(false, "{:?}", other),
            }
            let mut owners = 0;
            for (i, id) in ids.iter().enumerate() {
                let Some(now) = store.submission(id).unwrap() else { continue };
                let moved_back = now.state != last[i] && !reachable(last[i], now.state);
                prop_assert!(!moved_back, "{} went from {} to {}", id, last[i], now.state);
                last[i] = now.state;
                owners += usize::from(now.block.is_some() || matches!(now.state, State::Signed | State::Sent));
            }
            prop_assert!(owners <= 1);
        }
    }
}

fn reachable(from: State, to: State) -> bool {
    from.may_become(to)
        || State::ALL
            .into_iter()
            .any(|between| from.may_become(between) && reachable(between, to))
}
