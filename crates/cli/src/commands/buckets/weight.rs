//! `weight`: a bucket's votes, and the check against recorded ones.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use ballast_domain::{Amount, Days, Votes, vote_weight, vote_weight_of, whole_number};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Done, Outcome, json, output, wrong_usage};

/// What a file of cases may say for people.
const WORDS: [&str; 4] = ["about", "node", "scenario", "constants"];
/// What a case may say for people, beside its seconds.
const OF_A_CASE: [&str; 1] = ["days"];

#[derive(clap::Args)]
pub(crate) struct WeightArgs {
    /// Check a file of cases against their recorded votes.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["amount", "days", "lock", "self_stake"])]
    cases: Option<PathBuf>,
    /// IOTX.
    #[arg(long, required_unless_present = "cases")]
    amount: Option<String>,
    /// Whole days; a blank may part thousands.
    #[arg(long, required_unless_present = "cases", value_parser = days)]
    days: Option<u32>,
    /// With stake-lock.
    #[arg(long)]
    lock: bool,
    /// As a delegate's self-stake.
    #[arg(long = "self")]
    self_stake: bool,
}

#[derive(Debug, Deserialize, Serialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    amount: Amount,
    duration_seconds: String,
    auto_stake: bool,
    self_stake: bool,
    votes: Votes,
}

pub(crate) fn run(args: &WeightArgs, json: bool) -> Outcome {
    if let Some(cases) = &args.cases {
        return check(cases);
    }
    let amount = args.amount.as_deref().unwrap_or_default();
    let amount: Amount = amount.parse().map_err(|e| wrong_usage(format!("--amount: {e}.")))?;
    let votes = vote_weight(amount, Days(args.days.unwrap_or(0)), args.lock, args.self_stake);
    match json {
        true => output::json(&serde_json::json!({ "votes": votes })),
        false => println!("{}", votes.rau()),
    }
    Ok(Done::Ok)
}

/// Days as the forms of the window read them.
fn days(text: &str) -> Result<u32, String> {
    let days = whole_number(text).map_err(|_| "a whole number of days, like 91 or 1050".to_owned())?;
    days.try_into().map_err(|_| "more days than can be counted".to_owned())
}

fn check(path: &Path) -> Outcome {
    let wrong = |why: String| wrong_usage(format!("{}: {why}.", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
    let Cases { cases } = read(&text).map_err(wrong)?;
    let mut equal = 0;
    for (i, case) in cases.iter().enumerate() {
        let seconds: f64 = case
            .duration_seconds
            .parse()
            .map_err(|_| wrong(format!("case {i} has no duration")))?;
        let duration = Duration::try_from_secs_f64(seconds).map_err(|e| wrong(format!("case {i}: {e}")))?;
        let votes = vote_weight_of(case.amount, duration, case.auto_stake, case.self_stake);
        if votes == case.votes {
            equal += 1;
        } else {
            println!("case {i}: {} recorded, {} computed", case.votes.rau(), votes.rau());
        }
    }
    println!("{equal} of {} equal", cases.len());
    Ok(if equal == cases.len() { Done::Ok } else { Done::Refused })
}

fn read(text: &str) -> Result<Cases, String> {
    let mut written = json::parse(text)?;
    json::without(&mut written, &WORDS);
    let cases = written.get_mut("cases").and_then(Value::as_array_mut);
    for case in cases.into_iter().flatten() {
        json::without(case, &OF_A_CASE);
    }
    json::read(written)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_the_window_reads_them() {
        assert_eq!(days("1 050"), Ok(1_050));
        for text in ["1 5", "3.5", "4294967296", ""] {
            assert!(days(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_field_of_a_case_that_nobody_knows_or_that_stands_twice_is_named() {
        let with = |field: &str| {
            read(&format!(
                r#"{{"about": "", "cases": [{{"amount": "1", "durationSeconds": "0", "days": 0, "autoStake": false,
                   "selfStake": false, "votes": "1"{field}}}]}}"#
            ))
        };
        assert_eq!(with("").unwrap().cases.len(), 1);
        assert_eq!(with(r#", "lock": true"#).unwrap_err(), "it has no field `lock`");
        assert!(
            with(r#", "votes": "2""#)
                .unwrap_err()
                .starts_with("the field `votes` stands twice")
        );
    }
}
