//! `cargo xtask soak`: the tests of chance, played long. `cargo xtask test` plays a tenth of each, always the same one;
//! here each has its full count, and another seed where one is named.

use crate::command::run;
use crate::failure::{Failure, Result};
use crate::native;
use crate::needs::Purpose;
use crate::setup;
use crate::stage::Stages;

/// A test of chance. It reads its count and its seed from the environment; without them it plays a tenth with a seed of
/// its own, and it says the seed it plays with.
struct Soak {
    name: &'static str,
    /// The test's program, as cargo selects it.
    target: &'static [&'static str],
    /// The test's name; empty where all of the program are meant.
    test: &'static str,
    /// The file in which the test stands.
    file: &'static str,
    /// The variable that says how often.
    count: &'static str,
    /// How often in full.
    full: u64,
    /// The variable that says with which seed.
    seed: &'static str,
}

const SOAKS: [Soak; 6] = [
    // kill -9 in the midst of batches.
    Soak {
        name: "kills",
        target: &["--test", "crash_batch"],
        test: "after_kill_9_anywhere_in_a_batch_each_action_is_done_once_or_not_at_all",
        file: "tests/tests/crash_batch.rs",
        count: "BALLAST_KILLS",
        full: 100,
        seed: "BALLAST_SEED",
    },
    // kill -9 in the midst of sequences, of five steps and of sixty.
    Soak {
        name: "sequences",
        target: &["--test", "crash_sequence"],
        test: "after_kill_9_anywhere_in_",
        file: "tests/tests/crash_sequence.rs",
        count: "BALLAST_KILLS",
        full: 50,
        seed: "BALLAST_SEED",
    },
    // Nodes that lie, and machines that fail, with an honest endpoint beside and without.
    Soak {
        name: "faults",
        target: &["--test", "faults_suite"],
        test: "rounds_with_",
        file: "tests/tests/faults_suite/main.rs",
        count: "BALLAST_ROUNDS",
        full: 200,
        seed: "BALLAST_SEED",
    },
    // What the wallet says of native wishes, held to a chain.
    Soak {
        name: "wishes",
        target: &["--test", "native_actions"],
        test: "what_the_wallet_says_of_random_wishes_is_what_the_chain_does",
        file: "crates/wallet/tests/native_actions/main.rs",
        count: "BALLAST_WISHES",
        full: 10_000,
        seed: "BALLAST_SEED",
    },
    // What the rules say of bucket NFTs, held to their contracts.
    Soak {
        name: "nfts",
        target: &["--lib"],
        test: "what_the_rules_say_of_bucket_nfts_is_what_the_contracts_do",
        file: "crates/practice/src/chain/tests/nft.rs",
        count: "BALLAST_NFT_ACTIONS",
        full: 36_000,
        seed: "BALLAST_SEED",
    },
    // What must hold of any value: all that proptest plays, 256 cases each where nothing says otherwise.
    Soak {
        name: "properties",
        target: &["--lib", "--test", "any_order", "--test", "rehearsal"],
        test: "",
        file: "crates/store/tests/any_order.rs",
        count: "PROPTEST_CASES",
        full: 2_560,
        seed: PROPERTIES_SEED.0,
    },
];

/// Where none is named, proptest plays another seed each time. So the test command names one.
pub const PROPERTIES_SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20261");

/// What the command line asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wanted {
    /// One of the soaks; all of them where none is named.
    name: Option<&'static str>,
    seed: Option<u64>,
}

/// Plays the soak that is named, or all of them one after another.
pub fn all(stages: &mut Stages, arguments: &[String]) -> Result {
    let wanted = parse(arguments)?;
    stages.run("system packages", || setup::system(Purpose::Build))?;
    stages.run("Rust toolchain", || setup::rust(true))?;
    stages.run("cli", || run(&mut native::linting(&["build", "--bin", "ballast-cli"])?))?;
    let is_wanted = |soak: &&Soak| wanted.name.is_none_or(|name| name == soak.name);
    for soak in SOAKS.iter().filter(is_wanted) {
        stages.run(soak.name, || play(soak, wanted.seed))?;
    }
    Ok(())
}

fn play(soak: &Soak, seed: Option<u64>) -> Result {
    let mut variables = vec![(soak.count, soak.full)];
    variables.extend(seed.map(|seed| (soak.seed, seed)));
    println!("  {}", soak.file);
    for (name, value) in &variables {
        println!("  {name}={value}");
    }
    let variables = variables.iter().map(|(name, value)| (name, value.to_string()));
    // What it says of each round is seen as it goes on.
    let arguments = [&["test"], soak.target, &["--", "--nocapture", soak.test]].concat();
    run(native::linting(&arguments)?.envs(variables))
}

fn parse(arguments: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--seed" {
            let seed = arguments.next().and_then(|seed| seed.parse().ok());
            wanted.seed = Some(seed.ok_or_else(|| Failure::Usage("`--seed` wants a number.".into()))?);
        } else if wanted.name.is_some() {
            return Err(Failure::Usage("`soak` plays one, or all.".into()));
        } else {
            wanted.name = Some(known(argument)?);
        }
    }
    Ok(wanted)
}

fn known(name: &str) -> Result<&'static str> {
    let names = SOAKS.map(|soak| soak.name);
    names.into_iter().find(|known| *known == name).ok_or_else(|| {
        let names = names.join(", ");
        Failure::Usage(format!("There is no soak `{name}`; there are {names}."))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::command::root;

    fn parsed(arguments: &[&str]) -> Option<Wanted> {
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        match parse(&arguments) {
            Ok(wanted) => Some(wanted),
            Err(Failure::Usage(_)) => None,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn all_are_meant_where_none_is_named() {
        assert_eq!(parsed(&[]), Some(Wanted::default()));
        let seeded = Wanted {
            name: None,
            seed: Some(7),
        };
        assert_eq!(parsed(&["--seed", "7"]), Some(seeded));
    }

    #[test]
    fn a_name_and_a_seed_come_in_any_order() {
        let wanted = || {
            Some(Wanted {
                name: Some("kills"),
                seed: Some(7),
            })
        };
        assert_eq!(parsed(&["kills", "--seed", "7"]), wanted());
        assert_eq!(parsed(&["--seed", "7", "kills"]), wanted());
    }

    #[test]
    fn what_makes_no_sense_is_an_error_of_usage() {
        for wrong in [
            &["kill"][..],
            &["kills", "wishes"],
            &["--seed"],
            &["--seed", "x"],
            &["--sed"],
        ] {
            assert_eq!(parsed(wrong), None, "{wrong:?}");
        }
    }

    /// Cargo would run no test, and be content, where a name is not there any more.
    #[test]
    fn each_soak_names_a_test_that_is_there_and_reads_its_variables() {
        for soak in &SOAKS {
            let source = std::fs::read_to_string(root().join(soak.file)).unwrap();
            if soak.test.is_empty() {
                assert!(source.contains("proptest!"), "{}", soak.name);
                continue;
            }
            for part in [
                format!("fn {}", soak.test),
                format!("\"{}\"", soak.count),
                format!("\"{}\"", soak.seed),
            ] {
                assert!(source.contains(&part), "{}: {} has no {part}", soak.name, soak.file);
            }
        }
    }
}
