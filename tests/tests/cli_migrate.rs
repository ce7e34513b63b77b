//! A native bucket becomes a bucket NFT by the wallet's own road, on a practice network that runs the contract.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::funded::World;
use serde_json::{Value, json};

fn line(proposal: &Value, label: &str) -> (Value, Value) {
    let lines = proposal["changes"].as_array().unwrap();
    let found = lines.iter().find(|l| l["label"].as_str().unwrap() == label);
    found.map_or((Value::Null, Value::Null), |l| {
        (l["before"].clone(), l["after"].clone())
    })
}

#[test]
fn what_is_reviewed_is_what_happens_and_only_the_fee_leaves_the_account() {
    let world = World::start();
    let staked = world.submit(&world.stake(91, true));
    let migrate = world.on(
        &staked["outcome"]["bucket"].as_str().unwrap().parse().unwrap(),
        "migrateStake",
    );

    let run = world.cli.run(&["propose", "-"], &migrate.to_string());
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    let proposal = run.json();
    let (liquid, after) = line(&proposal, "Liquid");
    let rau = |figure: &Value| figure["value"].as_str().unwrap().parse::<u128>().unwrap();
    let fee = proposal["fee"].as_str().unwrap().parse::<u128>().unwrap();
    assert_eq!(rau(&liquid) - rau(&after), fee);
    let (votes, then) = line(&proposal, "Your votes");
    assert_eq!(votes, then, "an NFT of as many days votes as much");

    let plan = json!([migrate]).to_string();
    let rehearsed = world.cli.run(&["rehearse", "-", "--at", "2026-06-01"], &plan).json();
    let nft = &rehearsed["value"]["nfts"][0];
    assert_eq!((&nft["before"], &nft["state"]), (&Value::Null, &json!("locked")));
    let actions = nft["actions"].as_array().unwrap();
    let unlock = actions.iter().find(|a| a["action"] == "unlock").unwrap();
    assert_eq!(unlock["refusal"], Value::Null, "it can be unlocked then");
    assert_eq!(
        rehearsed["value"]["buckets"][0]["minted"]["amount"],
        nft["bucket"]["amount"]
    );

    let (before, done) = (world.balance(), world.submit(&migrate));
    assert_eq!(done["state"], "final", "{done}");
    let paid = before.rau() - world.balance().rau();
    assert!(paid > 0 && paid <= fee, "{paid} of {fee}");
    assert_eq!(done["fee"], paid.to_string(), "what it says it cost is what it cost");
    let buckets = world.cli.run(&["buckets", &world.account], "").json();
    let rows = buckets["rows"]["value"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    let id = rows[0]["bucket"]["id"].as_str().unwrap();
    assert!(id.starts_with("0x"), "{id} is an NFT's");
}

#[test]
fn a_bucket_without_stake_lock_stays_what_it_is() {
    let world = World::start();
    let staked = world.submit(&world.stake(91, false));
    let bucket = staked["outcome"]["bucket"].as_str().unwrap().parse().unwrap();
    let run = world
        .cli
        .run(&["propose", "-"], &world.on(&bucket, "migrateStake").to_string());
    assert_eq!(run.code, Some(1), "{}", run.out);
    assert_eq!(run.json()["warnings"][0]["rule"], "migrate.not-locked");
}
