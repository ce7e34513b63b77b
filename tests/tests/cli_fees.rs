//! Fees by the command line: a limit that is kept, another one for one command, and a price to which `--yes` is no yes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::{
    funded::{OTHER, World},
    programs::{Cli, Run},
    proxy::{Fault, Proxy},
};
use serde_json::{Value, json};

/// The wallet of a world, by way of a node that says that gas is so many times as dear.
fn dear(world: &World, times: u64) -> (Proxy, Cli) {
    let proxy = Proxy::start(world.practice.address(), Fault::Dear(times));
    let cli = Cli {
        home: world.cli.home.clone(),
        network: "practice",
        node: proxy.url(),
    };
    (proxy, cli)
}

fn refused_by(run: &Run) -> String {
    assert_eq!(run.code, Some(1), "{} {}", run.out, run.err);
    let said = run.json();
    let rule = said["warnings"][0]["rule"].as_str().or(said["code"].as_str());
    rule.unwrap_or_else(|| panic!("{said}")).to_owned()
}

#[test]
fn a_yes_is_none_to_an_unusual_price_and_beyond_the_limit_nothing_is_signed() {
    let world = World::start();
    let send = json!({ "account": world.account, "action": "send", "to": OTHER, "amount": "1 IOTX" }).to_string();
    let steps = json!([serde_json::from_str::<Value>(&send).unwrap()]).to_string();
    let commands: [(&[&str], &str); 4] = [
        (&["submit", "-", "--yes"], &send),
        (&["batch", "-", "--yes"], &steps),
        (&["sequence", "begin", "-", "--yes"], &steps),
        (&["send", OTHER, "1", "--yes"], ""),
    ];
    let (proxy, unusual) = dear(&world, 10);
    for (args, input) in commands {
        assert_eq!(refused_by(&unusual.run(args, input)), "price.unusual", "{args:?}");
    }
    // Who only asks is told all the same.
    let proposed = unusual.run(&["propose", "-"], &send);
    assert_eq!(proposed.code, Some(0), "{}", proposed.err);
    assert!(proposed.out.contains("price.unusual"), "{}", proposed.out);
    assert_eq!(proxy.transactions(), 0);

    let (_proxy, absurd) = dear(&world, 1_000);
    for args in [&["submit", "-", "--yes"][..], &["propose", "-"]] {
        assert_eq!(refused_by(&absurd.run(args, &send)), "price.over-limit", "{args:?}");
    }
    let people = absurd.run_for_people(&["propose", "-"], &send);
    let help = people.out.lines().find(|line| line.contains("[price.over-limit]"));
    let help = help.unwrap_or_else(|| panic!("{} {}", people.out, people.err));
    assert!(help.contains("`--max-fee`") && !help.contains("Settings"), "{help}");
    // 20 IOTX are let go, and the price is still to be agreed to.
    let let_go = ["submit", "-", "--yes", "--max-fee", "20 IOTX"];
    assert_eq!(refused_by(&absurd.run(&let_go, &send)), "price.unusual");
    let history = world.cli.run(&["history"], "").json();
    let sent = history.as_array().unwrap().iter().filter(|row| row["action"] == "send");
    assert_eq!(sent.count(), 0, "{history}");
}

#[test]
fn a_limit_is_kept_shown_and_another_for_one_command() {
    let world = World::start();
    let limit = |args: &[&str]| world.cli.run(args, "").json()["feeLimit"].clone();
    assert_eq!(limit(&["fee-limit"]), Value::Null);
    assert_eq!(limit(&["fee-limit", "0.001"]), json!("1000000000000000"));
    assert_eq!(limit(&["fee-limit"]), json!("1000000000000000"));
    let send = json!({ "account": world.account, "action": "send", "to": OTHER, "amount": "1 IOTX" }).to_string();
    let refused = world.cli.run(&["submit", "-", "--yes"], &send);
    assert_eq!(refused_by(&refused), "price.over-limit");
    let sent = world.cli.run(&["submit", "-", "--yes", "--max-fee", "0.02"], &send);
    assert_eq!(sent.code, Some(0), "{} {}", sent.out, sent.err);
    assert_eq!(limit(&["fee-limit", "usual"]), Value::Null);
    let (_, said) = world.plain(&["fee-limit"], "");
    assert!(said.contains("three times its gas"), "{said}");
    let wrong = world.cli.run(&["fee-limit", "0,500"], "");
    assert_eq!(wrong.code, Some(2), "{}", wrong.err);
    let wrong = world.cli.run(&["submit", "-", "--yes", "--max-fee", "much"], &send);
    assert_eq!(wrong.code, Some(2), "{}", wrong.err);
}
