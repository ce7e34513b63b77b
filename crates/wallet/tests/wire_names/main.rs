//! Every name that is written down or sent: the tags of actions, the ids of rules, the requests and events between the
//! window and the backend, the states of submissions, the codes of errors. They stand in `names.txt` beside this file, so
//! that none comes, goes or changes by the way. What a profile holds under a name that is gone cannot be read any more.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod codes;

use std::{
    collections::BTreeSet,
    fmt::{Debug, Write},
    path::Path,
};

use ballast_api::{Event, FailureKind, SubmissionState, calls};
use ballast_domain::{Action, OutcomeKind, Rule};
use ballast_store::State;
use serde::de::DeserializeOwned;

/// Each name after the word that says what it names.
fn names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut add = |kind: &str, of: Vec<String>| {
        assert!(!of.is_empty(), "no {kind} has a name");
        names.extend(of.iter().map(|name| format!("{kind} {name}")));
    };
    let rules: Vec<String> = Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect();
    let codes = codes::in_sources().into_iter().filter(|code| !rules.contains(code));
    add("code", codes.collect());
    add("rule", rules);
    add("action", Action::TAGS.iter().map(ToString::to_string).collect());
    let requests = calls::NAMES.iter().copied().flatten();
    add("request", requests.map(ToString::to_string).collect());
    add("event", variants::<Event>(r#"{ "?": null }"#));
    add("failure", variants::<FailureKind>(r#""?""#));
    add("outcome", variants::<OutcomeKind>(r#""?""#));
    add("state", variants::<State>(r#""?""#));
    add("shown-state", variants::<SubmissionState>(r#""?""#));
    names
}

/// What the variants of an enum are called in JSON: what it would have taken where it is given `?`.
fn variants<T: DeserializeOwned + Debug>(question: &str) -> Vec<String> {
    let told = serde_json::from_str::<T>(question).unwrap_err().to_string();
    let mut words = told.split('`').skip(1).step_by(2).map(str::to_owned);
    assert_eq!(words.next().as_deref(), Some("?"), "{told}");
    words.collect()
}

#[test]
fn every_name_that_is_written_down_or_sent_is_in_the_list() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire_names/names.txt");
    let text = std::fs::read_to_string(&file).unwrap();
    let listed: Vec<&str> = text.lines().collect();
    let in_order = listed.is_sorted();
    let listed: BTreeSet<String> = listed.into_iter().map(str::to_owned).collect();
    let found = names();
    let mut told = String::new();
    for name in listed.difference(&found) {
        writeln!(told, "- {name}").unwrap();
    }
    for name in found.difference(&listed) {
        writeln!(told, "+ {name}").unwrap();
    }
    assert!(
        told.is_empty(),
        "the names differ from {}:\n{told}A name that went (-) breaks the profiles, intents and scripts that hold it: \
         keep it, or see to it that the old one is still understood. A name that came (+) is for good.",
        file.display()
    );
    assert!(in_order, "{} is not in order", file.display());
}

#[test]
fn what_the_store_writes_of_a_state_is_its_name_everywhere() {
    let written: Vec<String> = State::ALL.iter().map(|state| state.as_str().to_owned()).collect();
    assert_eq!(written, variants::<State>(r#""?""#));
}
