//! kill -9 between signing and sending, and between sending and mining: after a restart there is exactly one
//! transaction, and the wallet knows how it ended.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::{
    programs::{Cli, Practice, repository},
    proxy::{Fault, Proxy},
};
use serde_json::json;

const PHRASE: &str = "test test test test test test test test test test test junk";
const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

fn killed_while(fault: Fault) {
    let folder = tempfile::tempdir().unwrap();
    let genesis = repository("tests/recordings/genesis.json");
    let practice = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--on-demand"]);
    let home = folder.path().join("wallet");
    let at = |node: String| Cli {
        home: home.clone(),
        network: "testnet",
        node,
    };
    let direct = at(practice.url());
    assert_eq!(direct.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));

    let proxy = Proxy::start(practice.address(), fault);
    let intent = json!({ "account": ALICE, "action": "createStake", "candidate": "delegate0", "amount": "1000 IOTX",
                         "duration": 91, "locked": true });
    let mut submitting = at(proxy.url()).spawn(&["submit", "-", "--yes"], &intent.to_string());
    proxy.wait_for_transaction();
    submitting.kill().unwrap();
    submitting.wait().unwrap();

    // After the restart the wallet sends the same bytes again if need be; blocks are made meanwhile.
    let waiting = direct.spawn(&["status", "--wait"], "");
    for _ in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(100));
        practice.mine();
        if practice.ask("eth_getTransactionCount", json!([ALICE, "latest"])) != "0x0" {
            break;
        }
    }
    practice.mine();
    let status = waiting.wait_with_output().unwrap();
    let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
    let submissions = status["submissions"].as_array().unwrap();
    assert_eq!(submissions.len(), 1);
    assert_eq!(submissions[0]["state"], "final", "{submissions:?}");

    assert_eq!(practice.ask("eth_getTransactionCount", json!([ALICE, "latest"])), "0x1");
    let buckets = direct.run(&["buckets", ALICE], "").json();
    assert_eq!(buckets["rows"]["value"].as_array().unwrap().len(), 1);
}

#[test]
fn killed_between_signing_and_sending_it_is_sent_once() {
    killed_while(Fault::HoldsTransactions);
}

#[test]
fn killed_between_sending_and_mining_it_is_tracked_and_not_sent_twice() {
    killed_while(Fault::SwallowsAnswers);
}
