//! No room left while the store is written: nothing is sent that is not written, and with room again all goes on.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::programs::{Cli, PHRASE, Practice, repository};
use serde_json::{Value, json};

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

/// Transactions of alice's that a node has, waiting ones included.
fn with_the_node(practice: &Practice) -> u64 {
    let count = practice.ask("eth_getTransactionCount", json!([ALICE, "pending"]));
    u64::from_str_radix(count.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
}

/// What the wallet has written down.
fn written(cli: &Cli) -> Vec<Value> {
    let status = cli.run(&["status"], "");
    assert_eq!(status.code, Some(0), "{}", status.err);
    status.json()["submissions"].as_array().unwrap().clone()
}

#[test]
fn with_no_room_nothing_is_sent_that_is_not_written_and_with_room_again_all_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let genesis = repository("tests/recordings/genesis.json");
    let practice = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "0.5"]);
    let cli = Cli {
        home: folder.path().join("wallet"),
        network: "testnet",
        node: practice.url(),
    };
    assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
    let stake = json!({ "account": ALICE, "action": "createStake", "candidate": "delegate1", "amount": "100 IOTX",
                        "duration": 91, "locked": true })
    .to_string();

    let (mut refused, mut done) = (0, 0);
    // From where the file cannot even be opened to where all of it fits.
    for kibibytes in [0, 4, 16, 32, 36, 40, 48, 56, 64, 96, 4096] {
        let run = cli.run_with_room(kibibytes, &["submit", "-", "--yes", "--no-wait"], &stake);
        let (node, store) = (with_the_node(&practice), written(&cli));
        assert!(
            node <= store.len() as u64,
            "{kibibytes} KiB: the node has {node}, the store {store:?}"
        );
        match run.code {
            Some(0) => done += 1,
            Some(1) => {
                refused += 1;
                let failure = run.json();
                let code = failure["code"].as_str().unwrap();
                assert!(
                    code.starts_with("store.") || code.starts_with("wallet."),
                    "{kibibytes} KiB: {failure}"
                );
                assert!(!failure["sentence"].as_str().unwrap().is_empty());
            }
            other => panic!("{kibibytes} KiB: ended with {other:?}: {}", run.err),
        }
    }
    assert!(refused > 0 && done > 0, "{refused} refused, {done} done");

    let status = cli.run(&["status", "--wait"], "");
    assert_eq!(status.code, Some(0), "{}", status.err);
    let all = written(&cli);
    let mut nonces: Vec<u64> = all.iter().map(|s| s["nonce"].as_u64().unwrap()).collect();
    nonces.sort_unstable();
    assert_eq!(
        nonces,
        (0..all.len() as u64).collect::<Vec<_>>(),
        "every nonce once: {all:?}"
    );
    assert!(all.iter().all(|s| s["state"] == "final"), "{all:?}");
    assert_eq!(with_the_node(&practice), all.len() as u64);
}
