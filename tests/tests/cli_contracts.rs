//! The contracts of a network on the command line: shown, given by a file, used for one run, and refused by name.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::PathBuf;

use ballast_tests::programs::{Cli, Practice, Run, repository};
use serde_json::{Value, json};

const CHAIN: &str = "4711";
/// Where the contracts for bucket NFTs of the recordings' genesis stand.
const STANDING: [&str; 3] = [
    "0x0116686E2291dbd5e317F47faDBFb43B599786Ef",
    "0x9bAaB117304f7D6517048e371025dB8f89a8DbE5",
    "0x1Eb835EB7BEEEE9E6bbFe08F16a2d2eF668204bd",
];
const NOWHERE: &str = "0x7777777777777777777777777777777777777777";

/// A chain whose contracts nobody knows, and a wallet that has it as a network.
struct World {
    folder: tempfile::TempDir,
    node: Practice,
}

impl World {
    fn new() -> Self {
        let genesis = repository("tests/recordings/genesis.json");
        let genesis = genesis.to_str().unwrap();
        let node = Practice::start(&["--genesis", genesis, "--chain-id", CHAIN, "--block-seconds", "0.3"]);
        let folder = tempfile::tempdir().unwrap();
        let world = Self { folder, node };
        let added = world.run(&["network", "add", &world.node.url(), "--name", "Mine"]);
        assert_eq!(added.code, Some(0), "{} {}", added.out, added.err);
        world
    }

    fn cli(&self, network: &'static str, node: &str) -> Cli {
        Cli {
            home: self.folder.path().join("wallet"),
            network,
            node: node.to_owned(),
        }
    }

    fn run(&self, args: &[&str]) -> Run {
        self.cli("own:4711", "").run(args, "")
    }

    fn done(&self, args: &[&str]) -> Value {
        let run = self.run(args);
        assert_eq!(run.code, Some(0), "{args:?}: {} {}", run.out, run.err);
        run.json()
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path: PathBuf = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

fn staking() -> Value {
    json!({ "v1": STANDING[0], "v2": STANDING[1], "v3": STANDING[2] })
}

#[test]
fn contracts_are_shown_given_by_a_file_and_forgotten() {
    let world = World::new();
    let show = ["network", "contracts", "show"];
    let none = world.done(&show);
    assert_eq!(
        (&none["given"], &none["contracts"]["staking"]),
        (&Value::Null, &json!({}))
    );
    assert_eq!(none["chainId"], 4711);
    let said = world.cli("own:4711", "").run_for_people(&show, "");
    assert_eq!(said.out.trim(), "No contract is known on chain 4711.");

    let content = json!({ "chainId": 4711, "staking": staking() }).to_string();
    let file = world.file("contracts.json", &content);
    // For one run, beside whatever the command is.
    let once = world.done(&["network", "contracts", "show", "--contracts", &file]);
    assert_eq!(once["given"]["staking"], staking());
    assert_eq!(world.done(&show)["given"], Value::Null, "it was for that run alone");

    let given = world.done(&["network", "contracts", &file]);
    assert_eq!(given["contracts"]["staking"], staking());
    assert_eq!(world.done(&show), given, "it is kept");
    let listed = world.done(&["network"]);
    assert_eq!(listed[3]["network"]["own"]["contracts"], json!(STANDING), "{listed}");
    let said = world.cli("own:4711", "").run_for_people(&show, "");
    let line = said.out.lines().find(|line| line.starts_with("staking.v2")).unwrap();
    assert!(line.contains(STANDING[1]) && line.ends_with("your file"), "{line}");

    let forgotten = world.done(&["network", "contracts", "forget"]);
    assert_eq!(forgotten, none);
}

#[test]
fn what_is_wrong_with_a_file_is_said_by_its_name_and_nothing_is_kept() {
    let world = World::new();
    let refused = |content: &str, code: &str, named: &str| {
        let file = world.file("bad.json", content);
        let file = file.as_str();
        for args in [
            ["network", "contracts", file].as_slice(),
            &["delegates", "--contracts", file],
        ] {
            let run = world.run(args);
            assert_eq!(run.code, Some(1), "{content}: {} {}", run.out, run.err);
            let failure = run.json();
            assert_eq!(failure["code"], code, "{failure}");
            assert!(failure["sentence"].as_str().unwrap().contains(named), "{failure}");
        }
    };
    refused(r#"{"stakin": {}}"#, "contracts.file", "`stakin`");
    let twice = format!(r#"{{"governor": "{NOWHERE}", "governor": "{NOWHERE}"}}"#);
    refused(&twice, "contracts.file", "`governor` stands twice");
    refused("staking: v1", "contracts.file", "no file of contracts");
    refused(&" ".repeat(100_000), "contracts.file", "64 KiB");
    refused(r#"{"chainId": 4690}"#, "contracts.chain", "4690");
    let nowhere = json!({ "hermes": { "multisend": [NOWHERE] } });
    refused(&nowhere.to_string(), "contracts.no-code", "hermes.multisend[0]");
    let another = json!({ "ioid": { "store": STANDING[0] } });
    refused(&another.to_string(), "contracts.no-answer", "ioid.store");
    let shown = world.done(&["network", "contracts", "show"]);
    assert_eq!(shown["given"], Value::Null);

    // Neither where nobody answers: mainnet takes none at all.
    let file = world.file("good.json", "{}");
    let file = file.as_str();
    let mainnet = world.cli("mainnet", "http://127.0.0.1:9/");
    for args in [
        ["network", "contracts", file].as_slice(),
        &["delegates", "--contracts", file],
    ] {
        let run = mainnet.run(args, "");
        assert_eq!(
            (run.code, &run.json()["code"]),
            (Some(1), &json!("contracts.mainnet")),
            "{}",
            run.err
        );
    }
}
