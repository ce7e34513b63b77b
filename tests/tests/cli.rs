//! The command line as a person or a script uses it, against a practice network in a process of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::{
    programs::{Cli, PASSWORD, PHRASE, Practice, program, repository},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

struct World {
    _folder: tempfile::TempDir,
    practice: Practice,
    cli: Cli,
}

impl World {
    /// A chain with the recordings' genesis, and a wallet that holds alice's keys.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let genesis = repository("tests/recordings/genesis.json");
        let practice = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "0.5"]);
        let cli = Cli {
            home: folder.path().join("wallet"),
            network: "testnet",
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

    fn intent(&self, command: &str, intent: &Value) -> ballast_tests::programs::Run {
        let args: &[&str] = if command == "submit" {
            &["submit", "-", "--yes"]
        } else {
            &["propose", "-"]
        };
        self.cli.run(args, &intent.to_string())
    }
}

fn stake(candidate: &str, amount: &str, days: u32) -> Value {
    json!({ "account": ALICE, "action": "createStake", "candidate": candidate, "amount": format!("{amount} IOTX"),
            "duration": days, "locked": true })
}

#[test]
fn all_recorded_weights_are_equal() {
    let cases = repository("crates/domain/tests/data/vote-weight.json");
    let run = std::process::Command::new(program("ballast-cli"))
        .args(["weight", "--cases"])
        .arg(cases)
        .output()
        .unwrap();
    assert!(run.status.success());
    assert_eq!(
        String::from_utf8(run.stdout).unwrap().lines().last(),
        Some("400 of 400 equal")
    );
}

#[test]
fn wrong_usage_exits_with_2_and_a_bad_address_with_1() {
    let cli = program("ballast-cli");
    let code = |args: &[&str]| {
        std::process::Command::new(&cli)
            .args(args)
            .output()
            .unwrap()
            .status
            .code()
    };
    assert_eq!(code(&["weight"]), Some(2));
    assert_eq!(code(&["nonsense"]), Some(2));
    assert_eq!(code(&["weight", "--amount", "ten", "--days", "7"]), Some(2));
    assert_eq!(code(&["practice", "--block-seconds", "0"]), Some(2));
    let home = tempfile::tempdir().unwrap();
    for wrong in [
        "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92267",
        "io1qnpz47hx5q6r3w876axtrn6yz95d70cjl35r54",
    ] {
        let args = ["--home", home.path().to_str().unwrap(), "buckets", wrong];
        assert_eq!(code(&args), Some(1), "{wrong}");
    }
}

#[test]
fn import_finds_the_used_accounts_of_all_paths() {
    let world = World::new();
    let accounts = world.cli.run(&["accounts"], "").json();
    let paths: Vec<_> = accounts
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        paths[0], "m/44'/304'/0'/0/0",
        "the first of IoTeX's own path is always there"
    );
    assert!(
        paths.contains(&"m/44'/60'/0'/0/0") && paths.contains(&"m/44'/60'/0'/0/5"),
        "{paths:?}"
    );
    assert!(accounts.as_array().unwrap().iter().any(|a| a["address"] == ALICE));
}

#[test]
fn what_breaks_a_rule_is_refused_with_the_rule_and_what_would_help() {
    let world = World::new();
    for (intent, rule) in [
        (stake("delegate0", "99.999", 91), "stake.min-amount"),
        (stake("delegate0", "100", 1051), "stake.max-duration"),
        (stake("nosuchname", "100", 91), "delegate.unknown"),
        (stake("NOT A NAME", "100", 91), "delegate.name-form"),
        (stake("delegate0", "100000000", 91), "balance.too-low"),
        (
            json!({ "account": ALICE, "action": "unstake", "bucket": 0 }),
            "bucket.not-owner",
        ),
        (
            json!({ "account": ALICE, "action": "unstake", "bucket": 999 }),
            "bucket.unknown",
        ),
    ] {
        let run = world.intent("propose", &intent);
        assert_eq!(run.code, Some(1), "{intent}: {}", run.err);
        let proposal = run.json();
        assert_eq!(proposal["warnings"][0]["rule"], rule, "{intent}");
        assert!(!proposal["warnings"][0]["help"].as_str().unwrap().is_empty());
        assert_eq!(proposal["transactions"], json!([]));
    }
}

#[test]
fn a_stake_goes_the_whole_road_and_shows() {
    let world = World::new();
    let proposal = world.intent("propose", &stake("delegate1", "1000", 91)).json();
    assert_eq!(proposal["transactions"][0]["gasLimit"], 10_000);
    assert_eq!(proposal["transactions"][0]["reencoded"], true);

    let run = world.intent("submit", &stake("delegate1", "1000", 91));
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    let submission = run.json();
    assert_eq!(submission["state"], "final");
    assert_eq!(submission["outcome"]["kind"], "asProposed");

    let buckets = world.cli.run(&["buckets", ALICE], "").json();
    let bucket = &buckets["rows"]["value"][0];
    assert_eq!(bucket["delegate"], "delegate1");
    assert_eq!(bucket["votes"], "1285430136654545529850");
    let receipt = world
        .practice
        .ask("eth_getTransactionReceipt", json!([submission["hash"]]));
    assert_eq!(receipt["status"], "0x1");
}

#[test]
fn a_claim_is_proposed_from_what_the_node_owes() {
    let world = World::new();
    let reward = "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C";
    world.practice.ask("practice_mine", json!([{ "blocks": 45 }]));
    let claim = |amount: &str| json!({ "account": reward, "action": "claim", "amount": format!("{amount} IOTX") });
    let run = world.intent("propose", &claim("1"));
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    assert_eq!(run.json()["transactions"][0]["method"], "claim");
    let run = world.intent("propose", &claim("1000000"));
    assert_eq!(run.json()["warnings"][0]["rule"], "rewards.claim-too-much");
    let mut for_other = claim("1");
    for_other["action"] = json!("claimFor");
    for_other["address"] = json!(reward);
    for_other["account"] = json!(ALICE);
    let run = world.intent("propose", &for_other);
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
}

#[test]
fn a_leaving_delegate_is_a_caution_and_an_old_hand_may_go_on() {
    let practice = Practice::start(&["--on-demand"]);
    let folder = tempfile::tempdir().unwrap();
    let cli = Cli {
        home: folder.path().join("wallet"),
        network: "practice",
        node: practice.url(),
    };
    let delegates = cli.run(&["delegates"], "").json();
    let rows = delegates["rows"]["value"].as_array().unwrap();
    assert_eq!(rows.len(), 40);
    let leaving = rows
        .iter()
        .find(|d| d["status"] == "leaving")
        .expect("one delegate of the practice network leaves");

    assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
    let account = cli.run(&["accounts"], "").json()[0]["address"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(cli.run(&["accounts", "fund", &account], "").code, Some(0));
    let mut intent = stake(leaving["name"].as_str().unwrap(), "100", 0);
    intent["account"] = json!(account);
    let run = cli.run(&["propose", "-"], &intent.to_string());
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    let warnings = run.json()["warnings"].clone();
    assert_eq!(warnings[0]["rule"], "delegate.leaving");
    assert_eq!(warnings[0]["severity"], "caution");
}

#[test]
fn a_wrong_password_signs_nothing() {
    let world = World::new();
    let wrong = Cli {
        home: world.cli.home.clone(),
        network: "testnet",
        node: world.cli.node.clone(),
    };
    let output = std::process::Command::new("sh")
        .args(["-c", "printf wrong-password | { exec 3<&0; \"$@\" 3<&3; }", "sh"])
        .arg(program("ballast-cli"))
        .args([
            "--json",
            "--network",
            "testnet",
            "--node",
            &wrong.node,
            "--password-fd",
            "3",
            "--home",
        ])
        .arg(&wrong.home)
        .args(["submit", "--yes"])
        .arg(write_intent(&world, &stake("delegate1", "1000", 91)))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("vault.wrong-password"),
        "{output:?}"
    );
    assert_eq!(
        world.practice.ask("eth_getTransactionCount", json!([ALICE, "latest"])),
        "0x0"
    );
}

fn write_intent(world: &World, intent: &Value) -> std::path::PathBuf {
    let path = world.cli.home.with_extension("intent.json");
    std::fs::write(&path, intent.to_string()).unwrap();
    path
}

/// Where the system lets a parent look into its child's memory.
#[cfg(target_os = "linux")]
#[test]
fn a_password_is_nowhere_in_memory_once_it_has_opened_the_vault() {
    use std::os::unix::fs::FileExt;

    let world = World::new();
    let proxy = Proxy::start(world.practice.address(), Fault::HoldsTransactions);
    let held_up = Cli {
        node: proxy.url(),
        home: world.cli.home.clone(),
        network: "testnet",
    };
    let mut running = held_up.spawn(&["submit", "-", "--yes"], &stake("delegate1", "1000", 91).to_string());
    proxy.wait_for_transaction();
    let of = |file: &str| format!("/proc/{}/{file}", running.id());
    let (maps, memory) = (std::fs::read_to_string(of("maps")), std::fs::File::open(of("mem")));
    let (maps, memory) = (maps.unwrap(), memory.unwrap());
    let (mut found, mut looked_at, mut sees) = (0, 0, false);
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        let bounds = [from, to].map(|hex| u64::from_str_radix(hex, 16).unwrap());
        let mut bytes = vec![0; (bounds[1] - bounds[0]) as usize];
        // Some regions are the kernel's own.
        if memory.read_exact_at(&mut bytes, bounds[0]).is_ok() {
            looked_at += bytes.len();
            found += memmem(&bytes, PASSWORD.as_bytes());
            sees |= memmem(&bytes, b"delegate1") > 0;
        }
    }
    running.kill().unwrap();
    running.wait().unwrap();
    assert!(sees && looked_at > 1 << 20, "the memory was not really looked at");
    assert_eq!(found, 0, "copies of the password in memory");
}

#[cfg(target_os = "linux")]
fn memmem(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).filter(|window| *window == needle).count()
}
