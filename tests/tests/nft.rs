//! Bucket NFTs on the whole road: the wallet's command line against the practice network's contracts.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::programs::{Cli, Practice, Run, repository};
use serde_json::{Value, json};

/// Throw-away words that every developer of Ethereum tools knows; recordings/genesis.json funds their accounts.
const PHRASE: &str = "test test test test test test test test test test test junk";
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
