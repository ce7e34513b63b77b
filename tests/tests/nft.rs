//! Bucket NFTs on the whole road: the wallet's command line against the practice network's contracts.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::programs::{Cli, PHRASE, Practice, Run, repository};
use serde_json::{Value, json};

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const DELEGATE0: &str = "0x7153EF2F1846416E827814fcEb62315432c38571";
const DELEGATE1: &str = "0xaF6C5664bb19bDABc1Be8e437902b526AD667792";
/// The practice network's contracts of versions 1 to 3.
const CONTRACTS: [&str; 3] = [
    "0x40A0063B7751fF6103F0d4147A0cDC0af50bBA7f",
    "0x888c1897Afe11CFec7A37341a0F94dD44F87aF5A",
    "0x96d0D7F128E22718795C834A4DfBc1D855819521",
];

struct World {
    _folder: tempfile::TempDir,
    practice: Practice,
    cli: Cli,
}

impl World {
    /// A chain with the recordings' accounts and delegates that is the practice network to a wallet, which holds
    /// alice's keys.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = std::fs::read_to_string(repository("tests/recordings/genesis.json")).unwrap();
        let mut genesis: Value = serde_json::from_str(&text).unwrap();
        genesis["evmChainId"] = json!(468_900);
        genesis["systemStakingContracts"] = json!(CONTRACTS);
        genesis["bucketTypes"] = json!([{ "amount": "100000000000000000000", "blocks": 1000 }]);
        let file = folder.path().join("genesis.json");
        std::fs::write(&file, genesis.to_string()).unwrap();
        let practice = Practice::start(&["--genesis", file.to_str().unwrap(), "--block-seconds", "0.5"]);
        let cli = Cli {
            home: folder.path().join("wallet"),
            network: "practice",
            node: practice.url(),
        };
        let imported = cli.run(&["accounts", "import-phrase"], PHRASE);
        assert_eq!(imported.code, Some(0), "{}", imported.err);
        Self {
            _folder: folder,
            practice,
            cli,
        }
    }

    fn intent(&self, args: &[&str], mut intent: Value) -> Run {
        intent["account"] = json!(ALICE);
        self.cli.run(args, &intent.to_string())
    }

    /// Does it; returns what is said when it is done.
    fn done(&self, intent: Value) -> Value {
        let run = self.intent(&["submit", "-", "--yes"], intent.clone());
        assert_eq!(run.code, Some(0), "{intent}: {}", run.err);
        run.json()
    }

    /// The rule that forbids it.
    fn refused(&self, intent: Value) -> String {
        let run = self.intent(&["propose", "-"], intent.clone());
        assert_eq!(run.code, Some(1), "{intent}: {}", run.err);
        let proposal = run.json();
        assert_eq!(proposal["transactions"], json!([]));
        proposal["warnings"][0]["rule"].as_str().unwrap().to_owned()
    }

    fn votes(&self, delegate: &str) -> String {
        let word = format!("{:0>64}", delegate.trim_start_matches("0x"));
        let call = json!([{ "to": "0x04C22AfaE6a03438b8FED74cb1Cf441168DF3F12", "data": format!("0x79436882{word}") }, "latest"]);
        let answer = self.practice.ask("eth_call", call);
        // The fifth word of the tuple.
        answer.as_str().unwrap()[2 + 64 * 5..2 + 64 * 6].to_owned()
    }
}

fn stake(version: usize, delegate: &str, amount: &str, duration: &str) -> Value {
    json!({ "action": "nftStake", "contract": CONTRACTS[version - 1], "delegate": delegate, "amount": amount,
            "duration": duration })
}

#[test]
fn a_bucket_nft_is_staked_unlocked_moved_and_waits_for_its_time() {
    let world = World::new();
    let before = world.votes(DELEGATE0);
    let intent = stake(3, DELEGATE0, "500 IOTX", "91 days");
    let proposal = world.intent(&["propose", "-"], {
        let mut intent = intent.clone();
        intent["account"] = json!(ALICE);
        intent
    });
    let transaction = &proposal.json()["transactions"][0];
    assert_eq!(transaction["to"], CONTRACTS[2]);
    let gas = transaction["gasLimit"].as_u64().unwrap();
    assert!((150_000..260_000).contains(&gas), "{gas}");
    let outcome = world.done(intent);
    assert_eq!(outcome["outcome"]["bucket"], format!("{}/1", CONTRACTS[2]), "{outcome}");
    assert!(world.votes(DELEGATE0) > before);

    let bucket = format!("{}/1", CONTRACTS[2]);
    assert_eq!(
        world.refused(json!({ "action": "nftUnstake", "bucket": bucket })),
        "nft.locked"
    );
    world.done(json!({ "action": "nftUnlock", "bucket": bucket }));
    assert_eq!(
        world.refused(json!({ "action": "nftUnstake", "bucket": bucket })),
        "nft.unstake-early"
    );
    world.done(json!({ "action": "nftChangeDelegate", "bucket": bucket, "delegate": DELEGATE1 }));
    assert_eq!(world.votes(DELEGATE0), before);
    world
        .practice
        .ask("practice_mine", json!([{ "blocks": 1, "stepSeconds": 91 * 86_400 }]));
    world.done(json!({ "action": "nftUnstake", "bucket": bucket }));
    let withdraw = json!({ "action": "nftWithdraw", "bucket": bucket, "to": ALICE });
    assert_eq!(world.refused(withdraw.clone()), "nft.withdraw-early");
    world
        .practice
        .ask("practice_mine", json!([{ "blocks": 1, "stepSeconds": 3 * 86_400 }]));
    world.done(withdraw);
    assert_eq!(
        world.refused(json!({ "action": "nftUnlock", "bucket": bucket })),
        "nft.unknown"
    );
}

#[test]
fn what_no_contract_checks_and_loses_votes_or_money_is_refused() {
    let world = World::new();
    assert_eq!(
        world.refused(stake(2, DELEGATE0, "100 IOTX", "172800 blocks")),
        "nft.mutes"
    );
    assert_eq!(world.refused(stake(3, ALICE, "100 IOTX", "7 days")), "nft.delegate");
    assert_eq!(
        world.refused(stake(3, DELEGATE0, "99 IOTX", "7 days")),
        "nft.min-amount"
    );
    assert_eq!(world.refused(stake(3, DELEGATE0, "100 IOTX", "1096 days")), "nft.term");
    assert_eq!(
        world.refused(stake(1, DELEGATE0, "200 IOTX", "1000 blocks")),
        "nft.type"
    );
    world.done(stake(1, DELEGATE0, "100 IOTX", "1000 blocks"));
    let bucket = format!("{}/1", CONTRACTS[0]);
    let nobody = "0x0000000000000000000000000000000000000000";
    let given = json!({ "action": "nftTransfer", "bucket": bucket, "from": ALICE, "to": nobody });
    assert_eq!(world.refused(given), "nft.zero-recipient");
}

#[test]
fn a_native_bucket_becomes_a_bucket_nft() {
    let world = World::new();
    let native = |locked: bool| {
        json!({ "action": "createStake", "candidate": "delegate0", "amount": "500 IOTX", "duration": 91,
                "locked": locked })
    };
    let index = |outcome: Value| outcome["outcome"]["bucket"].clone();
    let open: u64 = index(world.done(native(false))).as_str().unwrap().parse().unwrap();
    assert_eq!(
        world.refused(json!({ "action": "migrateStake", "bucket": open })),
        "migrate.not-locked"
    );
    let locked: u64 = index(world.done(native(true))).as_str().unwrap().parse().unwrap();
    let before = world.votes(DELEGATE0);
    let outcome = world.done(json!({ "action": "migrateStake", "bucket": locked }));
    assert_eq!(index(outcome), format!("{}/1", CONTRACTS[2]));
    assert_eq!(world.votes(DELEGATE0), before);
}

#[test]
fn a_bucket_nft_is_expanded_merged_locked_again_and_given_away() {
    let world = World::new();
    world.done(stake(3, DELEGATE0, "500 IOTX", "91 days"));
    world.done(stake(3, DELEGATE1, "200 IOTX", "7 days"));
    let bucket = format!("{}/1", CONTRACTS[2]);
    let life = || world.cli.run(&["bucket", &bucket], "").json()["value"].clone();
    let rule = |life: &Value, action: &str| {
        let actions = life["actions"].as_array().unwrap();
        let found = actions.iter().find(|a| a["action"] == action);
        found.unwrap_or_else(|| panic!("{action}: {actions:?}"))["refusal"]["rule"].clone()
    };
    let first = life();
    assert_eq!((&first["version"], &first["state"]), (&json!("v3"), &json!("locked")));
    assert_eq!(rule(&first, "unstake"), "nft.locked");
    for legal in ["expand", "merge", "changeDelegate", "unlock", "transfer"] {
        assert_eq!(rule(&first, legal), Value::Null, "{legal}");
    }
    world.done(json!({ "action": "nftExpand", "bucket": bucket, "amount": "50 IOTX", "duration": "182 days" }));
    world.done(
        json!({ "action": "nftMerge", "contract": CONTRACTS[2], "buckets": [1, 2], "amount": "0 IOTX",
                       "duration": "182 days" }),
    );
    let merged = life();
    assert_eq!(merged["bucket"]["amount"], (750 * 10_u128.pow(18)).to_string());
    assert_eq!(merged["bucket"]["duration"], 182);
    assert_eq!(rule(&merged, "merge"), "nft.merge-one", "there is no other left");
    world.done(json!({ "action": "nftUnlock", "bucket": bucket }));
    assert_eq!(rule(&life(), "expand"), "nft.unlocked");
    world.done(json!({ "action": "nftLock", "bucket": bucket, "duration": "182 days" }));
    assert_eq!(life()["state"], "locked");
    let bob = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    world.done(json!({ "action": "nftTransfer", "bucket": bucket, "from": ALICE, "to": bob }));
    assert_eq!(
        life()["bucket"]["owner"].as_str().unwrap().to_lowercase(),
        bob.to_lowercase()
    );
}

#[test]
fn the_life_of_a_bucket_nft_is_rehearsed_to_its_end() {
    let world = World::new();
    world.done(stake(3, DELEGATE0, "500 IOTX", "91 days"));
    let bucket = format!("{}/1", CONTRACTS[2]);
    let life = world.cli.run(&["bucket", &bucket], "").json()["value"].clone();
    let moments = life["lifecycle"]["leaving"]["moments"].as_array().unwrap();
    let kinds: Vec<_> = moments.iter().map(|m| m["kind"].clone()).collect();
    assert_eq!(kinds, ["unlocked", "unstaked", "withdrawn"]);
    let at = |moment: &Value, later: u64| {
        ballast_domain::Timestamp::from_micros(moment["at"].as_u64().unwrap() + later * 1_000_000).rfc3339()
    };
    let step = |action: &str, moment: &Value| {
        let mut step = json!({ "account": ALICE, "action": action, "bucket": bucket, "at": at(moment, 60) });
        if action == "nftWithdraw" {
            step["to"] = json!(ALICE);
        }
        step
    };
    let plan = |steps: &[&str]| -> Vec<Value> {
        steps
            .iter()
            .zip(moments)
            .map(|(action, moment)| step(action, moment))
            .collect()
    };
    let rehearse = |plan: Vec<Value>| {
        let end = at(&moments[2], 120);
        world
            .cli
            .run(&["rehearse", "-", "--at", &end], &json!(plan).to_string())
    };
    let done = rehearse(plan(&["nftUnlock", "nftUnstake", "nftWithdraw"]));
    assert_eq!(done.code, Some(0), "{} {}", done.out, done.err);
    let value = done.json()["value"].clone();
    assert_eq!(
        (&value["nfts"][0]["id"], &value["nfts"][0]["bucket"]),
        (&json!(bucket), &Value::Null)
    );
    let held = &value["balances"][0];
    let rau = |name: &str| held[name].as_str().unwrap().parse::<u128>().unwrap();
    let fees: u128 = value["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["fee"].as_str().unwrap().parse::<u128>().unwrap())
        .sum();
    assert_eq!(rau("after"), rau("before") + 500 * 10_u128.pow(18) - fees);
    let early = rehearse(plan(&["nftUnstake"]));
    assert_eq!(early.code, Some(1), "{}", early.out);
    assert_eq!(early.json()["value"]["steps"][0]["refusal"]["rule"], "nft.locked");
}

#[test]
fn what_is_written_beside_a_bucket_is_found_again() {
    let world = World::new();
    let bucket = format!("{}/1", CONTRACTS[2]);
    let write = |args: &[&str]| assert_eq!(world.cli.run(args, "").code, Some(0), "{args:?}");
    write(&["label", &bucket, "--label", "roof", "--group", "house"]);
    write(&["label", "7", "--note", "for the children"]);
    let notes = || world.cli.run(&["labels"], "").json();
    assert_eq!(notes().as_array().unwrap().len(), 2);
    assert_eq!(
        notes()[0],
        json!({ "bucket": "7", "label": "", "note": "for the children", "group": "" })
    );
    assert_eq!(
        (&notes()[1]["label"], &notes()[1]["group"]),
        (&json!("roof"), &json!("house"))
    );
    write(&["label", "7"]);
    assert_eq!(notes().as_array().unwrap().len(), 1);
}
