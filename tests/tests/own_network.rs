//! A network of one's own by the command line: added by a node's URL, and staked on from the first bucket to the money
//! back.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_domain::Amount;
use ballast_tests::{
    funded::enrich,
    programs::{Cli, PHRASE, Practice, Run},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

const CHAIN: u64 = 4711;
const DAY: u64 = 86_400;

fn number(hex: &Value) -> u128 {
    u128::from_str_radix(hex.as_str().unwrap().trim_start_matches("0x"), 16).unwrap()
}

/// A chain that no wallet knows, and a wallet that has never heard of it.
struct World {
    folder: tempfile::TempDir,
    node: Practice,
}

impl World {
    fn new() -> Self {
        let node = Practice::start(&["--chain-id", &CHAIN.to_string(), "--block-seconds", "0.5"]);
        // Blocks enough to see how often they come.
        node.ask("practice_mine", json!([{ "blocks": 40, "stepSeconds": 0.5 }]));
        let folder = tempfile::tempdir().unwrap();
        Self { folder, node }
    }

    fn cli(&self, network: &'static str) -> Cli {
        Cli {
            home: self.folder.path().join("wallet"),
            network,
            node: String::new(),
        }
    }

    fn run(&self, args: &[&str], input: &str) -> Run {
        self.cli("own:4711").run(args, input)
    }

    fn done(&self, args: &[&str], input: &str) -> Value {
        let run = self.run(args, input);
        assert_eq!(run.code, Some(0), "{args:?}: {} {}", run.out, run.err);
        run.json()
    }

    fn refusal(&self, args: &[&str]) -> String {
        let run = self.run(args, "");
        assert_eq!(run.code, Some(1), "{args:?}: {}", run.out);
        run.json()["code"].as_str().unwrap().to_owned()
    }

    /// Money from the practice network's faucet: nobody asks for it there but by hand.
    fn fund(&self, account: &str) {
        enrich(&self.node.url(), account, 5_000);
        self.node.mine();
    }

    fn pass(&self, days: u64) {
        self.node
            .ask("practice_mine", json!([{ "blocks": 1, "stepSeconds": days * DAY }]));
    }

    fn balance(&self, account: &str) -> Amount {
        Amount::from_rau(number(&self.node.ask("eth_getBalance", json!([account, "latest"]))))
    }
}

#[test]
fn a_whole_stake_is_made_on_a_network_that_was_added_by_url() {
    let world = World::new();
    let unknown = world.run(&["delegates"], "");
    assert_eq!(unknown.code, Some(2), "it was not added yet");
    assert!(unknown.err.contains("Practice, Testnet, Mainnet"), "{}", unknown.err);

    let check = world.done(&["network", "check", &world.node.url()], "");
    assert_eq!(check["chainId"], CHAIN);
    assert!(
        check["cautions"][0].as_str().unwrap().contains("not encrypted"),
        "{check}"
    );
    let all = world.done(&["network", "add", &world.node.url(), "--name", "Mine"], "");
    assert_eq!((&all[3]["name"], &all[3]["chainId"]), (&json!("Mine"), &json!(CHAIN)));
    assert_eq!(all[3]["assumptions"].as_array().unwrap().len(), 1, "{all}");

    world.done(&["accounts", "import-phrase"], PHRASE);
    let account = world.done(&["accounts"], "")[0]["address"].as_str().unwrap().to_owned();
    world.fund(&account);
    assert_eq!(world.balance(&account), Amount::from_iotx(5_000));
    let delegates = world.done(&["delegates", "--by", "votes"], "");
    assert_eq!(delegates["rows"]["node"], world.node.url());
    let delegate = delegates["rows"]["value"][5]["name"].as_str().unwrap();

    let submit = |intent: Value| {
        let done = world.done(&["submit", "-", "--yes"], &intent.to_string());
        assert_eq!(done["state"], "final", "{done}");
        assert_eq!(done["link"], Value::Null, "no explorer shows this chain: {done}");
    };
    submit(
        json!({ "account": account, "action": "createStake", "candidate": delegate, "amount": "1000 IOTX",
                   "duration": 91, "locked": false }),
    );
    let buckets = world.done(&["buckets", &account], "");
    let bucket = &buckets["rows"]["value"][0]["bucket"];
    assert_eq!(bucket["duration"], 91, "{buckets}");
    let index: u64 = bucket["id"].as_str().unwrap().parse().unwrap();
    let on = |action: &str| json!({ "account": account, "action": action, "bucket": index });
    let early = world.run(&["propose", "-"], &on("unstake").to_string());
    assert_eq!(early.code, Some(1), "the rules are known there: {}", early.out);
    world.pass(91);
    submit(on("unstake"));
    world.pass(3);
    submit(on("withdrawStake"));
    let left = world.balance(&account);
    assert!(
        left > Amount::from_iotx(4_999) && left < Amount::from_iotx(5_000),
        "{left:?}"
    );
    let history = world.done(&["history"], "");
    let rows = history.as_array().unwrap().iter();
    let signed = rows.filter(|row| row["action"] != "received" && row["action"] != "unseen");
    assert_eq!(signed.count(), 3, "{history}");
    let status = world.run(&["status"], "").json();
    assert_eq!(
        (
            &status["chain"]["chainId"],
            &status["status"]["network"]["own"]["chainId"]
        ),
        (&json!(CHAIN), &json!(CHAIN))
    );
}

#[test]
fn its_endpoints_are_added_measured_and_stepped_in_for_and_it_is_removed_without_its_keys() {
    let world = World::new();
    let first = Proxy::start(world.node.address(), Fault::None);
    world.done(&["network", "add", &first.url(), "--name", "Mine"], "");
    world.done(&["accounts", "import-phrase"], PHRASE);
    let view = world.done(&["endpoints", "add", &world.node.url()], "");
    assert_eq!(view["endpoints"].as_array().unwrap().len(), 2, "{view}");
    assert_eq!(world.refusal(&["endpoints", "reset"]), "endpoint.last");
    // A node that is away, asked first.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let dead = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    let file = world.folder.path().join("wallet/ballast.json");
    let text = std::fs::read_to_string(&file).unwrap().replace(&first.url(), &dead);
    std::fs::write(&file, text).unwrap();
    let delegates = world.done(&["delegates"], "");
    assert_eq!(delegates["rows"]["node"], world.node.url(), "the next one answers");
    let view = world.done(&["endpoints"], "");
    let all = view["endpoints"].as_array().unwrap();
    assert_eq!(
        (&all[0]["healthy"], &all[1]["healthy"]),
        (&json!(false), &json!(true)),
        "{view}"
    );
    assert!(
        all[1]["latencyMs"].is_number() && all[1]["height"].is_number(),
        "{view}"
    );

    let named = world.cli("mine").run(&["delegates"], "");
    assert_eq!(named.code, Some(0), "by its name too: {}", named.err);
    let left = world.done(&["network", "remove", "Mine"], "");
    assert_eq!(left.as_array().unwrap().len(), 3, "{left}");
    assert_eq!(world.refusal(&["network", "remove", "own:4711"]), "network.unknown");
    let vault = world.folder.path().join("wallet/own-4711/vault.ballast");
    assert!(vault.exists(), "keys are never deleted");
    world.done(&["network", "add", &world.node.url()], "");
    let accounts = world.done(&["accounts"], "");
    assert!(!accounts.as_array().unwrap().is_empty(), "they are there again");
}

#[test]
fn the_block_from_which_zanzibar_is_in_force_is_said_and_taken_back() {
    let world = World::new();
    world.done(&["network", "add", &world.node.url(), "--name", "Mine"], "");
    let said = |height: &str| world.done(&["network", "zanzibar", "mine", height], "")[3].clone();
    let mine = said("1441");
    assert_eq!(mine["network"]["own"]["zanzibarHeight"], 1441, "{mine}");
    let assumed = |mine: &Value| mine["assumptions"][0].as_str().unwrap().to_owned();
    let words = assumed(&mine).replace('\u{202f}', "");
    assert!(words.contains("from block 1441 on, as you said"), "{words}");
    let mine = said("unknown");
    assert_eq!(mine["network"]["own"]["zanzibarHeight"], Value::Null, "{mine}");
    assert!(!assumed(&mine).contains("as you said"), "{mine}");
    let odd = world.run(&["network", "zanzibar", "mine", "soon"], "");
    assert_eq!(odd.code, Some(2), "{}", odd.err);
    assert_eq!(
        world.refusal(&["network", "zanzibar", "own:4712", "7"]),
        "network.unknown"
    );
}

#[test]
fn a_node_with_a_public_chains_id_is_refused_by_that_chains_name() {
    let folder = tempfile::tempdir().unwrap();
    let node = Practice::start(&["--chain-id", "1", "--block-seconds", "0.5"]);
    let cli = Cli {
        home: folder.path().join("wallet"),
        network: "practice",
        node: String::new(),
    };
    for what in ["check", "add"] {
        let run = cli.run(&["network", what, &node.url()], "");
        assert_eq!(run.code, Some(1), "{} {}", run.out, run.err);
        let said = run.json();
        assert_eq!(said["code"], "network.public-chain", "{said}");
        let sentence = said["sentence"].as_str().unwrap();
        assert!(sentence.starts_with("1 is the chain id of Ethereum: "), "{sentence}");
    }
    let all = cli.run(&["network"], "").json();
    assert_eq!(all.as_array().unwrap().len(), 3, "{all}");
}
