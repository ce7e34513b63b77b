//! Holds vote weights to 400 of the node's own.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::time::Duration;

use ballast_domain::{Amount, Votes, vote_weight_of};
use serde_json::Value;

#[test]
fn all_recorded_weights_are_met_to_the_last_digit() {
    let file: Value = serde_json::from_str(include_str!("data/vote-weight.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 400);
    for case in cases {
        let text = |key: &str| case[key].as_str().unwrap();
        let amount = Amount::from_rau(text("amount").parse().unwrap());
        let duration = Duration::from_secs_f64(text("durationSeconds").parse().unwrap());
        let flag = |key: &str| case[key].as_bool().unwrap();
        let votes = vote_weight_of(amount, duration, flag("autoStake"), flag("selfStake"));
        assert_eq!(votes, Votes::from_rau(text("votes").parse().unwrap()), "{case}");
    }
}
