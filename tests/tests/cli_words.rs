//! What the command line says to people: its plain output, its reviews, and what it answers to intents and nodes that
//! it cannot take.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    io::Write,
    process::{Command, Stdio},
};

use ballast_tests::programs::{Practice, Run, program, repository};
use serde_json::{Value, json};

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

/// A chain, and a wallet without keys.
struct World {
    folder: tempfile::TempDir,
    practice: Practice,
}

impl World {
    /// With the recordings' genesis, which funds alice on a chain with testnet's id, but for these fields.
    fn new(fields: Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let genesis = std::fs::read(repository("tests/recordings/genesis.json")).unwrap();
        let mut genesis: Value = serde_json::from_slice(&genesis).unwrap();
        for (name, value) in fields.as_object().unwrap() {
            genesis[name] = value.clone();
        }
        let path = folder.path().join("genesis.json");
        std::fs::write(&path, genesis.to_string()).unwrap();
        let practice = Practice::start(&["--genesis", path.to_str().unwrap(), "--on-demand"]);
        practice.mine();
        Self { folder, practice }
    }

    /// Asks the chain's node, with these arguments and nothing else said.
    fn run(&self, args: &[&str], input: &str) -> Run {
        let mut child = Command::new(program("ballast-cli"))
            .args(["--node", &self.practice.url(), "--home"])
            .arg(self.folder.path().join("wallet"))
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Asks without reading the answer, as `head` does once it has seen enough.
    fn unread(&self, args: &[&str]) -> (Option<i32>, String) {
        let mut child = Command::new(program("ballast-cli"))
            .args(["--node", &self.practice.url(), "--home"])
            .arg(self.folder.path().join("wallet"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }

    fn propose(&self, intent: &Value) -> Run {
        self.run(&["propose", "-"], &intent.to_string())
    }
}

fn stake(amount: &str) -> Value {
    json!({ "account": ALICE, "action": "createStake", "candidate": "delegate1", "amount": amount, "duration": 91,
            "locked": false })
}

#[test]
fn a_review_shows_every_digit_and_dates_of_the_calendar() {
    let world = World::new(json!({}));
    let run = world.propose(&stake("100.00009 IOTX"));
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(
        run.out.starts_with("Stake 100.00009 IOTX with delegate1 for 91 days."),
        "{}",
        run.out
    );
    assert!(run.out.contains(" UTC"), "{}", run.out);
    assert!(!run.out.contains("unix time"), "{}", run.out);
    let deposit = json!({ "account": ALICE, "action": "depositToStake", "bucket": 0, "amount": "0.00001 IOTX" });
    let run = world.propose(&deposit);
    assert!(run.out.starts_with("Add 0.00001 IOTX to bucket 0"), "{}", run.out);
}

#[test]
fn a_registrations_review_names_its_fee_and_speaks_of_no_votes() {
    let world = World::new(json!({}));
    let free = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    let register = json!({ "account": ALICE, "action": "candidateRegister", "name": "newcomer", "operator": free,
                           "reward": free, "owner": ALICE, "amount": "0 IOTX", "duration": 0, "locked": false });
    let run = world.propose(&register);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    let fee = "The registration fee of 100 IOTX goes to the reward pool, for good.";
    assert!(run.out.contains(fee), "{}", run.out);
    assert!(!run.out.contains("votes.count-from"), "{}", run.out);
    let run = world.propose(&stake("100 IOTX"));
    assert!(
        run.out.contains("Note: The change of votes counts from epoch"),
        "{}",
        run.out
    );
}

#[test]
fn an_amount_without_its_unit_is_wrong_usage_and_standard_input_has_a_name() {
    let world = World::new(json!({}));
    let run = world.propose(&stake("1000"));
    assert_eq!(run.code, Some(2), "{}", run.out);
    assert_eq!(
        run.err.lines().next(),
        Some(
            "Standard input is not an intent: the amount \"1000\" has no unit; write \"1000 IOTX\" or \"1000 Rau\". \
             [usage]"
        )
    );
    let run = world.run(&["propose", "no-such-file.json"], "");
    assert!(run.err.starts_with("no-such-file.json cannot be read: "), "{}", run.err);
    let help = world.run(&["propose", "--help"], "").out;
    assert!(help.contains("\"amount\": \"1000 IOTX\""), "{help}");
}

#[test]
fn the_network_of_a_node_is_found_by_its_chain() {
    let world = World::new(json!({}));
    let run = world.run(&["delegates"], "");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(
        run.out.contains("making blocks") && !run.out.contains("Active"),
        "{}",
        run.out
    );
    let status = world.run(&["status"], "").out;
    // The recordings' chain is of the past, and makes blocks only when it is told to: it stands still from the start.
    assert!(status.starts_with("Testnet, chain 4690, no block for "), "{status}");
    assert!(status.contains("no vault yet, 0 accounts"), "{status}");
    let other = world.run(&["--network", "mainnet", "delegates"], "");
    assert_eq!(other.code, Some(1));
    assert!(other.err.starts_with("The node http://127.0.0.1:"), "{}", other.err);
    assert!(
        other
            .err
            .contains("serves chain 4690 instead of 4689. [chain.wrong_chain]"),
        "{}",
        other.err
    );
}

#[test]
fn a_chain_of_no_known_network_is_said_to_be_that() {
    let world = World::new(json!({ "evmChainId": 1337 }));
    for read in [&["delegates"][..], &["buckets", ALICE]] {
        let run = world.run(read, "");
        assert_eq!(run.code, Some(1), "{}", run.out);
        assert!(
            run.err
                .contains("serves chain 1337; this wallet knows Practice (468900), Testnet (4690), Mainnet (4689)."),
            "{}",
            run.err
        );
        assert!(run.err.contains("[chain.unknown]"), "{}", run.err);
    }
}

#[test]
fn an_answer_that_nobody_reads_ends_quietly() {
    let world = World::new(json!({}));
    for args in [
        &["delegates"][..],
        &["buckets", ALICE],
        &["status"],
        &["--json", "delegates"],
    ] {
        assert_eq!(world.unread(args), (Some(0), String::new()), "{args:?}");
    }
}
