//! Intents as a person or a script writes them, in a file or on standard input.
//!
//! Between the wallet's own parts an amount is bare Rau. A person who writes `1000` means IOTX, so here an amount without
//! its unit is refused.

use std::io::Read;

use ballast_api::{AccountView, Failure, NobodyMeant, whom};
use ballast_domain::{Action, Intent};
use serde_json::Value;

use crate::{json, wrong_usage};

/// What `propose --help` and `submit --help` say of the form.
pub(crate) const HELP: &str = "\
An intent is one JSON object: who acts, what is done, and what that needs. Every amount names its unit: \"1000 IOTX\", \
\"0.5 IOTX\" or \"1000 Rau\".

  {\"account\": \"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266\", \"action\": \"createStake\", \"candidate\": \"fathom\",
   \"amount\": \"1000 IOTX\", \"duration\": 91, \"locked\": true}

docs/intents.md has an example of each action.";

/// The intent in `file`, or on standard input for `-`. Who acts may be named, as one of these accounts.
pub(crate) fn read(file: &str, accounts: &[AccountView]) -> Result<Intent, Failure> {
    let (name, text) = text_of(file)?;
    parse(&text, accounts).map_err(|why| {
        wrong_usage(format!("{name} is not an intent: {why}.")).help("`ballast-cli propose --help` shows the form.")
    })
}

/// What stands in `file`, or on standard input for `-`, and how it is called.
pub(crate) fn text_of(file: &str) -> Result<(&str, String), Failure> {
    let mut text = String::new();
    let (name, read) = match file {
        "-" => ("Standard input", std::io::stdin().read_to_string(&mut text)),
        path => (
            path,
            std::fs::File::open(path).and_then(|mut f| f.read_to_string(&mut text)),
        ),
    };
    read.map_err(|e| wrong_usage(format!("{name} cannot be read: {e}.")))?;
    Ok((name, text))
}

fn parse(text: &str, accounts: &[AccountView]) -> Result<Intent, String> {
    of_value(json::parse(text)?, accounts)
}

/// An intent as written, its amounts with their units, and who acts by the address or by the name of one of these accounts.
pub(crate) fn of_value(mut written: Value, accounts: &[AccountView]) -> Result<Intent, String> {
    by_address(&mut written, accounts)?;
    let tag = written.get("action").and_then(Value::as_str).unwrap_or_default();
    let mut amounts = Action::money_in(tag).iter().filter_map(|field| written.get(field));
    if let Some(bare) = amounts.find(|amount| !has_unit(amount)) {
        return Err(format!(
            "the amount {bare} has no unit; write \"1000 IOTX\" or \"1000 Rau\""
        ));
    }
    json::read(written)
}

/// Puts the address of one of these accounts in the place of its name.
fn by_address(written: &mut Value, accounts: &[AccountView]) -> Result<(), String> {
    let Some(Value::String(text)) = written.get("account") else {
        return Ok(());
    };
    match whom(text, &[], accounts) {
        Ok(address) => written["account"] = address.to_string().into(),
        Err(NobodyMeant::Several(name)) => {
            return Err(format!("more than one account is called {name}: write its address"));
        }
        Err(NobodyMeant::Unknown(name)) if !accounts.is_empty() => {
            return Err(format!("no account of this wallet is called {name}"));
        }
        // What is wrong with it is said where it is read.
        Err(_) => {}
    }
    Ok(())
}

fn has_unit(amount: &Value) -> bool {
    let text = amount.as_str().unwrap_or_default();
    text.ends_with("IOTX") || text.ends_with("Rau")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

    use ballast_api::Origin;
    use ballast_domain::{Address, Amount};
    use serde_json::json;

    use super::*;

    const GUIDE: &str = include_str!("../../../docs/intents.md");

    fn stake_of(amount: &str) -> Result<Intent, String> {
        let example = HELP.split("\n\n").nth(1).expect("the second paragraph is the example");
        assert!(example.contains("\"1000 IOTX\""));
        parse(&example.replace("\"1000 IOTX\"", amount), &[])
    }

    #[test]
    fn the_example_of_the_help_is_an_intent() {
        let Action::CreateStake(stake) = stake_of("\"1000 IOTX\"").unwrap().action else {
            panic!("another action")
        };
        assert_eq!(stake.amount, Amount::from_iotx(1000));
        assert_eq!((stake.duration.0, stake.locked), (91, true));
    }

    #[test]
    fn who_acts_may_be_named_as_an_account_of_the_wallet() {
        let account = |label: &str, byte, origin| AccountView {
            address: Address::from_bytes([byte; 20]),
            label: label.to_owned(),
            origin,
        };
        let accounts = [
            account("Savings", 1, Origin::Key),
            account("Old", 2, Origin::Key),
            account("Old", 3, Origin::Key),
            account("Watched", 4, Origin::Watch),
        ];
        let by = |name: &str| {
            let intent = json!({ "account": name, "action": "claim", "amount": "5 IOTX" });
            of_value(intent, &accounts).map(|intent| intent.account)
        };
        assert_eq!(by("savings"), Ok(accounts[0].address));
        assert_eq!(by(&accounts[3].address.to_io1()), Ok(accounts[3].address));
        assert_eq!(
            by("Old").unwrap_err(),
            "more than one account is called Old: write its address"
        );
        assert_eq!(
            by("Watched").unwrap_err(),
            "no account of this wallet is called Watched"
        );
    }

    #[test]
    fn an_amount_without_its_unit_is_refused_and_said() {
        for bare in ["\"1000\"", "1000", "1000.5", "null", "\"1000 iotx\""] {
            assert_eq!(
                stake_of(bare).unwrap_err(),
                format!("the amount {bare} has no unit; write \"1000 IOTX\" or \"1000 Rau\"")
            );
        }
        assert!(stake_of("\"1.5 Rau\"").unwrap_err().contains("Rau is whole"));
    }

    #[test]
    fn a_field_that_no_intent_has_or_that_stands_twice_is_refused_by_its_name() {
        let with = |field: &str| stake_of(&format!("\"1000 IOTX\", {field}"));
        assert_eq!(with("\"memo\": \"rent\"").unwrap_err(), "it has no field `memo`");
        assert_eq!(with("\"to\": null").unwrap_err(), "it has no field `to`");
        assert!(
            with("\"amount\": \"2 IOTX\"")
                .unwrap_err()
                .starts_with("the field `amount` stands twice")
        );
        let at = with("\"at\": \"2027-03-01\"").unwrap_err();
        assert!(at.contains("`at`"), "{at}");
    }

    #[test]
    fn a_comma_that_could_part_decimals_is_refused_with_both_readings() {
        let said = stake_of("\"0,500 IOTX\"").unwrap_err();
        assert!(said.contains("write 0.500 or 500"), "{said}");
        assert_eq!(stake_of("\"1,234,567.5 IOTX\""), stake_of("\"1234567.5 IOTX\""));
        assert_eq!(stake_of("\"12 000 IOTX\""), stake_of("\"12000 IOTX\""));
        assert!(stake_of("\"1 5 IOTX\"").is_err());
    }

    #[test]
    fn rau_and_iotx_say_the_same() {
        assert_eq!(stake_of("\"1000000000000000000000 Rau\""), stake_of("\"1000 IOTX\""));
        assert_eq!(stake_of("\"1000.00 IOTX\""), stake_of("\"1000 IOTX\""));
    }

    #[test]
    fn the_guide_has_an_example_of_each_action_and_each_is_an_intent() {
        let examples = GUIDE.split("```json\n").skip(1);
        let examples = examples.map(|rest| rest.split("```").next().unwrap_or_default());
        let mut shown: Vec<String> = examples
            .map(|example| {
                parse(example, &[]).unwrap_or_else(|why| panic!("{why}: {example}"));
                let written: Value = serde_json::from_str(example).unwrap();
                written["action"].as_str().unwrap().to_owned()
            })
            .collect();
        let mut all: Vec<_> = Action::TAGS.to_vec();
        shown.sort();
        all.sort_unstable();
        assert_eq!(shown, all);
    }

    #[test]
    fn every_amount_of_the_guide_has_to_have_its_unit() {
        let examples = GUIDE.split("```json\n").skip(1);
        for example in examples.map(|rest| rest.split("```").next().unwrap_or_default()) {
            let written: Value = serde_json::from_str(example).unwrap();
            for (field, value) in written.as_object().unwrap() {
                if value.as_str().is_some_and(|text| text.ends_with(" IOTX")) {
                    let mut bare = written.clone();
                    bare[field] = value.as_str().unwrap().trim_end_matches(" IOTX").into();
                    assert!(
                        of_value(bare, &[]).unwrap_err().contains("has no unit"),
                        "{field} in {example}"
                    );
                }
            }
        }
    }
}
