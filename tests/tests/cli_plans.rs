//! What will be, on the command line: rehearsals, plans, ladders, calendars.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_domain::{Amount, Days, Timestamp};
use ballast_tests::{funded::World, programs::Run};
use serde_json::{Value, json};

/// Unlocks, unstakes, withdraws, as soon as it is legal; the moments beside the intents.
fn way_out(world: &World, bucket: &Value, days: u32, from: Timestamp) -> Vec<Value> {
    let mut unlock = world.on(bucket, "restake");
    unlock["duration"] = json!(days);
    unlock["locked"] = json!(false);
    let (unstake, withdraw) = (world.on(bucket, "unstake"), world.on(bucket, "withdrawStake"));
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

fn rehearse(world: &World, plan: &Value, at: Timestamp) -> Run {
    world
        .cli
        .run(&["rehearse", "-", "--at", &at.rfc3339()], &plan.to_string())
}

#[test]
fn a_rehearsed_life_is_then_lived() {
    let world = World::start();
    let start = world.now();
    let staked = rehearse(&world, &json!([world.stake(7, true)]), start).json();
    let index = staked["value"]["steps"][0]["bucket"].clone();
    let unlock_at = start.plus_days(Days(2));
    let mut plan = vec![world.stake(7, true)];
    plan.extend(way_out(&world, &index, 7, unlock_at));
    let plan = json!(plan);
    let bucket = |days: u32| {
        let run = rehearse(&world, &plan, start.plus_days(Days(days)));
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
    let early = rehearse(&world, &json!([world.on(&index, "unstake")]), start.plus_days(Days(3)));
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
    let world = World::start();
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
        said.starts_with("Standard input is not a plan: intent 1: a date is written 2040-06-13"),
        "{said}"
    );
}

#[test]
fn the_best_stake_and_a_date_that_is_too_soon() {
    let world = World::start();
    let plan = |by: Timestamp| world.cli.run(&["plan", "--amount", "1000", "--by", &by.rfc3339()], "");
    let start = world.now();
    // A quarter of an hour goes by until it is staked. What is over may be locked, and no longer.
    let best = plan(start.plus_days(Days(94)).plus_seconds(20 * 60)).json();
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
    let world = World::start();
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
    let world = World::start();
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
fn a_buckets_life_and_what_may_be_done_with_it() {
    let world = World::start();
    let staked = world.submit(&world.stake(30, true));
    let index = staked["outcome"]["bucket"].as_str().unwrap().to_owned();
    let leave = world.now().plus_days(Days(10));
    let life = world
        .cli
        .run(&["bucket", &index, "--leave-at", &leave.rfc3339()], "")
        .json();
    let life = &life["value"];
    assert_eq!(
        life["lifecycle"]["byItself"],
        json!([]),
        "a locked bucket stays as it is"
    );
    let moments = life["lifecycle"]["leaving"]["moments"].as_array().unwrap();
    let kinds: Vec<_> = moments.iter().map(|m| m["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["unlocked", "unstaked", "withdrawn"]);
    let at: Vec<_> = moments.iter().map(|m| m["at"].as_u64().unwrap()).collect();
    let days = [0, 30, 33].map(|days| leave.plus_days(Days(days)).micros());
    assert_eq!(at, days);
    let action = |name: &str| {
        let all = life["actions"].as_array().unwrap();
        all.iter().find(|a| a["action"] == name).unwrap().clone()
    };
    assert_eq!(action("unlock")["refusal"], Value::Null);
    assert_eq!(action("unstake")["refusal"]["rule"], "bucket.locked");
    assert_eq!(action("withdraw")["possible"]["after"], json!(["unlock", "unstake"]));
    let (code, said) = world.plain(&["bucket", &index], "");
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("The bucket's stake-lock is on. [bucket.locked]"),
        "{said}"
    );
    let unknown = world.cli.run(&["bucket", "999999"], "");
    assert_eq!(
        (unknown.code, unknown.json()["code"].as_str()),
        (Some(1), Some("bucket.unknown"))
    );
}
