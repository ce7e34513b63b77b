//! Several programs on one wallet: one at a time has it open, and no nonce is used twice.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::Command,
    time::Duration,
};

use ballast_tests::{
    programs::{Cli, PHRASE, Practice, Run, program, repository},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

/// A chain that makes blocks by itself, and a wallet that holds alice's keys.
struct World {
    _folder: tempfile::TempDir,
    practice: Practice,
    cli: Cli,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let genesis = repository("tests/recordings/genesis.json");
        let practice = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "0.5"]);
        let cli = Cli {
            home: folder.path().join("wallet"),
            network: "testnet",
            node: practice.url(),
        };
        assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
        Self {
            _folder: folder,
            practice,
            cli,
        }
    }

    fn submit(&self) -> Run {
        self.cli.run(&["submit", "-", "--yes"], &stake())
    }
}

fn stake() -> String {
    json!({ "account": ALICE, "action": "createStake", "candidate": "delegate1", "amount": "1000 IOTX",
            "duration": 91, "locked": true })
    .to_string()
}

#[test]
fn two_programs_on_one_wallet_take_turns_and_no_nonce_is_used_twice() {
    let world = World::new();
    let proxy = Proxy::start(world.practice.address(), Fault::HoldsTransactions);
    let held_up = Cli {
        home: world.cli.home.clone(),
        network: "testnet",
        node: proxy.url(),
    };
    let mut first = held_up.spawn(&["submit", "-", "--yes"], &stake());
    proxy.wait_for_transaction();

    for args in [
        &["submit", "-", "--yes"][..],
        &["propose", "-"],
        &["status"],
        &["accounts"],
    ] {
        let second = world.cli.run(args, &stake());
        assert_eq!(second.code, Some(1), "{}", second.out);
        let failure = second.json();
        assert_eq!(failure["code"], "wallet.in-use");
        let holder = format!("ballast-cli (process {})", first.id());
        assert!(failure["sentence"].as_str().unwrap().contains(&holder), "{failure}");
    }
    // What needs no wallet is in nobody's way.
    for args in [
        &["delegates"][..],
        &["buckets", ALICE],
        &["weight", "--amount", "1000", "--days", "91"],
    ] {
        let run = world.cli.run(args, "");
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.err);
    }

    // However the first one ends, the second goes on where it was.
    first.kill().unwrap();
    first.wait().unwrap();
    let second = world.submit();
    assert_eq!(second.code, Some(0), "{} {}", second.out, second.err);
    let status = world.cli.run(&["status", "--wait"], "").json();
    let own = |field: &str| -> Vec<_> {
        status["submissions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s[field].clone())
            .collect()
    };
    assert_eq!(own("nonce"), [1, 0]);
    assert_eq!(own("state"), ["final", "final"]);
    let count = world.practice.ask("eth_getTransactionCount", json!([ALICE, "latest"]));
    assert_eq!(count, "0x2");
}

#[test]
fn programs_that_start_at_once_use_no_nonce_twice() {
    let world = World::new();
    let racing: Vec<_> = (0..3)
        .map(|_| world.cli.spawn(&["submit", "-", "--yes"], &stake()))
        .collect();
    let mut done = 0;
    for one in racing {
        let output = one.wait_with_output().unwrap();
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        match output.status.code() {
            Some(0) => done += 1,
            _ => assert_eq!(answer["code"], "wallet.in-use", "{answer}"),
        }
    }
    assert!(done >= 1);
    let status = world.cli.run(&["status"], "").json();
    let mut nonces: Vec<_> = status["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["nonce"].as_u64().unwrap())
        .collect();
    nonces.sort_unstable();
    assert_eq!(nonces, (0..done).collect::<Vec<u64>>());
    let count = world.practice.ask("eth_getTransactionCount", json!([ALICE, "latest"]));
    assert_eq!(count, format!("{done:#x}"));
}

#[test]
fn reading_leaves_no_trace_and_two_chains_do_not_share_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("chain");
    let practice = Practice::start(&["--on-demand", "--data", data.to_str().unwrap()]);
    let cli = Cli {
        home: folder.path().join("wallet"),
        network: "practice",
        node: practice.url(),
    };
    assert_eq!(cli.run(&["delegates"], "").code, Some(0));
    assert!(!cli.home.exists());
    let second = std::process::Command::new(program("ballast-cli"))
        .args(["practice", "--on-demand", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&second.stderr).contains("wallet.in-use"),
        "{second:?}"
    );
}

/// Who rings, within half a minute.
fn rings(window: &TcpListener) -> TcpStream {
    window.set_nonblocking(true).unwrap();
    for _ in 0..300 {
        if let Ok((caller, _)) = window.accept() {
            caller.set_nonblocking(false).unwrap();
            return caller;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("nobody rang");
}

/// The window's part is played here: a window of its own needs a display (`window_begin.rs`).
#[test]
fn a_second_start_of_the_window_rings_and_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    std::fs::create_dir(&home).unwrap();
    let lock = std::fs::File::create(home.join("ballast.lock")).unwrap();
    lock.try_lock().unwrap();
    let window = TcpListener::bind("127.0.0.1:0").unwrap();
    let word = "0123456789abcdef0123456789abcdef";
    let answer = "fedcba9876543210fedcba9876543210";
    let bell = format!("{} {word} {answer}\n", window.local_addr().unwrap().port());
    std::fs::write(home.join("ballast.bell"), bell).unwrap();

    let elsewhere = folder.path().join("elsewhere");
    let mut named = Command::new(program("ballast"));
    named.env("BALLAST_HOME", &elsewhere).arg("--home").arg(&home);
    let mut by_environment = Command::new(program("ballast"));
    by_environment.env("BALLAST_HOME", &home);
    for mut second in [named, by_environment] {
        let second = second
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("a built program can be started");
        let mut caller = rings(&window);
        let mut said = [0; 32];
        caller.read_exact(&mut said).unwrap();
        assert_eq!(said, *word.as_bytes());
        caller.write_all(answer.as_bytes()).unwrap();
        let ended = second.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0));
        assert_eq!(
            String::from_utf8_lossy(&ended.stdout),
            "Ballast is open already; its window comes to the front.\n"
        );
    }
    assert!(!elsewhere.exists());

    // The command line uses a profile that the window has not open.
    let cli = Cli {
        home,
        network: "testnet",
        node: "http://127.0.0.1:9/".into(),
    };
    let listed = cli.run(&["accounts"], "");
    assert_eq!(listed.code, Some(0), "{} {}", listed.out, listed.err);
}
