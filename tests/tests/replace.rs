//! A transaction that waits is sped up, called off, or sent again when its node forgot it, and the other may be refused: one
//! nonce, one transaction, and the store knows which.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::time::Duration;

use ballast_tests::{
    programs::{Cli, PHRASE, Practice, Run, repository},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

/// A wallet, and a chain that makes blocks when asked.
struct Waiting {
    folder: tempfile::TempDir,
    practice: Practice,
    cli: Cli,
}

fn chain(folder: &std::path::Path) -> Practice {
    let genesis = repository("tests/recordings/genesis.json");
    let data = folder.join("chain");
    Practice::start(&[
        "--genesis",
        genesis.to_str().unwrap(),
        "--on-demand",
        "--data",
        data.to_str().unwrap(),
    ])
}

impl Waiting {
    /// With a stake of 1,000 IOTX that a node has, and no block yet.
    fn new() -> (Self, String) {
        let folder = tempfile::tempdir().unwrap();
        let practice = chain(folder.path());
        let cli = Cli {
            home: folder.path().join("wallet"),
            network: "testnet",
            node: practice.url(),
        };
        assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
        let waiting = Self { folder, practice, cli };
        let sent = waiting.submit(1000);
        assert_eq!(sent["state"], "sent", "{sent}");
        let hash = sent["hash"].as_str().unwrap().to_owned();
        (waiting, hash)
    }

    /// With a stake of 400 IOTX that a node has, which waits for another that was refused.
    fn behind_a_gap() -> (Self, String) {
        let folder = tempfile::tempdir().unwrap();
        let practice = chain(folder.path());
        let proxy = Proxy::start(practice.address(), Fault::RefusesFirst);
        let cli = Cli {
            home: folder.path().join("wallet"),
            network: "testnet",
            node: proxy.url(),
        };
        assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
        let both = format!("[{},{}]", stake(300), stake(400));
        let batch = cli.run(&["batch", "-", "--yes", "--no-wait"], &both);
        let items = batch.json()["items"].clone();
        assert_eq!(
            (&items[0]["state"], &items[1]["state"]),
            (&json!("failed"), &json!("sent")),
            "{} {}",
            batch.out,
            batch.err
        );
        let second = items[1]["hash"].as_str().unwrap().to_owned();
        (Self { folder, practice, cli }, second)
    }

    fn submit(&self, iotx: u64) -> Value {
        let run = self.cli.run(&["submit", "-", "--yes", "--no-wait"], &stake(iotx));
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.json()
    }

    /// Runs a command while blocks are made, until it ends.
    fn while_mining(&self, args: &[&str]) -> Run {
        let mut running = self.cli.spawn(args, "");
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

    /// State by hash, of all own submissions once they are over.
    fn ends(&self) -> Vec<(String, String)> {
        let status = self.while_mining(&["status", "--wait"]);
        assert_eq!(status.code, Some(0), "{}", status.err);
        let status = status.json();
        let all = status["submissions"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        all.map(|s| (text(&s["hash"]), text(&s["state"]))).collect()
    }

    fn state_of(&self, hash: &str) -> String {
        let found = self.ends().into_iter().find(|(of, _)| of == hash);
        found.map(|(_, state)| state).unwrap()
    }

    fn buckets(&self) -> usize {
        let buckets = self.cli.run(&["buckets", ALICE], "").json();
        buckets["rows"]["value"].as_array().unwrap().len()
    }

    fn nonce(&self) -> Value {
        self.practice.ask("eth_getTransactionCount", json!([ALICE, "latest"]))
    }
}

fn stake(iotx: u64) -> String {
    json!({ "account": ALICE, "action": "createStake", "candidate": "delegate0", "amount": format!("{iotx} IOTX"),
            "duration": 91, "locked": true })
    .to_string()
}

#[test]
fn sped_up_it_is_mined_once_for_the_higher_price() {
    let (waiting, first) = Waiting::new();
    let run = waiting.cli.run(&["speed-up", &first, "--yes", "--no-wait"], "");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let second = run.json();
    assert_eq!((&second["nonce"], &second["state"]), (&json!(0), &json!("sent")));
    let second = second["hash"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    assert_eq!(
        waiting.practice.ask("eth_getTransactionByHash", json!([first])),
        Value::Null
    );
    assert_eq!(waiting.state_of(&second), "final");
    assert_eq!(waiting.state_of(&first), "replaced");
    assert_eq!((waiting.buckets(), waiting.nonce()), (1, json!("0x1")));
}

#[test]
fn what_is_under_way_is_not_spent_twice() {
    let (waiting, _) = Waiting::new();
    let has = waiting.practice.ask("eth_getBalance", json!([ALICE, "latest"]));
    let has = u128::from_str_radix(has.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
    let most = (has / 10u128.pow(18)) as u64;
    waiting.submit(most * 6 / 10);
    let again = waiting.cli.run(&["propose", "-"], &stake(most * 6 / 10)).json();
    let blocks = again["warnings"].as_array().unwrap();
    assert_eq!(blocks[0]["rule"], "money.under-way", "{again}");
    assert_eq!(again["transactions"], json!([]), "{again}");
    // Nothing of this batch brings the money.
    let batch = format!("[{},{}]", stake(100), stake(most * 6 / 10));
    let batch = waiting.cli.run(&["batch", "-", "--yes", "--no-wait"], &batch).json();
    assert_eq!(batch["refused"][0]["warnings"][0]["rule"], "money.under-way", "{batch}");
    assert_eq!(batch["refused"].as_array().unwrap().len(), 1, "{batch}");
    // What is left may still be staked.
    let little = waiting.cli.run(&["propose", "-"], &stake(most / 10)).json();
    assert_eq!(little["transactions"].as_array().unwrap().len(), 1, "{little}");
}

#[test]
fn what_is_under_way_already_is_said_before_it_is_signed_again() {
    let (waiting, first) = Waiting::new();
    let rules = |iotx| {
        let proposal = waiting.cli.run(&["propose", "-"], &stake(iotx)).json();
        let warnings = proposal["warnings"].as_array().unwrap();
        warnings
            .iter()
            .map(|w| w["rule"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let same = "submission.same-under-way".to_owned();
    assert!(rules(1000).contains(&same) && !rules(2000).contains(&same));
    assert_eq!(waiting.state_of(&first), "final");
    assert!(!rules(1000).contains(&same), "it is done, and may be wished again");
}

#[test]
fn what_takes_the_place_of_a_batchs_item_belongs_to_the_batch() {
    let (waiting, _) = Waiting::new();
    let intents = format!("[{},{}]", stake(200), stake(300));
    let sent = waiting.cli.run(&["batch", "-", "--yes", "--no-wait"], &intents);
    assert_eq!(sent.code, Some(0), "{}", sent.err);
    let items = waiting.cli.run(&["status"], "").json();
    let of_batch = |all: &Value| -> Vec<Value> {
        let all = all["submissions"].as_array().unwrap().iter();
        all.filter(|s| !s["batch"].is_null()).cloned().collect()
    };
    let made = of_batch(&items);
    let hash = made[0]["hash"].as_str().unwrap();
    let sped = waiting.cli.run(&["speed-up", hash, "--yes", "--no-wait"], "").json();
    assert_eq!(sped["batch"], made[0]["batch"], "{sped}");
    assert_eq!(
        (made.len(), of_batch(&waiting.cli.run(&["status"], "").json()).len()),
        (2, 3)
    );
}

#[test]
fn called_off_it_does_nothing_and_its_nonce_is_used() {
    let (waiting, first) = Waiting::new();
    let run = waiting.cli.run(&["cancel", &first, "--yes", "--no-wait"], "");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let second = run.json()["hash"].as_str().unwrap().to_owned();
    assert_eq!(waiting.state_of(&second), "final");
    assert_eq!(waiting.state_of(&first), "replaced");
    assert_eq!((waiting.buckets(), waiting.nonce()), (0, json!("0x1")));
    let history = waiting.cli.run(&["history", "--search", &second], "").json();
    let said = history[0]["sentence"].as_str().unwrap();
    assert!(
        said.starts_with("Cancel: Lock 1") && said.ends_with("only the fee was paid."),
        "{said}"
    );
}

#[test]
fn what_is_in_a_block_can_neither_be_sped_up_nor_called_off() {
    let (waiting, first) = Waiting::new();
    waiting.practice.mine();
    for how in ["speed-up", "cancel"] {
        let run = waiting.cli.run(&[how, &first, "--yes"], "");
        assert_eq!(run.code, Some(1), "{}", run.out);
        assert!(run.err.contains("submission.not-waiting"), "{}", run.err);
    }
    assert_eq!(waiting.state_of(&first), "final");
}

#[test]
fn the_first_of_three_in_flight_is_sped_up_and_all_three_are_done_in_order() {
    let (waiting, first) = Waiting::new();
    let others = [waiting.submit(2000), waiting.submit(3000)];
    assert_eq!([&others[0]["nonce"], &others[1]["nonce"]], [&json!(1), &json!(2)]);
    let run = waiting.cli.run(&["speed-up", &first, "--yes", "--no-wait"], "");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let ends = waiting.ends();
    let done = ends.iter().filter(|(_, state)| state == "final").count();
    assert_eq!((ends.len(), done), (4, 3), "{ends:?}");
    assert_eq!((waiting.buckets(), waiting.nonce()), (3, json!("0x3")));
}

#[test]
fn what_a_node_forgot_is_sent_to_it_again() {
    let (mut waiting, first) = Waiting::new();
    // A node that is started anew knows its chain and nothing of what waited.
    waiting.practice = {
        let folder = waiting.folder.path();
        let address = waiting.practice.address();
        drop(std::mem::replace(
            &mut waiting.practice,
            Practice::start(&["--on-demand"]),
        ));
        let pool = folder.join("chain/pool.json");
        if pool.exists() {
            std::fs::remove_file(&pool).unwrap();
        }
        let again = chain(folder);
        assert_ne!(again.address(), address);
        again
    };
    waiting.cli.node = waiting.practice.url();
    assert_eq!(
        waiting.practice.ask("eth_getTransactionByHash", json!([first])),
        Value::Null
    );
    assert_eq!(waiting.state_of(&first), "final");
    assert_eq!((waiting.buckets(), waiting.nonce()), (1, json!("0x1")));
}

#[test]
fn a_replacement_that_is_refused_leaves_the_first_one_waiting() {
    let (mut waiting, first) = Waiting::new();
    waiting.cli.node = Proxy::start(waiting.practice.address(), Fault::Refuses).url();
    let sped = waiting.cli.run(&["speed-up", &first, "--yes", "--no-wait"], "");
    let refused = sped.json();
    assert_eq!((sped.code, &refused["state"]), (Some(1), &json!("failed")), "{refused}");

    waiting.cli.node = waiting.practice.url();
    let status = waiting.cli.run(&["status"], "").json();
    let all = status["submissions"].as_array().unwrap();
    let still = all.iter().find(|s| s["hash"] == json!(first)).unwrap();
    assert_eq!((&still["state"], &still["replacedBy"]), (&json!("sent"), &Value::Null));
    assert_eq!(waiting.state_of(&first), "final");
    assert_eq!(waiting.nonce(), json!("0x1"));
}

#[test]
fn a_replacement_that_the_account_cannot_pay_is_refused_before_it_is_signed() {
    let (waiting, _) = Waiting::new();
    // What is left after both at their prices is a thousandth IOTX; the higher price takes two and a half.
    let left = waiting.practice.ask("eth_getBalance", json!([ALICE, "latest"]));
    let left = u128::from_str_radix(left.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
    let most = left - 1_000 * 10u128.pow(18) - 41 * 10u128.pow(15);
    let send = json!({ "account": ALICE, "action": "send", "to": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                       "amount": format!("{most} Rau") });
    let sent = waiting
        .cli
        .run(&["submit", "-", "--yes", "--no-wait"], &send.to_string());
    assert_eq!(sent.code, Some(0), "{}", sent.err);
    let second = sent.json()["hash"].as_str().unwrap().to_owned();
    let sped = waiting.cli.run(&["speed-up", &second, "--yes", "--no-wait"], "");
    let refused = sped.json();
    assert_eq!(sped.code, Some(1), "{refused}");
    assert_eq!(refused["warnings"][0]["rule"], "send.balance", "{refused}");
    assert_eq!(waiting.state_of(&second), "final");
    assert_eq!(waiting.nonce(), json!("0x2"));
}

#[test]
fn a_gap_is_filled_and_what_waits_behind_it_goes_on() {
    let (waiting, second) = Waiting::behind_a_gap();
    let run = waiting.cli.run(&["fill-gap", &second, "--yes", "--no-wait"], "");
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    let fill = run.json();
    assert_eq!((&fill["nonce"], &fill["state"]), (&json!(0), &json!("sent")), "{fill}");
    assert!(fill["sentence"].as_str().unwrap().contains("Fill the gap at nonce 0"));
    assert_eq!(waiting.state_of(&second), "final");
    assert_eq!((waiting.buckets(), waiting.nonce()), (1, json!("0x2")));
    let again = waiting.cli.run(&["fill-gap", &second, "--yes"], "");
    assert_eq!(again.code, Some(1), "{}", again.out);
    let said = format!("{}{}", again.out, again.err);
    assert!(said.contains("nonce.no-gap"), "{said}");
}

#[test]
fn what_waits_behind_a_gap_is_called_off_and_does_nothing_once_the_gap_is_filled() {
    let (waiting, second) = Waiting::behind_a_gap();
    let run = waiting.cli.run(&["cancel", &second, "--yes", "--no-wait"], "");
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    let cancel = run.json()["hash"].as_str().unwrap().to_owned();
    let fill = waiting.cli.run(&["fill-gap", &cancel, "--yes", "--no-wait"], "");
    assert_eq!(fill.code, Some(0), "{} {}", fill.out, fill.err);
    assert_eq!(waiting.state_of(&second), "replaced");
    assert_eq!((waiting.buckets(), waiting.nonce()), (0, json!("0x2")));
}
