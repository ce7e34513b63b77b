//! kill -9 at random points of a batch of ten actions: after each, the wallet is started anew, and then every action is
//! done exactly once or not at all, and the store knows which. `BALLAST_KILLS` says how often, and `BALLAST_SEED` where;
//! `cargo xtask soak kills` kills a hundred times.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use ballast_tests::{
    chance::{Dice, given},
    funded::World,
    programs::Cli,
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

const ACTIONS: u64 = 10;

/// How often it is killed, each time in another batch, unless `BALLAST_KILLS` says: a tenth of the soak's.
const KILLS: u64 = 10;
const SEED: u64 = 0x1077_2026;

/// Each action of all rounds stakes another amount, so that the chain shows which of them were done, and how often.
fn amount(round: u64, action: u64) -> u128 {
    100 * 10u128.pow(18) + u128::from(round * ACTIONS + action)
}

fn batch(world: &World, round: u64) -> String {
    let stake = |action| {
        json!({ "account": world.account, "action": "createStake", "candidate": world.delegate,
                "amount": format!("{} Rau", amount(round, action)), "duration": 7, "locked": true })
    };
    Value::from((0..ACTIONS).map(stake).collect::<Vec<_>>()).to_string()
}

/// How often each amount stands in a bucket of the chain.
fn on_chain(world: &World) -> BTreeMap<u128, usize> {
    let rows = world.cli.run(&["buckets", &world.account], "").json();
    let mut count = BTreeMap::new();
    for row in rows["rows"]["value"].as_array().unwrap() {
        let amount: u128 = row["bucket"]["amount"].as_str().unwrap().parse().unwrap();
        *count.entry(amount).or_default() += 1;
    }
    count
}

/// What the store says of each action: its amount, its state, its batch.
fn in_store(world: &World) -> BTreeMap<u128, (String, String)> {
    let path = world.cli.home.join("practice/store.sqlite");
    let store = rusqlite::Connection::open(path).unwrap();
    let mut query = store.prepare("SELECT intent, state, batch FROM submissions").unwrap();
    let rows = query.query_map([], |row| {
        let intent: Value = serde_json::from_str(&row.get::<_, String>(0)?).unwrap();
        let amount = intent["amount"].as_str().unwrap().parse().unwrap();
        Ok((amount, (row.get(1)?, row.get(2)?)))
    });
    let all: Vec<(u128, (String, String))> = rows.unwrap().map(Result::unwrap).collect();
    let count = all.len();
    let by_amount: BTreeMap<_, _> = all.into_iter().collect();
    assert_eq!(by_amount.len(), count, "no action was signed twice");
    by_amount
}

#[test]
fn after_kill_9_anywhere_in_a_batch_each_action_is_done_once_or_not_at_all() {
    let seed = given("BALLAST_SEED").unwrap_or(SEED);
    let kills = given("BALLAST_KILLS").unwrap_or(KILLS);
    println!("BALLAST_SEED={seed} BALLAST_KILLS={kills}");
    let (mut dice, world) = (Dice(seed), World::start());
    world.enrich((kills + 1) * ACTIONS * 101);
    // How long a batch takes that nobody kills.
    let begun = Instant::now();
    let whole = world.cli.run(&["batch", "-", "--yes", "--no-wait"], &batch(&world, 0));
    let usual = begun.elapsed();
    assert_eq!(whole.code, Some(0), "{} {}", whole.out, whole.err);

    for round in 1..=kills {
        let proxy = Proxy::start(world.practice.address(), Fault::None);
        let killed = Cli {
            home: world.cli.home.clone(),
            network: world.cli.network,
            node: proxy.url(),
        };
        let mut running = killed.spawn(&["batch", "-", "--yes"], &batch(&world, round));
        let begun = Instant::now();
        // One in four at any time from the start on; the others somewhere among the ten transactions.
        if dice.below(4) == 0 {
            std::thread::sleep(Duration::from_millis(dice.below(usual.as_millis() as u64 + 1)));
        } else {
            let after = dice.below(ACTIONS) as usize + 1;
            while proxy.transactions() < after && begun.elapsed() < Duration::from_secs(30) {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis(dice.below(25)));
        }
        running.kill().unwrap();
        running.wait().unwrap();
        let seen = proxy.transactions();

        let resumed = world.cli.run(&["status", "--wait"], "");
        assert_eq!(resumed.code, Some(0), "{}", resumed.err);
        let stored = in_store(&world);
        let of_round: Vec<_> = (0..ACTIONS).filter_map(|a| stored.get(&amount(round, a))).collect();
        println!(
            "round {round}: killed after {seen} transactions, {} written",
            of_round.len()
        );
        assert!(
            of_round.is_empty() || of_round.len() == ACTIONS as usize,
            "all of a batch is written, or none: {of_round:?}"
        );
        assert!(
            seen == 0 || !of_round.is_empty(),
            "nothing is sent before it is written"
        );
        assert!(of_round.iter().all(|(_, batch)| *batch == of_round[0].1));
    }

    let (stored, chain) = (in_store(&world), on_chain(&world));
    for round in 0..=kills {
        for action in 0..ACTIONS {
            let amount = amount(round, action);
            let (known, done) = (stored.get(&amount), chain.get(&amount).copied().unwrap_or(0));
            let expected = usize::from(known.is_some_and(|(state, _)| state == "final"));
            assert_eq!(done, expected, "round {round}, action {action}: {known:?}");
        }
    }
    let nonce = world
        .practice
        .ask("eth_getTransactionCount", json!([world.account, "latest"]));
    assert_eq!(
        nonce,
        json!(format!("{:#x}", stored.len())),
        "a nonce for each, and none beside"
    );
    assert!(stored.values().all(|(state, _)| state == "final"), "{stored:?}");
}
