//! Batches by the command line: one review, one signature, an outcome for each action; and what cannot be known before
//! an earlier action is mined is refused with that as the reason.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::{funded::World, programs::Run};
use serde_json::{Value, json};

fn batch(world: &World, intents: &[Value]) -> Run {
    world.cli.run(&["batch", "-", "--yes"], &json!(intents).to_string())
}

fn states(run: &Run) -> Vec<Value> {
    let items = run.json()["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["state"].clone()).collect()
}

/// The rule of each item that was left out.
fn left_out(run: &Run) -> Vec<Value> {
    let refused = run.json()["refused"].as_array().unwrap().clone();
    refused.iter().map(|item| item["warnings"][0]["rule"].clone()).collect()
}

/// A native bucket's number, as an intent has it.
fn number(id: &Value) -> Value {
    serde_json::from_str(id.as_str().unwrap()).unwrap()
}

fn buckets(world: &World) -> Vec<Value> {
    let rows = world.cli.run(&["buckets", &world.account], "").json();
    rows["rows"]["value"].as_array().unwrap().clone()
}

#[test]
fn all_of_a_batch_is_done_with_consecutive_nonces_and_its_refused_items_are_left_out() {
    let world = World::start();
    let stakes = [world.stake(91, true), world.stake(14, false), world.stake(0, false)];
    let run = batch(&world, &stakes);
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    assert_eq!(states(&run), ["final"; 3]);
    let made = run.json()["items"].as_array().unwrap().clone();
    let nonces: Vec<_> = made.iter().map(|item| item["nonce"].as_u64().unwrap()).collect();
    assert_eq!(nonces, [0, 1, 2]);
    assert!(made.iter().all(|item| item["batch"] == run.json()["id"]));
    let index = |i: usize| number(&made[i]["outcome"]["bucket"]);
    assert_eq!(buckets(&world).len(), 3);

    // The locked one unlocks and cannot be unstaked; the one of no days can.
    let unlock = json!({ "account": world.account, "action": "restake", "bucket": index(0), "duration": 91,
                         "locked": false });
    let mixed = [unlock, world.on(&index(0), "unstake"), world.on(&index(2), "unstake")];
    let run = batch(&world, &mixed);
    assert_eq!(run.code, Some(1), "one is refused: {} {}", run.out, run.err);
    assert_eq!(states(&run), ["final", "final"]);
    assert_eq!(left_out(&run), ["bucket.unstake-early"]);
    let (code, said) = world.plain(&["batch", "-"], &json!(mixed).to_string());
    assert_ne!(code, Some(0), "{said}");

    let two = json!([world.stake(7, false), world.stake(14, false)]);
    let run = world.cli.run_for_people(&["batch", "-", "--yes"], &two.to_string());
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    assert!(run.out.contains("2 transactions done."), "{}", run.out);
}

#[test]
fn what_only_an_earlier_item_makes_possible_waits_for_it() {
    let world = World::start();
    world.submit(&world.stake(0, false));
    let first = number(&buckets(&world)[0]["bucket"]["id"]);
    let next = json!(first.as_u64().unwrap() + 1);

    // A bucket that the batch itself makes has no number yet.
    let run = batch(&world, &[world.stake(0, false), world.on(&next, "unstake")]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert_eq!(states(&run), ["final"], "the stake alone");
    assert_eq!(left_out(&run), ["batch.bucket-later"]);

    // A contract's gas is not known on a bucket that is about to change.
    let restake = json!({ "account": world.account, "action": "restake", "bucket": first, "duration": 91,
                          "locked": true });
    let run = batch(&world, &[restake, world.on(&first, "migrateStake")]);
    assert_eq!((run.code, states(&run)), (Some(1), vec![json!("final")]), "{}", run.err);

    // Money that only comes back cannot be spent in the same batch.
    world.submit(&world.on(&next, "unstake"));
    world.pass(4);
    let all = world.balance().to_iotx();
    let whole: u64 = all.split('.').next().unwrap().parse().unwrap();
    let send = json!({ "account": world.account, "action": "send", "to": format!("0x{}", "11".repeat(20)),
                       "amount": format!("{} IOTX", whole + 500) });
    let run = batch(&world, &[world.on(&next, "withdrawStake"), send]);
    assert_eq!(
        (run.code, states(&run)),
        (Some(1), vec![json!("final")]),
        "{} {}",
        run.out,
        run.err
    );
    assert_eq!(left_out(&run), ["batch.money-later"]);

    // Nothing of a batch that is left out as a whole is signed.
    let run = batch(&world, &[world.on(&next, "withdrawStake"), world.on(&next, "unstake")]);
    assert_eq!(run.code, Some(1));
    let items = run.json()["items"].as_array().unwrap().clone();
    assert!(
        items.iter().all(|item| item["warnings"][0]["rule"] == "bucket.unknown"),
        "{}",
        run.out
    );
    // To people it says the rules, and neither what is not going to be nor a number of transactions.
    let gone = json!([world.on(&next, "withdrawStake"), world.on(&next, "unstake")]);
    let run = world.cli.run_for_people(&["batch", "-", "--yes"], &gone.to_string());
    let said = format!("{}{}", run.out, run.err);
    assert_eq!(run.code, Some(1), "{said}");
    for words in ["not signed", "[bucket.unknown]", "There is nothing to sign"] {
        assert!(said.contains(words), "{said}");
    }
    for words in ["0 transactions", "to your account", "It stops voting"] {
        assert!(!said.contains(words), "{said}");
    }
}

#[test]
fn what_is_refused_does_not_stop_what_comes_after_it() {
    let world = World::start();
    world.submit(&world.stake(0, false));
    let bucket = number(&buckets(&world)[0]["bucket"]["id"]);
    // Twice the same: legal once only.
    let run = batch(
        &world,
        &[
            world.on(&bucket, "unstake"),
            world.on(&bucket, "unstake"),
            world.stake(7, true),
        ],
    );
    assert_eq!(run.code, Some(1));
    assert_eq!(states(&run), ["final", "final"]);
    assert_eq!(left_out(&run).len(), 1);
}

#[test]
fn two_tokens_of_one_collection_go_in_one_batch() {
    const BADGE: &str = "0x5Fd5Ad10B73E4BA88919c03Fb56284b301c71fCc";
    let world = World::start();
    // mint(number)
    let mint = |number: u8| {
        let mut payload = vec![0xa0, 0x71, 0x2d, 0x68];
        payload.extend([0; 31]);
        payload.push(number);
        json!({ "account": world.account, "action": "send", "to": BADGE, "amount": "0 IOTX", "payload": payload })
    };
    for number in [7, 8] {
        world.submit(&mint(number));
    }
    let to = format!("0x{}", "11".repeat(20));
    let give = |id: &str| {
        json!({ "account": world.account, "action": "sendNft", "token": BADGE, "id": id, "from": world.account,
                "to": to })
    };
    let run = batch(&world, &[give("7"), give("8")]);
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    assert_eq!(states(&run), ["final", "final"]);
}
