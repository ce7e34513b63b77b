//! kill -9 between signing and sending, and between sending and mining: after a restart there is exactly one
//! transaction, and the wallet knows how it ended. After a long pause nothing is sent unasked.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::time::Duration;

use ballast_tests::{
    programs::{Cli, PHRASE, Practice, Run, program, repository},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

/// A wallet that was killed with a signed stake on its way, and a chain that makes blocks when asked.
struct Killed {
    _folder: tempfile::TempDir,
    practice: Practice,
    /// The wallet, on a node without faults.
    cli: Cli,
}

impl Killed {
    fn during(fault: Fault) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let genesis = repository("tests/recordings/genesis.json");
        let practice = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--on-demand"]);
        let home = folder.path().join("wallet");
        let at = |node: String| Cli {
            home: home.clone(),
            network: "testnet",
            node,
        };
        let cli = at(practice.url());
        assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));

        let proxy = Proxy::start(practice.address(), fault);
        let mut submitting = at(proxy.url()).spawn(&["submit", "-", "--yes"], &stake());
        proxy.wait_for_transaction();
        submitting.kill().unwrap();
        submitting.wait().unwrap();
        Self {
            _folder: folder,
            practice,
            cli,
        }
    }

    /// As if it had been killed this long ago: the store's own time of signing is set back.
    fn minutes_ago(self, minutes: i64) -> Self {
        let store = rusqlite::Connection::open(self.cli.home.join("testnet/store.sqlite")).unwrap();
        let changed = store
            .execute("UPDATE submissions SET created = created - ?1", [minutes * 60_000_000])
            .unwrap();
        assert_eq!(changed, 1);
        self
    }

    fn mined(&self) -> Value {
        self.practice.ask("eth_getTransactionCount", json!([ALICE, "latest"]))
    }

    /// Runs a command while blocks are made, until it ends.
    fn run(&self, args: &[&str], input: &str) -> Run {
        let mut running = self.cli.spawn(args, input);
        while running.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(100));
            self.practice.mine();
        }
        let output = running.wait_with_output().unwrap();
        Run {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn submissions(&self, args: &[&str]) -> Vec<Value> {
        let status = self.run(args, "");
        assert_eq!(status.code, Some(0), "{}", status.err);
        status.json()["submissions"].as_array().unwrap().clone()
    }

    fn expect_one_stake(&self) {
        assert_eq!(self.mined(), "0x1");
        let buckets = self.cli.run(&["buckets", ALICE], "").json();
        assert_eq!(buckets["rows"]["value"].as_array().unwrap().len(), 1);
    }
}

fn stake() -> String {
    stake_of(1000)
}

fn stake_of(iotx: u64) -> String {
    json!({ "account": ALICE, "action": "createStake", "candidate": "delegate0", "amount": format!("{iotx} IOTX"),
            "duration": 91, "locked": true })
    .to_string()
}

fn ends_by_itself(killed: &Killed) {
    // After the restart the wallet sends the same bytes again if need be.
    let submissions = killed.submissions(&["status", "--wait"]);
    assert_eq!(submissions.len(), 1);
    assert_eq!(submissions[0]["state"], "final", "{submissions:?}");
    killed.expect_one_stake();
}

#[test]
fn killed_between_signing_and_sending_it_is_sent_once() {
    ends_by_itself(&Killed::during(Fault::HoldsTransactions));
}

#[test]
fn what_was_signed_nine_minutes_ago_is_still_sent_unasked() {
    ends_by_itself(&Killed::during(Fault::HoldsTransactions).minutes_ago(9));
}

#[test]
fn killed_between_sending_and_mining_it_is_tracked_and_not_sent_twice() {
    ends_by_itself(&Killed::during(Fault::SwallowsAnswers));
}

/// A stake that was signed eleven minutes ago and never sent, and its hash. The wallet has had time to send it, and has
/// not.
fn held() -> (Killed, String) {
    let killed = Killed::during(Fault::HoldsTransactions).minutes_ago(11);
    let submissions = killed.submissions(&["status", "--wait"]);
    assert_eq!(
        (&submissions[0]["state"], &submissions[0]["held"]),
        (&json!("signed"), &json!(true)),
        "what waits for the person is not waited for"
    );
    let hash = submissions[0]["hash"].as_str().unwrap().to_owned();

    // A wallet that stays open does not send it either: nothing new is signed, and the rule says what to do.
    let proposal = killed.run(&["propose", "-"], &stake());
    assert_eq!(proposal.code, Some(1));
    let proposal = proposal.json();
    assert_eq!(proposal["warnings"][0]["rule"], "submission.held");
    assert_eq!(proposal["transactions"], json!([]));
    let mut open = killed.cli.spawn(&["status", "--wait", "--timeout", "1"], "");
    open.wait().unwrap();
    let unlocked = killed.run(&["submit", "-", "--yes"], &stake());
    assert_eq!(unlocked.code, Some(1), "{}", unlocked.err);
    assert_eq!(killed.mined(), "0x0");
    assert_eq!(
        killed
            .practice
            .ask("eth_getTransactionCount", json!([ALICE, "pending"])),
        "0x0"
    );
    (killed, hash)
}

#[test]
fn what_was_signed_long_ago_is_sent_when_the_person_says_so() {
    let (killed, hash) = held();
    let text = std::process::Command::new(program("ballast-cli"))
        .args(["--network", "testnet", "--node", &killed.cli.node, "--home"])
        .arg(&killed.cli.home)
        .arg("status")
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("Signed 11 min ago, never sent"), "{text}");
    assert!(text.contains(&format!("ballast-cli drop {hash}")), "{text}");

    let resumed = killed.run(&["resume", &hash], "");
    assert_eq!(resumed.code, Some(0), "{}", resumed.err);
    assert_eq!(resumed.json()["state"], "final");
    assert_eq!(resumed.json()["hash"], json!(hash), "the same bytes");
    killed.expect_one_stake();
    let again = killed.run(&["resume", &hash], "");
    assert_eq!(again.json()["code"], "submission.not-held");
}

#[test]
fn what_was_dropped_is_never_sent_and_its_nonce_is_used_again() {
    let (killed, hash) = held();
    let dropped = killed.run(&["drop", &hash], "");
    assert_eq!(dropped.code, Some(0), "{}", dropped.err);
    assert_eq!(dropped.json()["state"], "dropped");
    for answer in [["drop", hash.as_str()], ["resume", hash.as_str()]] {
        let late = killed.run(&answer, "");
        assert_eq!(
            (late.code, &late.json()["code"]),
            (Some(1), &json!("submission.not-held"))
        );
    }
    assert_eq!(killed.submissions(&["status", "--wait"])[0]["state"], "dropped");
    assert_eq!(killed.mined(), "0x0");

    let other = killed.run(&["submit", "-", "--yes"], &stake_of(2000));
    assert_eq!(other.code, Some(0), "{} {}", other.out, other.err);
    assert_eq!(
        (&other.json()["state"], &other.json()["nonce"]),
        (&json!("final"), &json!(0))
    );
    let states: Vec<_> = killed
        .submissions(&["status", "--wait"])
        .iter()
        .map(|s| s["state"].clone())
        .collect();
    assert_eq!(states, ["final", "dropped"]);
    killed.expect_one_stake();
}

#[test]
fn what_was_dropped_may_be_wished_again() {
    let (killed, hash) = held();
    assert_eq!(killed.run(&["drop", &hash], "").code, Some(0));
    let again = killed.run(&["submit", "-", "--yes"], &stake());
    assert_eq!(again.code, Some(0), "{} {}", again.out, again.err);
    assert_eq!(again.json()["state"], "final");
    assert_eq!(
        killed.submissions(&["status", "--wait"]).len(),
        1,
        "one transaction, told of once"
    );
    killed.expect_one_stake();
}

#[test]
fn what_a_node_has_after_all_cannot_be_dropped() {
    let killed = Killed::during(Fault::SwallowsAnswers).minutes_ago(11);
    let hash = {
        let pending = killed
            .practice
            .ask("eth_getTransactionCount", json!([ALICE, "pending"]));
        assert_eq!(pending, "0x1", "the node has it, and the wallet does not know");
        let store = rusqlite::Connection::open(killed.cli.home.join("testnet/store.sqlite")).unwrap();
        store
            .query_row("SELECT hash FROM submissions", [], |row| row.get::<_, String>(0))
            .unwrap()
    };
    // No block is made: the transaction stands in the node's pool only.
    let dropped = killed.cli.run(&["drop", &hash], "");
    assert_eq!(dropped.code, Some(1), "{}", dropped.out);
    ends_by_itself(&killed);
}
