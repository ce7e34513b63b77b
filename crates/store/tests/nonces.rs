//! Who owns a nonce: at most one live submission, whatever ends or replaces it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_domain::{Address, OutcomeKind};
use ballast_store::{Error, Event, NewSubmission, State};
use common::{CHAIN, account, at, mined, outcome, state, store, submission};

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
        assert_eq!((old.state, old.replaced_by.as_deref()), (State::Sent, Some("new")));

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
fn a_replacement_that_comes_to_nothing_gives_the_nonce_back() {
    let ends = [
        Event::Refused("insufficient funds".into()),
        Event::Dropped,
        Event::Vanished(outcome(OutcomeKind::Vanished)),
    ];
    for end in ends {
        let store = store();
        store.submit(&submission("old", 2)).unwrap();
        store.advance("old", &Event::Sent, at(3)).unwrap();
        for (id, replaces) in [("new", "old"), ("newer", "new")] {
            let replacing = NewSubmission {
                replaces: Some(replaces.into()),
                ..submission(id, 2)
            };
            store.submit(&replacing).unwrap();
            assert_eq!(
                store.next_nonce(CHAIN, account(), 2).unwrap(),
                3,
                "one nonce, however many"
            );
        }
        let waits_for = |id: &str| store.submission(id).unwrap().unwrap().replaced_by;
        store.advance("new", &end, at(5)).unwrap();
        assert_eq!(waits_for("old").as_deref(), Some("newer"), "{end:?}");
        store.advance("newer", &end, at(6)).unwrap();
        assert_eq!((state(&store, "old"), waits_for("old")), (State::Sent, None), "{end:?}");
        assert!(matches!(
            store.submit(&submission("other", 2)),
            Err(Error::NonceTaken { nonce: 2 })
        ));
        store.advance("old", &mined(), at(7)).unwrap();
        assert_eq!(state(&store, "old"), State::Mined);
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
fn an_end_by_one_nodes_word_is_taken_back_and_one_that_two_confirm_is_not() {
    let store = store();
    store.submit(&submission("a", 5)).unwrap();
    store.advance_by("a", &mined(), Some("liar"), at(6)).unwrap();
    let failed = Event::Failed(outcome(OutcomeKind::Failed));
    store.advance_by("a", &failed, Some("liar"), at(7)).unwrap();
    assert_eq!(store.submission("a").unwrap().unwrap().alone.as_deref(), Some("liar"));
    assert_eq!(store.next_nonce(CHAIN, account(), 5).unwrap(), 6, "it counts as used");
    let doubtful = |since| store.doubtful_ends(CHAIN, at(since)).unwrap().len();
    assert_eq!((doubtful(7), doubtful(8)), (1, 0));

    store.take_back("a", at(8)).unwrap();
    let open = store.submission("a").unwrap().unwrap();
    assert_eq!((open.state, open.block, open.alone.clone()), (State::Sent, None, None));
    assert_eq!((open.receipt().unwrap(), open.outcome().unwrap()), (None, None));
    assert_eq!(store.highest_nonce(CHAIN, account()).unwrap(), Some(5));

    store.advance_by("a", &mined(), Some("liar"), at(9)).unwrap();
    let done = Event::Final(outcome(OutcomeKind::AsProposed));
    store.advance_by("a", &done, Some("liar"), at(9)).unwrap();
    store.confirm("a").unwrap();
    assert!(matches!(
        store.take_back("a", at(10)),
        Err(Error::Transition { from: State::Final, .. })
    ));
    assert_eq!(doubtful(0), 0, "nothing is left to be doubted");
}

#[test]
fn what_was_refused_and_waits_after_all_makes_room_for_what_has_its_nonce_by_now() {
    let store = store();
    store.submit(&submission("a", 5)).unwrap();
    let refused = Event::Refused("insufficient funds".into());
    store.advance_by("a", &refused, Some("liar"), at(6)).unwrap();
    store.submit(&submission("b", 5)).unwrap();
    store.take_back("a", at(7)).unwrap();
    let back = store.submission("a").unwrap().unwrap();
    assert_eq!((back.state, back.replaced_by.as_deref()), (State::Sent, Some("b")));
    assert_eq!(back.error, None);
    store.advance("a", &mined(), at(8)).unwrap();
    assert_eq!(
        (state(&store, "a"), state(&store, "b")),
        (State::Mined, State::Replaced)
    );
}

#[test]
fn of_two_that_are_mined_with_one_nonce_the_one_of_a_single_nodes_word_gives_way() {
    let store = store();
    store.submit(&submission("a", 5)).unwrap();
    store.advance("a", &Event::Sent, at(5)).unwrap();
    let replacing = NewSubmission {
        replaces: Some("a".into()),
        ..submission("b", 5)
    };
    store.submit(&replacing).unwrap();
    store.advance_by("b", &mined(), Some("liar"), at(6)).unwrap();
    store.advance("a", &mined(), at(7)).unwrap();
    assert_eq!(
        (state(&store, "a"), state(&store, "b")),
        (State::Mined, State::Replaced)
    );
    let unsaid = store.submission("b").unwrap().unwrap();
    assert_eq!((unsaid.block, unsaid.replaced_by.as_deref()), (None, Some("a")));
    assert!(matches!(
        store.advance("b", &mined(), at(8)),
        Err(Error::NonceTaken { nonce: 5 })
    ));
}
