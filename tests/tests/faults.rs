//! Nodes that are down, slow, of another chain, or talk nonsense: a clear sentence each, and nothing hangs.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::time::{Duration, Instant};

use ballast_tests::{
    programs::{Cli, PHRASE, Practice, Run, repository},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

fn practice() -> Practice {
    let genesis = repository("tests/recordings/genesis.json");
    Practice::start(&["--genesis", genesis.to_str().unwrap(), "--on-demand"])
}

/// Asks for the delegates through the fault, and expects this code and this in the sentence.
fn expect(node: String, network: &'static str, code: &str, words: &str) {
    let folder = tempfile::tempdir().unwrap();
    let cli = Cli {
        home: folder.path().join("wallet"),
        network,
        node,
    };
    let run = cli.run(&["delegates"], "");
    assert_eq!(run.code, Some(1), "{}", run.out);
    let failure = run.json();
    assert_eq!(failure["code"], code, "{failure}");
    let sentence = failure["sentence"].as_str().unwrap();
    assert!(sentence.contains(words), "{sentence}");
    assert!(sentence.ends_with('.'), "a whole sentence: {sentence}");
}

#[test]
fn a_node_that_is_down_is_named() {
    expect(
        "http://127.0.0.1:9/".into(),
        "testnet",
        "chain.unreachable",
        "can be reached",
    );
}

#[test]
fn a_node_of_another_chain_is_refused() {
    expect(
        practice().url(),
        "mainnet",
        "chain.wrong_chain",
        "chain 4690 instead of 4689",
    );
}

#[test]
fn a_web_page_is_not_taken_for_an_answer() {
    let practice = practice();
    expect(
        Proxy::start(practice.address(), Fault::Html).url(),
        "testnet",
        "chain.not_json",
        "not JSON",
    );
}

#[test]
fn half_an_answer_is_refused() {
    let practice = practice();
    expect(
        Proxy::start(practice.address(), Fault::Truncates).url(),
        "testnet",
        "chain.cut_off",
        "cut off",
    );
}

#[test]
fn an_answer_of_50_megabytes_is_given_up() {
    let practice = practice();
    expect(
        Proxy::start(practice.address(), Fault::Endless).url(),
        "testnet",
        "chain.too_large",
        "larger than",
    );
}

#[test]
fn a_slow_node_still_serves() {
    let practice = practice();
    let proxy = Proxy::start(practice.address(), Fault::Slow(1));
    let folder = tempfile::tempdir().unwrap();
    let cli = Cli {
        home: folder.path().join("wallet"),
        network: "testnet",
        node: proxy.url(),
    };
    let run = cli.run(&["delegates"], "");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.json()["rows"]["value"].as_array().unwrap().len(), 6);
}

/// A chain, and alice's wallet that knows it through the fault only.
fn behind(fault: Fault, blocks: &[&str]) -> (Practice, Cli, tempfile::TempDir) {
    let genesis = repository("tests/recordings/genesis.json");
    let practice = Practice::start(&[&["--genesis", genesis.to_str().unwrap()], blocks].concat());
    let proxy = Proxy::start(practice.address(), fault);
    let folder = tempfile::tempdir().unwrap();
    let cli = Cli {
        home: folder.path().join("wallet"),
        network: "testnet",
        node: proxy.url(),
    };
    assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
    (practice, cli, folder)
}

/// Stakes 1,000 IOTX through the fault, on a chain that makes blocks by itself.
fn stake_through(fault: Fault, delegate: &str) -> (Run, Practice, Cli, tempfile::TempDir) {
    let (practice, cli, folder) = behind(fault, &["--block-seconds", "0.5"]);
    let intent = json!({ "account": ALICE, "action": "createStake", "candidate": delegate, "amount": "1000 IOTX",
                         "duration": 91, "locked": true });
    let run = cli.run(&["submit", "-", "--yes"], &intent.to_string());
    (run, practice, cli, folder)
}

#[test]
fn a_hash_that_vanishes_ends_as_vanished_and_costs_nothing() {
    let (run, practice, _cli, _folder) = stake_through(Fault::Forgets, "delegate0");
    assert_eq!(run.code, Some(1), "{}", run.err);
    let submission = run.json();
    assert_eq!(submission["state"], "vanished", "{submission}");
    assert!(
        submission["outcome"]["sentence"]
            .as_str()
            .unwrap()
            .contains("nothing was paid")
    );
    assert_eq!(practice.ask("eth_getTransactionCount", json!([ALICE, "latest"])), "0x0");
}

#[test]
fn what_may_have_arrived_is_not_said_to_have_failed_because_it_is_refused_afterwards() {
    let (practice, cli, _folder) = behind(Fault::LosesThenRefuses, &["--on-demand"]);
    let send = json!({ "account": ALICE, "action": "send", "to": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                       "amount": "77 IOTX" });
    // No block comes, so the command is let go with the transaction open; it has been refused by then.
    let run = cli.run(&["submit", "-", "--yes", "--timeout", "8"], &send.to_string());
    assert_eq!(run.code, Some(1), "{} {}", run.out, run.err);
    assert_eq!(run.json()["code"], "submission.unfinished", "{}", run.out);
    practice.mine();
    let status = cli.run(&["status", "--wait"], "").json();
    assert_eq!(status["submissions"][0]["state"], "final", "{status}");
    assert_eq!(practice.ask("eth_getTransactionCount", json!([ALICE, "latest"])), "0x1");
}

#[test]
fn status_0xcd_is_a_failure_with_its_meaning() {
    let (run, practice, _cli, _folder) = stake_through(Fault::Renames, "delegate9");
    assert_eq!(run.code, Some(1), "{}", run.err);
    let submission = run.json();
    assert_eq!(submission["state"], "failed", "{submission}");
    assert_eq!(submission["outcome"]["status"], 205);
    assert_eq!(submission["outcome"]["sentence"], "There is no such delegate.");
    let receipt = practice.ask("eth_getTransactionReceipt", json!([submission["hash"]]));
    assert_eq!(receipt["status"], "0xcd");
}

#[test]
fn what_a_block_lists_is_not_replaced_however_long_its_receipt_is_hidden() {
    let (run, _practice, cli, _folder) = stake_through(Fault::Hides(18), "delegate0");
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    let submission = run.json();
    assert_eq!(
        submission["state"], "final",
        "its nonce is used, and the node's own block says by what"
    );
    assert_eq!(submission["byOneNode"], true, "nobody else was asked: {submission}");
    let people = cli.run_for_people(&["status"], "");
    assert!(people.out.contains("Final, by one node"), "{}", people.out);
}

#[test]
fn what_one_node_takes_and_forgets_is_handed_to_the_other() {
    let genesis = repository("tests/recordings/genesis.json");
    let practice = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "0.5"]);
    let forgetful = Proxy::start(practice.address(), Fault::Forgets);
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("wallet");
    // Nothing beyond this machine is asked.
    let networks = std::fs::read(repository("assets/networks.json")).unwrap();
    let networks: Value = serde_json::from_slice(&networks).unwrap();
    let built_in = networks["testnet"]["endpoints"].as_array().unwrap();
    let left_out: Vec<_> = built_in.iter().map(|e| e["url"].clone()).collect();
    let own = json!([{ "url": forgetful.url() }, { "url": practice.url() }]);
    let choice = json!({ "own": own, "leftOut": left_out, "order": [] });
    std::fs::create_dir_all(&home).unwrap();
    let remembered = json!({ "endpoints": { "Testnet": choice } });
    std::fs::write(home.join("ballast.json"), remembered.to_string()).unwrap();
    let cli = Cli {
        home,
        network: "testnet",
        node: String::new(),
    };
    assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
    let send = json!({ "account": ALICE, "action": "send", "to": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                       "amount": "77 IOTX" });
    let run = cli.run(&["submit", "-", "--yes"], &send.to_string());
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    let submission = run.json();
    assert_eq!(
        (&submission["state"], &submission["byOneNode"]),
        (&json!("final"), &json!(false)),
        "{submission}"
    );
    assert!(forgetful.transactions() >= 2, "it was the first to be asked");
    assert_eq!(practice.ask("eth_getTransactionCount", json!([ALICE, "latest"])), "0x1");
}

/// Submits through a node that never answers the transaction, and expects to be let go in time and told what stands.
fn expect_to_be_let_go(fault: Fault, extra: &[&str]) {
    let genesis = repository("tests/recordings/genesis.json");
    let practice = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "0.5"]);
    let folder = tempfile::tempdir().unwrap();
    let at = |node: String| Cli {
        home: folder.path().join("wallet"),
        network: "testnet",
        node,
    };
    let direct = at(practice.url());
    assert_eq!(direct.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
    let proxy = Proxy::start(practice.address(), fault);
    let intent = json!({ "account": ALICE, "action": "createStake", "candidate": "delegate0", "amount": "1000 IOTX",
                         "duration": 91, "locked": true });
    let args = [&["submit", "-", "--yes", "--timeout", "3"], extra].concat();
    let started = Instant::now();
    let run = at(proxy.url()).run(&args, &intent.to_string());
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
    assert_eq!(run.code, Some(1), "{} {}", run.out, run.err);
    let failure = run.json();
    assert_eq!(failure["code"], "submission.unfinished", "{failure}");
    let (sentence, help) = (failure["sentence"].as_str().unwrap(), failure["help"].as_str().unwrap());
    assert!(sentence.contains("stands in the store"), "{sentence}");
    assert!(help.contains("status --wait"), "{help}");

    // It told the truth: the next start, with a node that lives, finishes it.
    let status = direct.run(&["status", "--wait"], "").json();
    let submission = &status["submissions"][0];
    assert_eq!(submission["state"], "final", "{submission}");
    assert!(sentence.contains(submission["hash"].as_str().unwrap()), "{sentence}");
    assert_eq!(practice.ask("eth_getTransactionCount", json!([ALICE, "latest"])), "0x1");
}

#[test]
fn a_node_that_dies_while_it_is_waited_for_does_not_hold_the_command_line() {
    expect_to_be_let_go(Fault::Dies, &[]);
}

#[test]
fn a_node_that_hangs_does_not_hold_the_command_line() {
    expect_to_be_let_go(Fault::HoldsTransactions, &[]);
}

#[test]
fn not_waiting_for_the_chain_is_not_taken_for_sent() {
    expect_to_be_let_go(Fault::Dies, &["--no-wait"]);
}

#[test]
fn what_the_wallet_knows_itself_shows_without_a_node() {
    let folder = tempfile::tempdir().unwrap();
    let cli = Cli {
        home: folder.path().join("wallet"),
        network: "testnet",
        node: "http://127.0.0.1:9/".into(),
    };
    assert_eq!(cli.run(&["accounts", "watch", ALICE], "").code, Some(0));
    let run = cli.run(&["status"], "");
    assert_eq!(run.code, Some(1));
    let status = run.json();
    assert_eq!(status["failure"]["code"], "chain.unreachable");
    assert_eq!(status["status"]["accounts"][0]["address"], ALICE);
    assert_eq!(status["submissions"], json!([]));
}
