//! The network's figures on the command line, each recomputed from what it says that it stands on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::reader::{Reader, rows};
use serde_json::{Value, json};

/// The numbers of a unit that went into a figure, by the reads in which they stand.
fn inputs(explained: &Value, unit: &str) -> Vec<u128> {
    let reads = explained["reads"].as_array().unwrap().iter();
    let all = reads.flat_map(|read| read["value"]["inputs"].as_array().unwrap());
    let number = |input: &Value| {
        let value = &input["value"][unit];
        value
            .as_str()
            .map_or_else(|| value.as_u64().map(u128::from), |text| text.parse().ok())
    };
    all.filter_map(number).collect()
}

/// How many of the largest it takes until what they hold, of all, is enough.
fn least(mut weights: Vec<u128>, is_enough: impl Fn(u128, u128) -> bool) -> usize {
    weights.sort_unstable_by(|a, b| b.cmp(a));
    let all: u128 = weights.iter().sum();
    let held = weights.iter().scan(0_u128, |held, weight| {
        *held += weight;
        Some(*held)
    });
    1 + held.take_while(|held| !is_enough(*held, all)).count()
}

fn third(weights: Vec<u128>) -> usize {
    least(weights, |held, all| held * 3 >= all)
}

fn half(weights: Vec<u128>) -> usize {
    least(weights, |held, all| held * 2 > all)
}

#[test]
fn every_figure_of_the_network_can_be_recomputed_from_what_it_says_it_stands_on() {
    let reader = Reader::start();
    let overview = reader.done(&["overview"]);
    let tip = reader.tip();
    assert_eq!(overview["epoch"], 1);
    let figures = overview["figures"].as_object().unwrap();
    let names: Vec<_> = figures.keys().map(String::as_str).collect();
    for (name, figure) in figures {
        assert_eq!(figure["height"], tip, "{name}");
        for source in figure["source"].as_array().unwrap() {
            assert_eq!(
                (&source["height"], &source["node"]),
                (&json!(tip), &json!(reader.practice.url())),
                "{name}"
            );
        }
    }
    let share = &figures["stakedShare"];
    assert_eq!(
        (&share["value"], &share["notes"][0]),
        (&Value::Null, &json!("No node tells how many IOTX there are."))
    );
    let value = |name: &str| figures[name]["value"].clone();

    let delegates = reader.done(&["delegates"]);
    let mut votes: Vec<u128> = rows(&delegates)
        .iter()
        .map(|row| row["votes"].as_str().unwrap().parse().unwrap())
        .collect();
    let total: u128 = votes.iter().sum();
    assert_eq!(value("totalVotes"), json!({ "votes": total.to_string() }));
    assert_eq!(delegates["totalVotes"], total.to_string());
    assert_eq!(
        (value("delegates"), value("elected")),
        (json!({ "count": 40 }), json!({ "count": 36 }))
    );
    assert_eq!(
        value("nakamotoByControl"),
        json!({ "parties": { "third": 12, "half": 19 } })
    );

    let explain = |name: &str| reader.done(&["overview", "--explain", name]);
    for name in names.iter().copied() {
        let explained = explain(name);
        assert_eq!(
            (&explained["figure"], &explained["value"]),
            (&json!(name), &value(name))
        );
        assert!(explained["formula"].as_str().unwrap().len() > 20, "{explained}");
    }
    let weights = inputs(&explain("nakamotoByVotes"), "votes");
    assert_eq!(weights.len(), 36);
    let parties = json!({ "third": third(weights.clone()), "half": half(weights) });
    assert_eq!(value("nakamotoByVotes"), json!({ "parties": parties }));
    assert_eq!(
        value("nakamotoByControlVotes"),
        value("nakamotoByVotes"),
        "nobody is under common control"
    );
    let places = inputs(&explain("nakamotoByControl"), "count");
    assert_eq!((third(places.clone()), half(places)), (12, 19));

    votes.sort_unstable();
    assert_eq!(inputs(&explain("gini"), "votes").iter().sum::<u128>(), total);
    let top: u128 = votes.iter().rev().take(10).sum();
    // Votes in whole Rau are far below what overflows here.
    let points = |part: u128, whole: u128| (part * 20_000 + whole) / (whole * 2);
    assert_eq!(value("topTenShare"), json!({ "basisPoints": points(top, total) }));
    let weighed: u128 = (1_u128..).zip(&votes).map(|(place, votes)| 2 * place * votes).sum();
    assert_eq!(
        value("gini"),
        json!({ "basisPoints": points(weighed - 41 * total, 40 * total) })
    );

    let said = reader.cli.run_for_people(&["overview"], "").out;
    assert!(
        said.contains("Staked share of all IOTX") && said.contains('—'),
        "{said}"
    );
    let said = reader.cli.run_for_people(&["overview", "--explain", "gini"], "").out;
    assert!(
        said.contains("(2i − n − 1)·x(i)") && said.contains(&format!("block {tip}, http://")),
        "{said}"
    );
    assert_eq!(reader.cli.run(&["overview", "--explain", "luck"], "").code, Some(2));
}
