//! What was, on the command line: the history as rows and as files.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_domain::{Amount, Timestamp};
use ballast_tests::funded::World;
use serde_json::{Value, json};

/// 10,000 gas at the floor price and a tip.
const FEE: &str = "0.01000000000001";

/// The rows of what was signed, among which stand practice money and what is not known to have come in.
fn signed(history: &Value) -> Vec<Value> {
    let rows = history.as_array().unwrap().iter();
    rows.filter(|row| row["action"] != "received" && row["action"] != "unseen")
        .cloned()
        .collect()
}

#[test]
fn the_history_has_rows_for_the_tax_office() {
    let world = World::start();
    let before = world.balance();
    let staked = world.submit(&world.stake(0, false));
    let index: Value = serde_json::from_str(staked["outcome"]["bucket"].as_str().unwrap()).unwrap();
    world.pass(1);
    world.submit(&world.on(&index, "unstake"));
    world.pass(3);
    let withdrawn = world.submit(&world.on(&index, "withdrawStake"));
    let history = |args: &[&str]| {
        let run = world.cli.run(&[&["history"], args].concat(), "");
        assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
        run.json()
    };
    let all = history(&[]);
    assert!(signed(&all).iter().all(|row| row["byOneNode"] == true), "{all}");
    let columns =
        |row: &Value| ["action", "in", "out", "fee", "balanceEffect"].map(|c| row[c].as_str().unwrap().to_owned());
    let all = signed(&all);
    let rows: Vec<_> = all.iter().map(columns).collect();
    assert_eq!(
        rows,
        [
            ["withdrawStake", "1000", "0", FEE, "999.98999999999999"],
            ["unstake", "0", "0", FEE, "-0.01000000000001"],
            ["createStake", "0", "1000", FEE, "-1000.01000000000001"],
        ]
    );
    let three_fees = Amount::from_rau(3 * FEE.parse::<Amount>().unwrap().rau());
    assert_eq!(
        before.saturating_sub(world.balance()),
        three_fees,
        "as the balance says"
    );
    let receipt = world
        .practice
        .ask("eth_getTransactionReceipt", json!([withdrawn["hash"]]));
    let block = world
        .practice
        .ask("eth_getBlockByNumber", json!([receipt["blockNumber"], false]));
    let seconds = block["timestamp"].as_str().unwrap().trim_start_matches("0x");
    let mined = Timestamp::from_seconds(u64::from_str_radix(seconds, 16).unwrap());
    assert_eq!(
        (&all[0]["time"], &all[0]["timeOf"]),
        (&json!(mined.rfc3339()), &json!("block"))
    );

    let count = |args: &[&str]| signed(&history(args)).len();
    assert_eq!(count(&["--action", "unstake"]), 1);
    assert_eq!(count(&["--search", staked["hash"].as_str().unwrap()]), 1);
    assert_eq!(count(&["--search", "no such words"]), 0);
    assert_eq!(count(&["--state", "final", "--state", "failed"]), 3);
    assert_eq!(count(&["--state", "vanished"]), 0);
    let last_day = mined.iso_date();
    assert_eq!(count(&["--from", &last_day]), 1, "the others were days before");
    assert_eq!(count(&["--to", &last_day]), 3, "a day counts whole");
    let someone = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    assert_eq!(count(&["--account", someone]), 0);
    assert_eq!(count(&["--account", &world.account]), 3);
    let received = history(&["--action", "received"]);
    assert_eq!(
        (&received[0]["in"], &received[0]["fee"]),
        (&json!("100000"), &json!("0")),
        "{received}"
    );
    let words = received[0]["sentence"].as_str().unwrap();
    assert!(
        words.ends_with("IOTX of practice money from the practice network."),
        "{words}"
    );
}

#[test]
fn the_history_as_csv_has_a_heading_and_exact_amounts() {
    let world = World::start();
    world.submit(&world.stake(7, true));
    let (_, file) = world.plain(&["history", "--csv"], "");
    let text = file
        .strip_prefix('\u{feff}')
        .expect("spreadsheets know its letters by the mark");
    assert!(!text.contains(['\u{202f}', '\u{a0}']), "{text}");
    let lines: Vec<_> = text.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "time,time of,account,action,sentence,bucket,in,out,fee,balance effect,height,hash,state,tokens,note,link,\
         by one node,era,delegate,payout,voter,recipient,payments"
    );
    assert!(lines[1].contains(",createStake,"), "{file}");
    assert!(
        lines[1].contains(",0,1000,0.01000000000001,-1000.01000000000001,"),
        "{file}"
    );
    assert!(
        lines[1].ends_with(",Final,,,,true,,,,,,"),
        "nobody but the one node was asked how it ended: {file}"
    );
    let staked = lines.iter().filter(|line| line.contains(",createStake,"));
    assert_eq!((staked.count(), lines.last()), (1, Some(&"")), "{file}");
    let received = lines.iter().find(|line| line.contains(",received,"));
    assert!(received.is_some_and(|line| line.ends_with(',')), "{file}");
    let both = world.cli.run(&["history", "--csv"], "");
    assert_eq!(both.code, Some(2), "--csv and --json exclude each other");
}
