//! What will be and what was, on the command line: rehearsals, plans, ladders, calendars, the history.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    io::Write,
    process::{Command, Stdio},
};

use ballast_domain::{Amount, Days, Timestamp};
use ballast_tests::programs::{Cli, Practice, Run, program};
use serde_json::{Value, json};

/// Throw-away words that every developer of Ethereum tools knows.
const PHRASE: &str = "test test test test test test test test test test test junk";
const DAY: u64 = 86_400;
/// 10,000 gas at the floor price and a tip.
const FEE: &str = "0.01000000000001";

/// A practice network, and a wallet with an account that has practice money.
struct World {
    _folder: tempfile::TempDir,
    practice: Practice,
    cli: Cli,
    account: String,
    delegate: String,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let practice = Practice::start(&["--block-seconds", "0.5"]);
        let cli = Cli {
            home: folder.path().join("wallet"),
            network: "practice",
            node: practice.url(),
        };
        let imported = cli.run(&["accounts", "import-phrase"], PHRASE);
        assert_eq!(imported.code, Some(0), "{}", imported.err);
        let account = cli.run(&["accounts"], "").json()[0]["address"]
            .as_str()
            .unwrap()
            .to_owned();
        let funded = cli.run(&["accounts", "fund", &account], "");
        assert_eq!(funded.code, Some(0), "{}", funded.err);
        let delegates = cli.run(&["delegates"], "").json();
        let delegate = delegates["rows"]["value"][5]["name"].as_str().unwrap().to_owned();
        Self {
            _folder: folder,
            practice,
            cli,
            account,
            delegate,
        }
    }

    fn now(&self) -> Timestamp {
        let head = self.practice.ask("eth_getBlockByNumber", json!(["latest", false]));
        let seconds = head["timestamp"].as_str().unwrap().trim_start_matches("0x");
        Timestamp::from_seconds(u64::from_str_radix(seconds, 16).unwrap())
    }

    fn balance(&self) -> Amount {
        let balance = self.practice.ask("eth_getBalance", json!([self.account, "latest"]));
        let hex = balance.as_str().unwrap().trim_start_matches("0x");
        Amount::from_rau(u128::from_str_radix(hex, 16).unwrap())
    }

    fn pass(&self, days: u64) {
        self.practice
            .ask("practice_mine", json!([{ "blocks": 1, "stepSeconds": days * DAY }]));
    }

    fn stake(&self, days: u32, locked: bool) -> Value {
        json!({ "account": self.account, "action": "createStake", "candidate": self.delegate, "amount": "1000 IOTX",
                "duration": days, "locked": locked })
    }

    fn on(&self, bucket: &Value, action: &str) -> Value {
        json!({ "account": self.account, "action": action, "bucket": bucket })
    }

    fn submit(&self, intent: &Value) -> Value {
        let run = self.cli.run(&["submit", "-", "--yes"], &intent.to_string());
        assert_eq!(run.code, Some(0), "{intent}: {} {}", run.out, run.err);
        run.json()
    }

    /// Unlocks, unstakes, withdraws, as soon as it is legal; the moments beside the intents.
    fn way_out(&self, bucket: &Value, days: u32, from: Timestamp) -> Vec<Value> {
        let mut unlock = self.on(bucket, "restake");
        unlock["duration"] = json!(days);
        unlock["locked"] = json!(false);
        let (unstake, withdraw) = (self.on(bucket, "unstake"), self.on(bucket, "withdrawStake"));
        let ends = from.plus_days(Days(days));
        let moments = [from, ends, ends.plus_days(Days(3))];
        let planned = moments.into_iter().zip([unlock, unstake, withdraw]);
        planned
            .map(|(at, mut intent)| {
                intent["at"] = json!(at.rfc3339());
                intent
            })
            .collect()
    }

    /// As a person runs it, without JSON: the exit code, and all that it says.
    fn plain(&self, args: &[&str], input: &str) -> (Option<i32>, String) {
        let mut child = Command::new(program("ballast-cli"))
            .args(["--network", "practice", "--node", &self.cli.node, "--home"])
            .arg(&self.cli.home)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            format!("{}{}", text(output.stdout), text(output.stderr)),
        )
    }

    fn rehearse(&self, plan: &Value, at: Timestamp) -> Run {
        self.cli
            .run(&["rehearse", "-", "--at", &at.rfc3339()], &plan.to_string())
    }
}

#[test]
fn a_rehearsed_life_is_then_lived() {
    let world = World::new();
    let start = world.now();
    let staked = world.rehearse(&json!([world.stake(7, true)]), start).json();
    let index = staked["value"]["steps"][0]["bucket"].clone();
    let unlock_at = start.plus_days(Days(2));
    let mut plan = vec![world.stake(7, true)];
    plan.extend(world.way_out(&index, 7, unlock_at));
    let plan = json!(plan);
    let bucket = |days: u32| {
        let run = world.rehearse(&plan, start.plus_days(Days(days)));
        assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
        run.json()["value"]["buckets"][0].clone()
    };
    let foretold = [1, 3, 10, 12].map(bucket);
    assert_eq!(foretold[0]["state"], "locked");
    assert_eq!(foretold[0]["votes"], "1144747410894352501742");
    assert!(foretold[1]["state"]["countingDown"].is_number());
    assert!(foretold[2]["state"]["unstaking"].is_number());
    assert_eq!(
        (&foretold[3]["state"], &foretold[3]["bucket"]),
        (&Value::Null, &Value::Null)
    );

    let lived = || world.cli.run(&["buckets", &world.account], "").json()["rows"]["value"][0].clone();
    let done = world.submit(&world.stake(7, true));
    assert_eq!(done["outcome"]["bucket"], index.to_string(), "the foretold number");
    assert_eq!(lived()["votes"], foretold[0]["votes"]);
    world.pass(2);
    // Each later than planned, by the seconds that this takes.
    let without_moment = |intent: &Value| {
        let mut intent = intent.clone();
        intent.as_object_mut().unwrap().shift_remove("at");
        intent
    };
    world.submit(&without_moment(&plan[1]));
    assert_eq!(lived()["votes"], foretold[1]["votes"]);
    let early = world.rehearse(&json!([world.on(&index, "unstake")]), start.plus_days(Days(3)));
    assert_eq!(early.code, Some(1));
    let refusal = &early.json()["value"]["steps"][0]["refusal"];
    assert_eq!(refusal["rule"], "bucket.unstake-early");
    world.pass(7);
    world.submit(&without_moment(&plan[2]));
    assert_eq!((&lived()["votes"], &foretold[2]["votes"]), (&json!("0"), &json!("0")));
    world.pass(3);
    world.submit(&without_moment(&plan[3]));
    assert_eq!(lived(), Value::Null);
}

#[test]
fn a_rehearsal_reads_as_a_story_and_a_wrong_plan_is_said() {
    let world = World::new();
    let start = world.now();
    let at = start.plus_days(Days(5)).iso_date();
    let plan = json!([world.stake(7, false), world.stake(2_000, false)]).to_string();
    let (code, said) = world.plain(&["rehearse", "-", "--at", &at], &plan);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Stake 1\u{202f}000 IOTX with"), "{said}");
    assert!(said.contains("Not possible: A bucket runs for at most"), "{said}");
    assert!(said.contains("Counting down"), "{said}");
    let wrong = json!([{ "at": "tomorrow" }]).to_string();
    let (code, said) = world.plain(&["rehearse", "-", "--at", &at], &wrong);
    assert_eq!(code, Some(2));
    assert!(
        said.starts_with("Standard input is not a plan: intent 1: a date is written 2027-02-23"),
        "{said}"
    );
}

#[test]
fn the_best_stake_and_a_date_that_is_too_soon() {
    let world = World::new();
    let plan = |by: Timestamp| world.cli.run(&["plan", "--amount", "1000", "--by", &by.rfc3339()], "");
    let start = world.now();
    let best = plan(start.plus_days(Days(94)).plus_seconds(60)).json();
    // The minute may be locked, and no longer: only the last day may be with a lock.
    assert_eq!(best["bestUnlocked"]["duration"], 91);
    assert_eq!(best["bestUnlocked"]["votes"], "1247412296485306271166");
    assert_eq!(best["points"].as_array().unwrap().len(), 92);
    let soon = plan(start.plus_days(Days(3)));
    assert_eq!(soon.code, Some(1), "{}", soon.out);
    let failure = soon.json();
    assert_eq!(failure["code"], "plan.too-soon");
    let earliest = failure["remedy"]["at"].as_u64().unwrap();
    assert!(earliest >= start.plus_days(Days(3)).micros(), "{failure}");
    assert_eq!(
        world.cli.run(&["plan", "--amount", "1000", "--by", "soon"], "").code,
        Some(2)
    );
}

#[test]
fn a_ladders_rungs_add_up_and_too_many_are_refused() {
    let world = World::new();
    let start = world.now();
    let ladder = |rungs: &str, amount: &str| {
        let (first, last) = (start.plus_days(Days(34)).rfc3339(), start.plus_days(Days(94)).rfc3339());
        let args = [
            "--delegate",
            &world.delegate,
            "--amount",
            amount,
            "--first",
            &first,
            "--last",
            &last,
        ];
        world.cli.run(&[&["ladder", "--rungs", rungs], &args[..]].concat(), "")
    };
    let run = ladder("3", "1000.5");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let answer = run.json();
    let rungs = answer["rungs"].as_array().unwrap();
    let amounts = rungs
        .iter()
        .map(|r| r["intent"]["amount"].as_str().unwrap().parse::<u128>().unwrap());
    let all: u128 = amounts.sum();
    assert_eq!(Amount::from_rau(all), "1000.5".parse().unwrap());
    let days: Vec<_> = rungs
        .iter()
        .map(|r| r["intent"]["duration"].as_u64().unwrap())
        .collect();
    assert!(
        days == [30, 60, 90] || days == [30, 60, 91] || days == [31, 61, 91],
        "{days:?}"
    );
    assert_eq!(answer["liquidity"][2]["inHand"], all.to_string());
    let refused = ladder("11", "1000.5");
    assert_eq!(refused.code, Some(1));
    assert_eq!(refused.json()["code"], "plan.too-many-rungs");
    assert!(refused.err.contains("it is enough for 10"), "{}", refused.err);
}

#[test]
fn a_calendar_file_names_the_dates_of_running_buckets() {
    let world = World::new();
    world.submit(&world.stake(30, true));
    let index = world.submit(&world.stake(30, false))["outcome"]["bucket"]
        .as_str()
        .unwrap()
        .to_owned();
    let dates = world.cli.run(&["calendar", "--account", &world.account], "").json();
    let dates = dates["value"].as_array().unwrap();
    assert_eq!(dates.len(), 2, "the locked one has none: {dates:?}");
    assert!(dates.iter().all(|d| d["bucket"] == *index));
    let file = world.cli.run(&["calendar", "--ics"], "").out;
    let unlocks = Timestamp::from_micros(dates[0]["at"].as_u64().unwrap())
        .rfc3339()
        .replace(['-', ':'], "");
    for line in [
        "BEGIN:VCALENDAR",
        &format!("UID:468900-native-{index}-unlocks@ballast"),
        &format!("DTSTART:{unlocks}"),
        "END:VCALENDAR",
    ] {
        assert!(file.contains(&format!("{line}\r\n")), "{line}\n{file}");
    }
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
}

#[test]
fn the_history_has_rows_for_the_tax_office() {
    let world = World::new();
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
    let columns =
        |row: &Value| ["action", "in", "out", "fee", "balance effect"].map(|c| row[c].as_str().unwrap().to_owned());
    let rows: Vec<_> = all.as_array().unwrap().iter().map(columns).collect();
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
        (&all[0]["time"], &all[0]["time of"]),
        (&json!(mined.rfc3339()), &json!("block"))
    );

    let count = |args: &[&str]| history(args).as_array().unwrap().len();
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
}

#[test]
fn the_history_as_csv_has_a_heading_and_exact_amounts() {
    let world = World::new();
    world.submit(&world.stake(7, true));
    let (_, file) = world.plain(&["history", "--csv"], "");
    let lines: Vec<_> = file.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "time,time of,account,action,sentence,bucket,in,out,fee,balance effect,height,hash,state"
    );
    assert!(lines[1].contains(",createStake,"), "{file}");
    assert!(
        lines[1].contains(",0,1000,0.01000000000001,-1000.01000000000001,"),
        "{file}"
    );
    assert_eq!(lines.len(), 3, "one action and the last line's end: {file}");
    let both = world.cli.run(&["history", "--csv"], "");
    assert_eq!(both.code, Some(2), "--csv and --json exclude each other");
}
