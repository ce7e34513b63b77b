//! kill -9 at random points of sequences, of five steps one after another and of sixty that wait for nothing: after each the
//! wallet is started anew and told to go on, and then every step is done exactly once. `BALLAST_KILLS` says how often, and
//! `BALLAST_SEED` where; `cargo xtask soak sequences` kills fifty times each.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use ballast_tests::{
    chance::{Dice, given},
    funded::World,
    programs::Cli,
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

/// Somebody who gets money and has none.
const FRIEND: &str = "0x000000000000000000000000000000000000bEEF";
/// How often each of the two is killed, unless `BALLAST_KILLS` says: a tenth of the soak's.
const KILLS: u64 = 5;
const SEED: u64 = 0x1077_2026;

/// A sequence of so many steps, each a Rau more than the one before, one after another or all at once.
fn steps(world: &World, count: u64, one_after_another: bool) -> String {
    let step = |number: u64| {
        let after: Vec<u64> = number
            .checked_sub(1)
            .filter(|_| one_after_another)
            .into_iter()
            .collect();
        json!({ "account": world.account, "action": "send", "to": FRIEND, "amount": format!("{} Rau", number + 1),
                "after": after })
    };
    Value::from((0..count).map(step).collect::<Vec<_>>()).to_string()
}

fn number(world: &World, method: &str, address: &str) -> u128 {
    let answer = world.practice.ask(method, json!([address, "latest"]));
    u128::from_str_radix(answer.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
}

/// How many transactions the account has in blocks, and what the friend holds.
fn on_chain(world: &World) -> (u128, u128) {
    let nonce = number(world, "eth_getTransactionCount", &world.account);
    (nonce, number(world, "eth_getBalance", FRIEND))
}

fn all(world: &World) -> Vec<Value> {
    let listed = world.cli.run(&["sequence", "list"], "");
    assert_eq!(listed.code, Some(0), "{}", listed.err);
    listed.json().as_array().unwrap().clone()
}

fn killed_anywhere(count: u64, one_after_another: bool) {
    let seed = given("BALLAST_SEED").unwrap_or(SEED);
    let kills = given("BALLAST_KILLS").unwrap_or(KILLS);
    println!("BALLAST_SEED={seed} BALLAST_KILLS={kills}");
    let (mut dice, world) = (Dice(seed), World::start());
    let sum = u128::from(count * (count + 1) / 2);
    let mut begun_before = 0;
    for round in 1..=kills {
        let before = on_chain(&world);
        let proxy = Proxy::start(world.practice.address(), Fault::None);
        let killed = Cli {
            home: world.cli.home.clone(),
            network: world.cli.network,
            node: proxy.url(),
        };
        let steps = steps(&world, count, one_after_another);
        let mut running = killed.spawn(&["sequence", "begin", "-", "--yes"], &steps);
        let begun = Instant::now();
        // One in five at any time from the start on; the others somewhere among the transactions.
        if dice.below(5) == 0 {
            std::thread::sleep(Duration::from_millis(dice.below(1_500)));
        } else {
            let after = dice.below(count) as usize + 1;
            while proxy.transactions() < after && begun.elapsed() < Duration::from_secs(60) {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis(dice.below(25)));
        }
        running.kill().unwrap();
        running.wait().unwrap();
        let seen = proxy.transactions();

        let sequences = all(&world);
        let written = sequences.len() > begun_before;
        println!("round {round}: killed after {seen} transactions, written: {written}");
        assert!(seen == 0 || written, "nothing is sent before it is written");
        if !written {
            assert_eq!(on_chain(&world), before);
            continue;
        }
        begun_before = sequences.len();
        let id = sequences[0]["id"].as_str().unwrap();
        let went = world.cli.run(&["sequence", "go", id], "");
        assert_eq!(went.code, Some(0), "{} {}", went.out, went.err);
        let done = went.json();
        assert_eq!(done["state"]["state"], "done", "{done}");
        let submissions: BTreeSet<&str> = done["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step["submission"]["id"].as_str().unwrap())
            .collect();
        assert_eq!(submissions.len() as u64, count, "a submission for each step");
        let (nonce, held) = on_chain(&world);
        assert_eq!(
            nonce,
            before.0 + u128::from(count),
            "each step once, and nothing beside"
        );
        assert_eq!(held, before.1 + sum, "exactly what was agreed to");
    }
    assert!(begun_before > 0, "none was ever written");
}

#[test]
fn after_kill_9_anywhere_in_five_steps_each_is_done_once() {
    killed_anywhere(5, true);
}

#[test]
fn after_kill_9_anywhere_in_sixty_steps_that_wait_for_nothing_each_is_done_once() {
    killed_anywhere(60, false);
}
