//! What the protocol pays voters, on the command line: over eras with compounds, destinations and changes of delegate the rows of
//! each account make its balance, to the Rau.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;

use ballast_domain::{Address, Amount, keccak256};
use ballast_practice::default_genesis;
use ballast_tests::funded::World;
use serde_json::{Value, json};

/// Epochs of one round of the delegates that make blocks; eras of two of them.
const EPOCH: u64 = 24;
/// To whom the second account's rewards go at last.
const STRANGER: Address = Address::from_bytes([0x55; 20]);

/// Lets eras pass, in each of which an earlier one is paid.
fn eras(world: &World, eras: u64) {
    let blocks = json!([{ "blocks": 2 * EPOCH * eras, "stepSeconds": 2.5 }]);
    world.practice.ask("practice_mine", blocks);
}

/// Does these together, and waits until they are final.
fn act(world: &World, intents: &Value) {
    let run = world.cli.run(&["batch", "-", "--yes"], &intents.to_string());
    assert_eq!(run.code, Some(0), "{intents}: {} {}", run.out, run.err);
}

fn history(world: &World, args: &[&str]) -> Vec<Value> {
    let run = world.cli.run(&[&["history"], args].concat(), "");
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    run.json().as_array().unwrap().clone()
}

/// Signed Rau of an amount as it stands in a row.
fn rau(text: &Value) -> i128 {
    let text = text.as_str().unwrap_or_else(|| panic!("an amount is not known"));
    let amount = |digits: &str| i128::try_from(digits.parse::<Amount>().unwrap().rau()).unwrap();
    match text.strip_prefix('-') {
        Some(digits) => -amount(digits),
        None => amount(text),
    }
}

/// That an account, which began with nothing, has what its rows say, and that they claim to be all; gives the rows.
fn adds_up(world: &World, account: &str) -> Vec<Value> {
    for _ in 0..5 {
        let before = world.balance_of(account);
        let rows = history(world, &["--account", account]);
        if world.balance_of(account) != before {
            // Something was paid meanwhile.
            continue;
        }
        assert!(rows.iter().all(|row| row["action"] != "unseen"), "{rows:#?}");
        let sum: i128 = rows.iter().map(|row| rau(&row["balanceEffect"])).sum();
        assert_eq!(u128::try_from(sum), Ok(before.rau()), "{rows:#?}");
        return rows;
    }
    panic!("the balance never rested");
}

/// A call of the contract in which voters name the bucket that their rewards go into.
fn register(account: &str, bucket: u64) -> Value {
    let mut payload = keccak256(b"register(int256)")[..4].to_vec();
    payload.extend([0; 24]);
    payload.extend(bucket.to_be_bytes());
    let register = default_genesis().auto_deposit_contract.unwrap();
    json!({ "account": account, "action": "send", "to": register, "amount": "0 IOTX", "payload": payload })
}

#[test]
fn start_and_rows_make_the_end_over_eras_with_compounds_destinations_and_changes() {
    let world = World::start_with(&json!({ "blocksPerEpoch": EPOCH, "subEpochs": 1, "epochsPerRewardEra": 2 }));
    let (one, two) = (world.account.clone(), world.second_account());
    let funded = world.cli.run(&["accounts", "fund", &two], "");
    assert_eq!(funded.code, Some(0), "{}", funded.err);
    let stake = |account: &str, delegate: &str| {
        json!({ "account": account, "action": "createStake", "candidate": delegate, "amount": "5000 IOTX",
                "duration": 91, "locked": true })
    };
    act(
        &world,
        &json!([stake(&one, "fathom"), stake(&one, "keel"), stake(&two, "fathom")]),
    );
    let buckets = world.cli.run(&["buckets", &one], "").json();
    let mut buckets = buckets["rows"]["value"].as_array().unwrap().iter();
    let fathoms = buckets.find(|row| row["delegate"] == "fathom").unwrap();
    let saved: u64 = fathoms["bucket"]["id"].to_string().trim_matches('"').parse().unwrap();
    let bucket = saved.to_string();
    eras(&world, 2);
    for account in [&one, &two] {
        adds_up(&world, account);
    }
    let destination = |to: &str| json!({ "account": two, "action": "setVoterRewardDestination", "recipient": to });
    act(&world, &json!([register(&one, saved), destination(&one)]));
    eras(&world, 1);
    adds_up(&world, &one);
    let change = json!({ "account": one, "action": "changeCandidate", "bucket": saved, "candidate": "squall" });
    act(&world, &json!([change, destination(&STRANGER.to_string())]));
    // While no program of the wallet runs.
    eras(&world, 3);

    let rows = adds_up(&world, &one);
    let paid: Vec<&Value> = rows.iter().filter(|row| row["action"] == "payout").collect();
    let paid_eras: BTreeSet<u64> = paid.iter().map(|row| row["era"].as_u64().unwrap()).collect();
    assert!(paid_eras.len() >= 5, "{paid:#?}");
    for delegate in ["fathom", "keel", "squall"] {
        assert!(
            paid.iter().any(|row| row["delegate"] == delegate),
            "{delegate}: {paid:#?}"
        );
    }
    let compounded: Vec<_> = paid.iter().filter(|row| row["bucket"] == bucket.as_str()).collect();
    assert!(!compounded.is_empty(), "{paid:#?}");
    for row in compounded {
        assert_eq!(
            (&row["balanceEffect"], rau(&row["payout"]) > 0),
            (&json!("0"), true),
            "{row}"
        );
        let words = row["sentence"].as_str().unwrap();
        assert!(
            words.starts_with("Compounded ") && words.ends_with(&format!("era {}.", row["era"])),
            "{words}"
        );
    }
    assert!(
        paid.iter().any(|row| row["voter"] == two && row["in"] == row["payout"]),
        "{paid:#?}"
    );
    let others = adds_up(&world, &two);
    let elsewhere = |to: &str| others.iter().any(|row| row["recipient"] == to && row["in"] == "0");
    assert!(elsewhere(&one) && elsewhere(&STRANGER.to_string()), "{others:#?}");

    let only = history(&world, &["--account", &one, "--action", "payout"]);
    assert_eq!(only.len(), paid.len());
    let (_, table) = world.plain(&["history", "--action", "payout"], "");
    assert!(
        table.contains("Compounded ") && table.contains(" IOTX from keel, era "),
        "{table}"
    );
}
