//! Endpoints of one's own by the command line: looked at, added, put in order, taken away, and stepped in for.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{net::TcpListener, path::PathBuf, process::Command};

use ballast_tests::{
    programs::{Practice, program, repository},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

/// A wallet whose testnet is known from nodes on the loopback alone.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    /// Every built-in endpoint is left out, so that nothing beyond this machine is asked.
    fn new(first: &[&str]) -> Self {
        let networks = std::fs::read(repository("assets/networks.json")).unwrap();
        let networks: Value = serde_json::from_slice(&networks).unwrap();
        let built_in = networks["testnet"]["endpoints"].as_array().unwrap();
        let left_out: Vec<_> = built_in.iter().map(|e| e["url"].clone()).collect();
        let own: Vec<_> = first.iter().map(|url| json!({ "url": url })).collect();
        let choice = json!({ "own": own, "leftOut": left_out, "order": [] });
        let folder = tempfile::tempdir().unwrap();
        let world = Self { folder };
        std::fs::create_dir_all(world.home()).unwrap();
        let remembered = json!({ "endpoints": { "Testnet": choice } });
        std::fs::write(world.home().join("ballast.json"), remembered.to_string()).unwrap();
        world
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("wallet")
    }

    /// The exit code, and what it said as JSON.
    fn run(&self, args: &[&str]) -> (Option<i32>, Value) {
        let output = Command::new(program("ballast-cli"))
            .args(["--json", "--network", "testnet", "--home"])
            .arg(self.home())
            .args(args)
            .output()
            .unwrap();
        let answer = serde_json::from_slice(&output.stdout);
        (
            output.status.code(),
            answer.unwrap_or_else(|e| panic!("{e}: {output:?}")),
        )
    }

    /// The code with which it refuses.
    fn refusal(&self, args: &[&str]) -> String {
        let (code, failure) = self.run(args);
        assert_eq!(code, Some(1), "{failure}");
        failure["code"].as_str().unwrap().to_owned()
    }

    fn listed(&self) -> Vec<String> {
        let (code, answer) = self.run(&["endpoints"]);
        assert_eq!(code, Some(0), "{answer}");
        let all = answer["endpoints"].as_array().unwrap();
        all.iter().map(|e| e["url"].as_str().unwrap().to_owned()).collect()
    }
}

/// The recordings' chain, whose id is the testnet's.
fn practice(more: &[&str]) -> Practice {
    let genesis = repository("tests/recordings/genesis.json");
    let genesis = ["--genesis", genesis.to_str().unwrap()];
    Practice::start(&[&genesis, more].concat())
}

fn nobody() -> String {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}/", free.local_addr().unwrap())
}

#[test]
fn an_endpoint_is_looked_at_added_put_first_and_taken_away() {
    let node = practice(&["--block-seconds", "0.5"]);
    let world = World::new(&[&node.url()]);
    let second = Proxy::start(node.address(), Fault::None).url();
    let (code, check) = world.run(&["endpoints", "check", &second]);
    assert_eq!(code, Some(0), "{check}");
    assert!(
        check["cautions"][0].as_str().unwrap().contains("not encrypted"),
        "{check}"
    );
    assert_eq!(world.listed(), [node.url()], "a look changes nothing");

    assert_eq!(world.run(&["endpoints", "add", &second]).0, Some(0));
    assert_eq!(world.listed(), [node.url(), second.clone()]);
    assert_eq!(world.refusal(&["endpoints", "add", &second]), "endpoint.known");
    assert_eq!(world.run(&["endpoints", "move", &second]).0, Some(0));
    assert_eq!(world.listed(), [second.clone(), node.url()]);
    let (_, delegates) = world.run(&["delegates"]);
    assert_eq!(
        delegates["rows"]["node"], second,
        "the first is asked first, by who only reads too"
    );

    assert_eq!(world.run(&["endpoints", "remove", &node.url()]).0, Some(0));
    assert_eq!(world.refusal(&["endpoints", "remove", &second]), "endpoint.last");
    assert_eq!(world.refusal(&["endpoints", "remove", &node.url()]), "endpoint.unknown");
    assert_eq!(world.listed(), [second]);
}

#[test]
fn each_endpoint_that_cannot_be_used_is_refused_for_its_own_reason() {
    let node = practice(&["--on-demand"]);
    node.ask("practice_mine", json!([{ "blocks": 40 }]));
    let world = World::new(&[&node.url()]);
    let other_chain = Practice::start(&["--on-demand"]);
    let behind = practice(&["--on-demand"]);
    let faulty = |fault| Proxy::start(node.address(), fault).url();
    for (url, code) in [
        (other_chain.url(), "chain.wrong_chain"),
        (behind.url(), "chain.lagging"),
        (nobody(), "chain.unreachable"),
        (faulty(Fault::Html), "chain.not_json"),
        (faulty(Fault::Truncates), "chain.cut_off"),
        (faulty(Fault::Slow(30)), "chain.timeout"),
        ("localhost:8545".to_owned(), "chain.bad_url"),
    ] {
        assert_eq!(world.refusal(&["endpoints", "add", &url]), code, "{url}");
    }
    let ws = nobody().replace("http", "ws");
    let again = faulty(Fault::None);
    assert_eq!(
        world.refusal(&["endpoints", "add", &again, "--ws", &ws]),
        "chain.unreachable"
    );
    assert_eq!(
        world.refusal(&["endpoints", "add", &again, "--ws", &again]),
        "chain.bad_socket_url"
    );
    assert_eq!(world.listed(), [node.url()], "nothing of it was kept");
}

#[test]
fn where_the_first_endpoint_is_dead_the_next_one_answers_and_the_list_says_why() {
    let (dead, node) = (nobody(), practice(&["--on-demand"]));
    let world = World::new(&[&dead, &node.url()]);
    let (code, delegates) = world.run(&["delegates"]);
    assert_eq!(code, Some(0), "{delegates}");
    assert_eq!(delegates["rows"]["node"], node.url());
    let (_, answer) = world.run(&["endpoints"]);
    let all = answer["endpoints"].as_array().unwrap();
    assert_eq!(all[0]["healthy"], false);
    assert!(
        all[0]["error"].as_str().unwrap().contains("cannot be reached"),
        "{answer}"
    );
    assert_eq!((&all[1]["healthy"], &all[1]["behind"]), (&json!(true), &json!(0)));
}

#[test]
fn an_endpoint_that_claims_a_million_blocks_more_is_asked_after_the_honest_one_marked_and_refused() {
    let node = practice(&["--on-demand"]);
    node.ask("practice_mine", json!([{ "blocks": 5 }]));
    let liar = Proxy::start(node.address(), Fault::Ahead(1_000_000)).url();
    let world = World::new(&[&node.url(), &liar]);
    let (_, answer) = world.run(&["endpoints"]);
    let all = answer["endpoints"].as_array().unwrap();
    assert_eq!(
        (&all[0]["healthy"], &all[0]["behind"]),
        (&json!(true), &json!(0)),
        "{answer}"
    );
    assert_eq!(
        (&all[1]["ahead"], &all[1]["healthy"]),
        (&json!(true), &json!(false)),
        "{answer}"
    );
    let (_, delegates) = world.run(&["delegates"]);
    assert_eq!(delegates["rows"]["node"], node.url());

    assert_eq!(world.run(&["endpoints", "remove", &liar]).0, Some(0));
    assert_eq!(world.refusal(&["endpoints", "check", &liar]), "chain.ahead");
    assert_eq!(world.refusal(&["endpoints", "add", &liar]), "chain.ahead");
    assert_eq!(world.listed(), [node.url()]);
}

#[test]
fn a_node_that_was_named_at_the_start_stays_the_only_one() {
    let node = practice(&["--on-demand"]);
    let world = World::new(&[&node.url()]);
    let other = Proxy::start(node.address(), Fault::None).url();
    let named = ["--node", &node.url(), "endpoints", "add", &other];
    assert_eq!(world.refusal(&named), "endpoint.fixed");
}
