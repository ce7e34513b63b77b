//! The directory of delegates on the command line: the fair order as anybody makes it, and who stands behind several delegates.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;

use ballast_domain::{Address, Hash, keccak256};
use ballast_practice::default_genesis;
use ballast_tests::{
    funded::{OTHER, World, enrich},
    reader::{Reader, rows},
};
use serde_json::{Value, json};

/// Operators that nobody has.
const OPERATORS: [&str; 2] = [
    "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
    "0x976EA74026E726554dB657fA54763abd0C3a0aa9",
];

fn ids(delegates: &Value) -> Vec<Address> {
    rows(delegates)
        .iter()
        .map(|row| row["id"].as_str().unwrap().parse().unwrap())
        .collect()
}

/// The ids in the fair order of a seed, made here anew.
fn in_order_of(seed: &str, mut ids: Vec<Address>) -> Vec<Address> {
    let seed: Hash = seed.parse().unwrap();
    ids.sort_by_key(|id| keccak256(&[&seed.0[..], id.as_bytes()].concat()));
    ids
}

#[test]
fn the_order_is_what_anybody_makes_of_the_epochs_first_block() {
    let reader = Reader::start();
    let fair = reader.done(&["delegates"]);
    let order = &fair["order"];
    assert_eq!(
        (&order["by"], &order["given"], &order["why"]),
        (&json!("fair"), &json!(false), &Value::Null)
    );
    assert_eq!(
        (&order["from"]["value"]["epoch"], &order["from"]["value"]["block"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(order["from"]["node"], reader.practice.url());
    let seed = order["seed"].as_str().unwrap();
    assert_eq!(seed, reader.hash_of(1));
    assert_eq!(ids(&fair), in_order_of(seed, ids(&fair)));

    let by_votes = reader.done(&["delegates", "--by", "votes"]);
    let ranks: Vec<_> = rows(&by_votes)
        .iter()
        .map(|row| row["rank"].as_u64().unwrap())
        .collect();
    assert!(ranks.iter().copied().eq(1..=40), "{ranks:?}");
    assert_eq!(
        (&by_votes["order"]["by"], &by_votes["order"]["seed"]),
        (&json!("votes"), &Value::Null)
    );
    assert_ne!(ids(&fair), ids(&by_votes));
    let rank_of = |list: &Value| {
        rows(list)
            .iter()
            .map(|row| (row["name"].to_string(), row["rank"].clone()))
            .collect::<Vec<_>>()
    };
    let sorted = |mut ranks: Vec<(String, Value)>| {
        ranks.sort_by(|(a, _), (b, _)| a.cmp(b));
        ranks
    };
    assert_eq!(
        sorted(rank_of(&fair)),
        sorted(rank_of(&by_votes)),
        "a place by votes stays one"
    );

    let other = format!("0x{}", "7e".repeat(32));
    let given = reader.done(&["delegates", "--order-seed", &other]);
    assert_eq!(ids(&given), in_order_of(&other, ids(&fair)));
    assert_eq!(
        (&given["order"]["seed"], &given["order"]["given"]),
        (&json!(other), &json!(true))
    );
    assert_eq!(ids(&reader.done(&["delegates", "--order-seed"])), ids(&fair));
    let said = reader.cli.run_for_people(&["delegates"], "").out;
    assert!(
        said.contains(&format!(
            "fair order of epoch 1, from the hash of its first block 1: {seed}"
        )),
        "{said}"
    );
    let first = rows(&fair)[0]["name"].as_str().unwrap();
    assert!(said.lines().nth(1).unwrap().contains(first), "{said}");

    for wrong in [
        &["delegates", "--by", "votes", "--order-seed"][..],
        &["delegates", "--order-seed", "0x12"],
        &["delegates", "--by", "name"],
        &["delegates", "--by", "votes", "watched"],
    ] {
        assert_eq!(reader.cli.run(wrong, "").code, Some(2), "{wrong:?}");
    }
}

#[test]
fn with_each_epoch_comes_another_order() {
    let reader = Reader::start();
    let first = reader.done(&["delegates"]);
    reader.practice.ask("practice_mine", json!([{ "blocks": 1_440 }]));
    let second = reader.done(&["delegates"]);
    let from = &second["order"]["from"]["value"];
    assert_eq!((&from["epoch"], &from["block"]), (&json!(2), &json!(1_441)));
    assert_eq!(from["seed"], reader.hash_of(1_441));
    assert_ne!(from["seed"], first["order"]["seed"]);
    assert_ne!(ids(&first), ids(&second));
    // The order of an epoch that is over, from its seed.
    let again = reader.done(&["delegates", "--order-seed", first["order"]["seed"].as_str().unwrap()]);
    assert_eq!(ids(&again), ids(&first));
}

#[test]
fn delegates_that_share_an_address_are_told_as_one_with_the_basis() {
    let mut genesis = default_genesis();
    let shared = Address::from_bytes([7; 20]);
    let vault = genesis.hermes_vaults.clone().unwrap()[0];
    for place in [0, 1] {
        genesis.delegates[place].reward = shared;
    }
    // Its operator is the owner of another one: all three are one.
    let owner = genesis.delegates[2].owner;
    genesis.delegates[2].reward = owner;
    genesis.delegates[1].operator = owner;
    for place in [4, 5] {
        genesis.delegates[place].reward = vault;
    }
    let world = World::start_with(&json!({ "delegates": genesis.delegates }));
    let told = world.cli.run(&["delegates"], "").json();
    let control = &told["control"]["value"];
    let groups = control["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 1, "{control:#}");
    let members = groups[0]["members"].as_array().unwrap();
    let names: BTreeSet<&str> = members.iter().map(|member| member["name"].as_str().unwrap()).collect();
    assert_eq!(names, BTreeSet::from(["anchor", "fathom", "squall"]));
    assert_eq!((&groups[0]["elected"], &control["elected"]), (&json!(3), &json!(36)));
    let bases = groups[0]["shared"].as_array().unwrap();
    let basis = |address: Address| bases.iter().find(|basis| basis["address"] == json!(address)).unwrap();
    let roles = |address| {
        let roles = basis(address)["roles"].as_array().unwrap();
        roles
            .iter()
            .map(|role| role["role"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(roles(shared), ["reward", "reward"]);
    assert_eq!(roles(owner), ["owner", "operator", "reward"]);
    let said = world.cli.run_for_people(&["delegates"], "").out;
    let line = said
        .lines()
        .find(|line| line.starts_with("under common control: "))
        .unwrap();
    assert!(
        line.contains("3 of the 36 elected") && line.contains(&format!("{shared} is the reward address of ")),
        "{line}"
    );

    let overview = world.cli.run(&["overview"], "").json();
    let parties = |figure: &str| overview["figures"][figure]["value"]["parties"].clone();
    // Three places of one, and nine more are twelve; three and sixteen more are nineteen.
    assert_eq!(parties("nakamotoByControl"), json!({ "third": 10, "half": 17 }));
}

#[test]
fn who_endorses_one_delegate_and_owns_another_joins_both() {
    let world = World::start();
    let other = world.second_account();
    enrich(&world.practice.url(), OTHER, 1_300_000);
    world.practice.mine();
    let register = |account: &str, name: &str, operator: &str| {
        json!({ "account": account, "action": "candidateRegister", "name": name, "operator": operator, "reward": account,
                "owner": account, "amount": "0 IOTX", "duration": 0, "locked": false })
    };
    world.submit(&register(&world.account, "own1", OPERATORS[0]));
    world.submit(&register(&other, "own2", OPERATORS[1]));
    let groups = || {
        let told = world.cli.run(&["delegates"], "").json();
        assert_eq!(told["control"]["value"]["endorsersKnown"], true);
        told["control"]["value"]["groups"].as_array().unwrap().clone()
    };
    assert!(groups().is_empty(), "nothing joins them yet");
    let stake = json!({ "account": other, "action": "createStake", "candidate": "own1", "amount": "1200000 IOTX",
                        "duration": 91, "locked": true });
    let staked = world.submit(&stake);
    let bucket: u64 = staked["outcome"]["bucket"].as_str().unwrap().parse().unwrap();
    world.submit(&json!({ "account": other, "action": "endorseCandidate", "bucket": bucket }));
    world.submit(&world.on(&json!(bucket), "candidateActivate"));
    let found = groups();
    assert_eq!((found.len(), &found[0]["elected"]), (1, &json!(0)), "{found:?}");
    let shared = &found[0]["shared"][0];
    assert_eq!(shared["address"], other);
    let roles: Vec<_> = shared["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|role| role["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["owner", "reward", "endorser"]);
}
