//! What an action's sentence names can be followed: each example of the guide, of every action there is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::BTreeSet;

use ballast_domain::{Action, Amount, BucketId, Context, Height, Intent, Named, Phrase, Touch};
use common::World;

const GUIDE: &str = include_str!("../../../docs/intents.md");

/// The sentence of each example, and the example.
fn said() -> Vec<(Intent, Phrase)> {
    let world = World::new();
    let examples = GUIDE.split("```json\n").skip(1);
    let examples = examples.map(|rest| rest.split("```").next().unwrap());
    let intents =
        examples.map(|example| serde_json::from_str::<Intent>(example).unwrap_or_else(|e| panic!("{e}: {example}")));
    let say = |intent: Intent| {
        let ctx = Context {
            params: &world.params,
            caller: intent.account,
            balance: Amount::from_iotx(1_000_000),
            fee: Amount::ZERO,
            height: Height(9),
            now: world.now,
        };
        let says = intent.action.sentence(&world.ledger, &ctx);
        (intent, says)
    };
    intents.map(say).collect()
}

fn named(says: &Phrase) -> Vec<Named> {
    says.pieces().iter().filter_map(|piece| piece.names.clone()).collect()
}

#[test]
fn every_action_names_in_pieces_what_it_has_to_do_with() {
    let all = said();
    let tags: BTreeSet<&str> = all.iter().map(|(intent, _)| intent.action.tag()).collect();
    assert_eq!(tags.len(), Action::TAGS.len());
    for (intent, says) in all {
        let (text, names) = (says.to_string(), named(&says));
        for piece in says.pieces() {
            assert!(!piece.text.is_empty() && text.contains(&piece.text), "{text}");
        }
        for touch in intent.touches() {
            let wanted = match touch {
                Touch::Bucket(index) => Named::Bucket(BucketId::native(index)),
                Touch::Nft(id) => Named::Bucket(id),
                Touch::Delegate(name) => Named::Delegate(name),
                Touch::Recipient(to) if to != intent.account => Named::Account(to),
                _ => continue,
            };
            assert!(names.contains(&wanted), "{text} does not name {wanted:?}");
        }
    }
}

#[test]
fn a_headline_in_pieces_is_the_sentences_own() {
    for (_, says) in said() {
        let text = says.to_string();
        let (first, rest) = says.headline();
        let end = text.find(". ").map_or(text.len(), |end| end + 1);
        assert_eq!(first.to_string(), text[..end]);
        assert_eq!(rest.to_string(), text[end..].trim_start());
    }
}

#[test]
fn what_is_refused_is_called_by_words_that_promise_nothing() {
    for (intent, says) in said() {
        let brief = intent.in_brief();
        let word = Action::words_of(intent.action.tag()).unwrap();
        assert!(brief.to_string().starts_with(word), "{brief}");
        let buckets = intent.buckets().into_iter().map(Named::Bucket);
        assert!(
            buckets.into_iter().all(|bucket| named(&brief).contains(&bucket)),
            "{brief}"
        );
        assert_ne!(brief.to_string(), says.to_string());
    }
}
