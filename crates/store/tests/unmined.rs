//! Ends that one node alone had said and that blocks do not bear out: they hold no nonce for good, however old they are.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_domain::{Height, OutcomeKind};
use ballast_store::{Event, NewSubmission, State};
use common::{CHAIN, account, at, mined, outcome, state, store, submission};

#[test]
fn an_end_by_one_nodes_word_that_blocks_do_not_bear_out_makes_way_whenever_it_was_said() {
    let done = || Event::Final(outcome(OutcomeKind::AsProposed));
    for winner in ["old", "fill"] {
        let store = store();
        let unmined = |counted, block| {
            let found = store.unmined(CHAIN, account(), counted, Height(block)).unwrap();
            found.map(|submission| submission.id)
        };
        store.submit(&submission("old", 5)).unwrap();
        store.advance_by("old", &mined(), Some("liar"), at(6)).unwrap();
        store.advance_by("old", &done(), Some("liar"), at(6)).unwrap();
        assert_eq!(unmined(5, 28).as_deref(), Some("old"));
        assert_eq!(unmined(5, u64::MAX).as_deref(), Some("old"));
        assert_eq!(unmined(6, 28), None, "blocks hold it");
        assert_eq!(unmined(5, 27), None, "its block is yet to come");

        let fill = NewSubmission {
            replaces: Some("old".into()),
            ..submission("fill", 5)
        };
        store.submit(&fill).unwrap();
        let old = store.submission("old").unwrap().unwrap();
        assert_eq!(
            (old.state, old.block, old.replaced_by.as_deref()),
            (State::Sent, None, Some("fill"))
        );
        assert_eq!(unmined(5, 28), None);
        store.advance(winner, &mined(), at(9)).unwrap();
        let loser = if winner == "old" { "fill" } else { "old" };
        assert_eq!(
            (state(&store, winner), state(&store, loser)),
            (State::Mined, State::Replaced)
        );
    }
    // What a second node confirmed makes way for nothing.
    let store = store();
    store.submit(&submission("sure", 5)).unwrap();
    store.advance("sure", &mined(), at(6)).unwrap();
    store.advance("sure", &done(), at(6)).unwrap();
    assert_eq!(store.unmined(CHAIN, account(), 5, Height(28)).unwrap(), None);
}
