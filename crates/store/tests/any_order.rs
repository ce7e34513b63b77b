//! Any events in any order: what must hold of submissions then too.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_domain::OutcomeKind;
use ballast_store::{Error, Event, State};
use common::{at, mined, outcome, store, submission};
use proptest::prelude::*;

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
