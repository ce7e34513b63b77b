//! Batches over several accounts, batches of which a part fails on the chain, and what is signed before others that wait.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::time::{Duration, Instant};

use ballast_tests::{
    funded::World,
    programs::{Cli, Run},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

fn by(account: &str, mut intent: Value) -> Value {
    intent["account"] = json!(account);
    intent
}

fn items(run: &Run) -> Vec<Value> {
    run.json()["items"].as_array().unwrap().clone()
}

fn field(items: &[Value], name: &str) -> Vec<Value> {
    items.iter().map(|item| item[name].clone()).collect()
}

fn number(item: &Value) -> Value {
    serde_json::from_str(item["outcome"]["bucket"].as_str().unwrap()).unwrap()
}

fn deposit(account: &str, bucket: &Value) -> Value {
    json!({ "account": account, "action": "depositToStake", "bucket": bucket, "amount": "5 IOTX" })
}

#[test]
fn one_review_signs_for_several_accounts_each_with_its_own_nonces() {
    let world = World::start();
    let (first, second) = (world.account.clone(), world.second_account());
    let stake = |account: &str, days| by(account, world.stake(days, true));
    let wanted = json!([
        stake(&first, 91),
        stake(&second, 91),
        stake(&first, 14),
        stake(&second, 7)
    ]);
    let run = world.cli.run(&["batch", "-", "--yes"], &wanted.to_string());
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    let done = items(&run);
    assert_eq!(field(&done, "state"), ["final"; 4]);
    assert_eq!(field(&done, "nonce"), [0, 0, 1, 1]);
    let accounts: Vec<_> = field(&done, "account")
        .iter()
        .map(|a| a.as_str().unwrap().to_lowercase())
        .collect();
    let [one, two] = [first.to_lowercase(), second.to_lowercase()];
    assert_eq!(accounts, [one.as_str(), &two, &one, &two]);
    for account in [&first, &second] {
        let rows = world.cli.run(&["buckets", account], "").json();
        assert_eq!(rows["rows"]["value"].as_array().unwrap().len(), 2, "{account}");
    }

    // A chain takes the transactions of two accounts in any order, so one bucket is one account's business.
    let bucket = number(&done[0]);
    let run = world.cli.run(
        &["batch", "-", "--yes"],
        &json!([deposit(&first, &bucket), deposit(&second, &bucket), stake(&second, 7)]).to_string(),
    );
    assert_eq!(run.code, Some(1), "one is left out: {}", run.out);
    assert_eq!(field(&items(&run), "state"), ["final", "final"]);
    let refused = run.json()["refused"].clone();
    assert_eq!(refused.as_array().unwrap().len(), 1, "{refused}");
    let why = &refused[0]["warnings"][0];
    assert_eq!(why["rule"], "batch.order");
    assert!(why["sentence"].as_str().unwrap().contains("in any order"), "{why}");
    assert!(why["help"].as_str().unwrap().contains("by itself"), "{why}");
    let run = world.cli.run(
        &["batch", "-", "--yes"],
        &json!([deposit(&second, &bucket), deposit(&second, &bucket)]).to_string(),
    );
    assert_eq!(run.code, Some(0), "one account twice: {} {}", run.out, run.err);
}

/// Runs a batch while no block is made, and lets the chain go on once the node has all of it.
fn meanwhile(world: &World, wanted: &Value, nonces: u64) -> Run {
    let running = world.cli.spawn(&["batch", "-", "--yes"], &wanted.to_string());
    let start = Instant::now();
    let waiting = || {
        world
            .practice
            .ask("eth_getTransactionCount", json!([world.account, "pending"]))
    };
    while waiting() != format!("{nonces:#x}") {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "the node has not all of it: {}",
            waiting()
        );
        std::thread::sleep(Duration::from_millis(100));
    }
    world.producers(true);
    let output = running.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Sends what changes the ground under a batch that is reviewed before it is mined.
fn send_unmined(world: &World, intent: &Value) {
    world.producers(false);
    let sent = world
        .cli
        .run(&["submit", "-", "--yes", "--no-wait"], &intent.to_string());
    assert_eq!(
        (sent.code, &sent.json()["state"]),
        (Some(0), &json!("sent")),
        "{}",
        sent.err
    );
}

#[test]
fn what_fails_on_the_chain_says_why_and_stops_nothing_else() {
    let world = World::start();
    let made: Vec<_> = (0..2).map(|_| number(&world.submit(&world.stake(91, true)))).collect();
    // Unlocked meanwhile, the bucket takes no deposit any more.
    let unlock = json!({ "account": world.account, "action": "restake", "bucket": made[0], "duration": 91,
                         "locked": false });
    send_unmined(&world, &unlock);
    let wanted = json!([
        world.stake(7, true),
        deposit(&world.account, &made[0]),
        deposit(&world.account, &made[1]),
    ]);
    let run = meanwhile(&world, &wanted, 6);
    assert_eq!(run.code, Some(1), "{} {}", run.out, run.err);
    let ended = items(&run);
    assert_eq!(field(&ended, "state"), ["final", "failed", "final"]);
    assert_eq!(field(&ended, "nonce"), [3, 4, 5]);
    let outcome = &ended[1]["outcome"];
    assert_eq!(outcome["status"], 204);
    assert_eq!(outcome["sentence"], "The bucket's state does not allow this.");
    assert_eq!(ended[2]["outcome"]["kind"], "asProposed");
    let rows = world.cli.run(&["buckets", &world.account], "").json();
    assert_eq!(rows["rows"]["value"].as_array().unwrap().len(), 3);
}

#[test]
fn what_a_contract_refuses_after_all_is_told_in_the_contracts_own_words() {
    let world = World::start();
    let third = "0x96d0D7F128E22718795C834A4DfBc1D855819521";
    let delegates = world.cli.run(&["delegates", "--by", "votes"], "").json();
    let stake = json!({ "account": world.account, "action": "nftStake", "contract": third, "amount": "500 IOTX",
                        "delegate": delegates["rows"]["value"][5]["id"], "duration": "91 days" });
    let bucket = world.submit(&stake)["outcome"]["bucket"].clone();
    let unlock = world.on(&bucket, "nftUnlock");
    send_unmined(&world, &unlock);
    // No block knows of the first one yet, so the same is legal once more.
    let run = meanwhile(&world, &json!([unlock, world.stake(7, true)]), 4);
    assert_eq!(run.code, Some(1), "{} {}", run.out, run.err);
    let ended = items(&run);
    assert_eq!(field(&ended, "state"), ["failed", "final"]);
    let outcome = &ended[0]["outcome"];
    assert_eq!(outcome["status"], 106);
    assert_eq!(
        outcome["sentence"],
        "The contract refused the call. Asked again, it answers: the bucket NFT is not locked (ErrNotLockedBucket)."
    );
}

#[test]
fn what_takes_a_free_place_before_others_says_that_they_go_on_with_it() {
    let world = World::start();
    let forgetful = Cli {
        home: world.cli.home.clone(),
        network: "practice",
        node: Proxy::start(world.practice.address(), Fault::Forgets).url(),
    };
    let submit = |cli: &Cli| {
        let run = cli.run(
            &["submit", "-", "--yes", "--no-wait"],
            &world.stake(7, true).to_string(),
        );
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.json()
    };
    let forgotten = submit(&forgetful);
    let waiting = submit(&world.cli);
    assert_eq!([&forgotten["nonce"], &waiting["nonce"]], [&json!(0), &json!(1)]);
    // Sent again and forgotten again, the first has vanished in the end; the second waits for its place to be taken.
    forgetful.run(&["status", "--wait", "--timeout", "50"], "");
    let proposal = world
        .cli
        .run(&["propose", "-"], &world.stake(7, true).to_string())
        .json();
    assert_eq!(proposal["transactions"][0]["nonce"], 0, "{proposal}");
    let warnings = proposal["warnings"].as_array().unwrap();
    let told = warnings.iter().find(|w| w["rule"] == "nonce.others-wait").unwrap();
    assert_eq!(told["severity"], "caution");
    assert!(
        told["sentence"]
            .as_str()
            .unwrap()
            .starts_with("An earlier transaction of this account goes on"),
        "{told}"
    );
    world.submit(&world.stake(7, true));
    let status = world.cli.run(&["status", "--wait"], "").json();
    let states = field(status["submissions"].as_array().unwrap(), "state");
    assert_eq!(states.iter().filter(|state| *state == "final").count(), 2, "{states:?}");
}
