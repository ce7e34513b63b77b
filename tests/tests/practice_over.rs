//! The command line begins the practice network anew, after a yes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::programs::{Cli, PHRASE, Run};
use serde_json::Value;

fn well(run: Run) -> Value {
    assert_eq!(run.code, Some(0), "{} {}", run.out, run.err);
    run.json()
}

/// How many actions Activity has, beside what came in by itself.
fn signed(cli: &Cli) -> usize {
    let rows = well(cli.run(&["history"], ""));
    let rows = rows.as_array().unwrap().iter();
    rows.filter(|row| row["action"] != "received" && row["action"] != "unseen")
        .count()
}

#[test]
fn the_practice_network_is_begun_anew_only_with_a_yes_and_keys_stay() {
    let folder = tempfile::tempdir().unwrap();
    let cli = Cli {
        home: folder.path().join("wallet"),
        network: "practice",
        node: String::new(),
    };
    well(cli.run(&["accounts", "import-phrase"], PHRASE));
    let accounts = well(cli.run(&["accounts"], ""));
    let account = accounts[0]["address"].as_str().unwrap().to_owned();
    well(cli.run(
        &["send", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "7", "--yes"],
        "",
    ));
    assert_eq!(signed(&cli), 1);

    let asked = cli.run(&["practice", "start-over"], "");
    assert_ne!(asked.code, Some(0), "nobody said yes");
    assert_eq!(signed(&cli), 1);

    well(cli.run(&["practice", "start-over", "--yes"], ""));
    assert_eq!(signed(&cli), 0);
    assert_eq!(well(cli.run(&["accounts"], "")), accounts);
    // The vault opens as before, the account can pay, and on this chain it has not paid yet.
    well(cli.run(&["send", &account, "1", "--yes"], ""));
    let status = well(cli.run(&["status"], ""));
    let submissions = status["submissions"].as_array().unwrap();
    assert_eq!((submissions.len(), &submissions[0]["nonce"]), (1, &Value::from(0)));

    let refused = Cli {
        network: "testnet",
        ..cli
    }
    .run(&["practice", "start-over", "--yes"], "");
    assert_eq!(refused.json()["code"], "wallet.not-practice");
}
