//! docs/cli.md: each form of its commands has an example there, and every example runs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;

use ballast_tests::{funded::World, programs::repository, reader::Reader};

/// The commands in the blocks of docs/cli.md that are marked `sh`, without the program's name.
fn examples() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(repository("docs/cli.md")).unwrap();
    let blocks = text
        .split("```sh\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    let words = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        assert_eq!(words.next().as_deref(), Some("ballast-cli"), "{line}");
        words.collect::<Vec<_>>()
    };
    blocks.flat_map(str::lines).map(words).collect()
}

/// The options and the commands that a command's help lists.
fn forms(world: &World, command: &[&str]) -> BTreeSet<String> {
    let help = world.cli.run_for_people(&[command, &["--help"]].concat(), "").out;
    let option = help.lines().filter_map(|line| line.trim_start().strip_prefix("--"));
    let option = option.map(|rest| format!("--{}", rest.split([' ', '[', '=']).next().unwrap()));
    let commands = help
        .split("Commands:\n")
        .nth(1)
        .map(|rest| rest.split("\n\n").next().unwrap());
    let commands = commands
        .into_iter()
        .flat_map(str::lines)
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands = commands
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned);
    option.chain(commands).filter(|form| form != "help").collect()
}

#[test]
fn every_form_of_these_commands_is_in_the_manual_and_every_example_runs() {
    let world = World::start();
    let examples = examples();
    assert!(examples.len() > 15, "{examples:?}");
    let for_all = forms(&world, &[]);
    for command in ["delegates", "overview"] {
        let shown: BTreeSet<&String> = examples
            .iter()
            .filter(|words| words.iter().any(|word| word == command))
            .flatten()
            .collect();
        let own = forms(&world, &[command]);
        let own: BTreeSet<_> = own.difference(&for_all).collect();
        assert!(!own.is_empty(), "{command}");
        let missing: Vec<_> = own.difference(&shown).collect();
        assert!(missing.is_empty(), "{command}: {missing:?} are not in docs/cli.md");
    }
    for words in examples {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let run = world.cli.run_for_people(&words, "");
        assert_eq!(run.code, Some(0), "{words:?}: {} {}", run.out, run.err);
        match words.contains(&"--json") {
            true => assert!(run.json().is_object(), "{words:?}"),
            false => assert!(!run.out.trim().is_empty(), "{words:?}"),
        }
    }
}

#[test]
fn the_manual_explains_every_figure_by_an_example() {
    let reader = Reader::start();
    let overview = reader.done(&["overview"]);
    let explained: BTreeSet<String> = examples()
        .into_iter()
        .filter(|words| words.contains(&"--explain".to_owned()))
        .filter_map(|words| words.last().cloned())
        .collect();
    let there: BTreeSet<String> = overview["figures"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(explained, there);
}
