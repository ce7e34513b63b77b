//! Plans as a person or a script writes them: a list of intents, each with its moment.

use ballast_api::{AccountView, Failure};
use ballast_domain::{Intent, Timestamp, rehearsal::Planned};
use serde_json::Value;

use crate::{intent, json, wrong_usage};

/// What `rehearse --help` says of the form.
pub(crate) const HELP: &str = "\
A plan is a JSON list of intents in the form of `propose`, each with the moment at which it is done beside its other \
fields; without one it is done in the next block. A bucket that the plan itself makes has the number that an earlier \
rehearsal shows for it.

  [{\"account\": \"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\", \"action\": \"restake\", \"bucket\": 7, \"duration\": 91,
    \"locked\": false},
   {\"at\": \"2027-02-23\", \"account\": \"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\", \"action\": \"unstake\", \"bucket\": 7}]

A moment is a day, 2027-02-23, or a day and time, 2027-02-23T14:05:09Z, in UTC.";

/// What `batch --help` says of the form.
pub(crate) const BATCH_HELP: &str = "\
A batch is a JSON list of intents in the form of `propose`. They are done in this order, several accounts may act, and what \
a rule refuses is named and left out.

  [{\"account\": \"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\", \"action\": \"unstake\", \"bucket\": 7},
   {\"account\": \"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\", \"action\": \"withdrawStake\", \"bucket\": 9}]";

/// The intents in `file`, or on standard input for `-`. Who acts may be named, as one of these accounts.
pub(crate) fn intents(file: &str, accounts: &[AccountView]) -> Result<Vec<Intent>, Failure> {
    let (name, text) = intent::text_of(file)?;
    listed(&text, accounts).map_err(|why| {
        wrong_usage(format!("{name} is not a batch: {why}.")).help("`ballast-cli batch --help` shows the form.")
    })
}

fn listed(text: &str, accounts: &[AccountView]) -> Result<Vec<Intent>, String> {
    each(text, "intent", |written| {
        // A batch is done at once: what was to wait for its day would be signed today.
        match written.get("at") {
            Some(at) => Err(format!(
                "it waits for its moment, {at}, and a batch waits for none; do it on that day, or leave `at` out"
            )),
            None => intent::of_value(written, accounts),
        }
    })
}

/// What `of` makes of each member of the list in `text`; `what` is what one of them is called.
pub(crate) fn each<T>(text: &str, what: &str, of: impl Fn(Value) -> Result<T, String>) -> Result<Vec<T>, String> {
    let Value::Array(written) = json::parse(text)? else {
        return Err("it is no list, [ … ]".to_owned());
    };
    let numbered = (1..).zip(written);
    numbered
        .map(|(i, written)| of(written).map_err(|why| format!("{what} {i}: {why}")))
        .collect()
}

/// The plan in `file`, or on standard input for `-`.
pub(crate) fn read(file: &str) -> Result<Vec<Planned>, Failure> {
    let (name, text) = intent::text_of(file)?;
    parse(&text).map_err(|why| {
        wrong_usage(format!("{name} is not a plan: {why}.")).help("`ballast-cli rehearse --help` shows the form.")
    })
}

fn parse(text: &str) -> Result<Vec<Planned>, String> {
    each(text, "intent", planned)
}

fn planned(mut written: Value) -> Result<Planned, String> {
    let at = written.as_object_mut().and_then(|fields| fields.shift_remove("at"));
    let at = match at {
        None => Timestamp::default(),
        Some(Value::String(text)) => text.parse().map_err(|e| format!("{e}, not {text}"))?,
        Some(other) => return Err(format!("its moment is text, not {other}")),
    };
    // It is read without a wallet, which would know names.
    let intent = intent::of_value(written, &[])?;
    Ok(Planned { at, intent })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_example_of_the_help_is_a_plan() {
        let example = HELP.split("\n\n").nth(1).expect("the second paragraph is the example");
        let plan = parse(example).unwrap();
        assert_eq!(plan.len(), 2);
        assert_eq!(plan[0].at, Timestamp::default());
        assert_eq!(plan[1].at.rfc3339(), "2027-02-23T00:00:00Z");
        assert_eq!(plan[1].intent.action.method(), "unstake");
    }

    #[test]
    fn the_example_of_the_batchs_help_is_a_batch() {
        let example = BATCH_HELP
            .split("\n\n")
            .nth(1)
            .expect("the second paragraph is the example");
        let methods: Vec<_> = listed(example, &[]).unwrap().iter().map(|i| i.action.tag()).collect();
        assert_eq!(methods, ["unstake", "withdrawStake"]);
        assert!(
            listed("[{\"action\": \"unstake\"}]", &[])
                .unwrap_err()
                .starts_with("intent 1: ")
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_the_intents_number() {
        let with = |at: &str| {
            parse(&format!(
                r#"[{{"at": {at}, "account": "x", "action": "unstake", "bucket": 7}}]"#
            ))
        };
        assert!(
            with("\"soon\"")
                .unwrap_err()
                .starts_with("intent 1: a date is written 2040-06-13")
        );
        assert!(with("7").unwrap_err().contains("its moment is text, not 7"));
        assert!(
            with("\"2027-02-23\"").unwrap_err().starts_with("intent 1: "),
            "no account"
        );
        let bare = r#"[{"account": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "action": "claim", "amount": "5"}]"#;
        assert!(parse(bare).unwrap_err().contains("has no unit"));
        assert!(parse("{}").is_err());
        let twice = r#"[{"at": "2027-02-23", "at": "2026-02-23", "action": "unstake"}]"#;
        assert!(parse(twice).unwrap_err().contains("`at` stands twice"));
    }

    #[test]
    fn a_plan_is_no_batch() {
        let plan = HELP.split("\n\n").nth(1).expect("the second paragraph is the example");
        let said = listed(plan, &[]).unwrap_err();
        assert!(
            said.starts_with("intent 2: it waits for its moment, \"2027-02-23\""),
            "{said}"
        );
    }
}
