//! What came with Zanzibar, on the command line: where a voter's rewards go, the proof of a delegate's key, both portions,
//! the opt-in, and who pays the voters.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::{
    ahead::freeze_of,
    funded::{OTHER, World},
    programs::Run,
};
use serde_json::{Value, json};

/// The private key one.
const SECRET: &str = "0000000000000000000000000000000000000000000000000000000000000001";
/// An operator that nobody has.
const OPERATOR: &str = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";
/// In basis points.
const PORTIONS: [u64; 2] = [8_500, 9_000];

fn run(world: &World, args: &[&str]) -> Run {
    world.cli.run(args, "")
}

fn done(world: &World, args: &[&str]) -> Value {
    let run = run(world, args);
    assert_eq!(run.code, Some(0), "{args:?}: {} {}", run.out, run.err);
    run.json()
}

/// What the network says of its contracts.
fn contracts(world: &World) -> Value {
    done(world, &["network", "contracts", "show"])
}

#[test]
fn rewards_go_to_a_contract_after_a_caution_and_home_again() {
    let world = World::start();
    let account = world.account.as_str();
    let known = contracts(&world);
    let contract = known["contracts"]["autoDeposit"].as_str().unwrap();
    let shown = || done(&world, &["destination", "show"])["value"].clone();
    assert_eq!(
        (&shown()["account"], &shown()["destination"], &shown()["known"]),
        (&json!(account), &Value::Null, &json!(true))
    );
    let (_, said) = world.plain(&["destination"], "");
    let own = format!("The chain pays the rewards of {account} to the account itself.");
    assert!(said.contains(&own), "{said}");

    assert_eq!(
        run(&world, &["destination", "set", contract]).code,
        Some(2),
        "nobody said yes"
    );
    assert_eq!(
        run(&world, &["destination", "set", "nobody", "--yes"]).json()["code"],
        "contact.unknown"
    );
    assert_eq!(shown()["destination"], Value::Null);
    let set = world.cli.run_for_people(&["destination", "set", contract, "--yes"], "");
    assert_eq!(set.code, Some(0), "{} {}", set.out, set.err);
    let caution = "Caution: This address is a contract: it is paid without being told";
    assert!(
        set.out.contains(caution) && set.out.contains("[voters.destination-contract]"),
        "{}",
        set.out
    );
    assert_eq!(shown()["destination"], contract);
    assert!(shown()["since"].is_u64(), "{}", shown());
    let (_, said) = world.plain(&["destination", "show", "--from", account], "");
    assert!(said.contains(&format!("to {contract}, since block ")), "{said}");

    let cleared = done(&world, &["destination", "clear", "--yes"]);
    assert_eq!(cleared["state"], "final", "{cleared}");
    assert_eq!(shown()["destination"], Value::Null);
    let again = world.cli.run_for_people(&["destination", "clear", "--yes"], "");
    assert!(again.out.contains("[voters.destination-same]"), "{}", again.out);
}

#[test]
fn a_delegate_proves_its_key_sets_both_portions_and_opts_in_for_good() {
    let world = World::start();
    register(&world);
    let opt_in = ["operator", "opt-in", "--yes"];
    let refused = || {
        let run = run(&world, &opt_in);
        let proposal = run.json();
        assert_eq!(
            (run.code, &proposal["warnings"][0]["rule"]),
            (Some(1), &json!("voters.portions-missing")),
            "{proposal}"
        );
        assert_eq!(proposal["transactions"], json!([]), "{proposal}");
    };
    refused();
    let said = world.cli.run_for_people(&opt_in, "");
    assert!(
        said.out
            .contains("its voters would get nothing, at every payout until both are set. Set both portions first."),
        "{} {}",
        said.out,
        said.err
    );
    let profile = contracts(&world)["contracts"]["delegateProfile"].clone();
    world.submit(
        &json!({ "account": world.account, "action": "setPortion", "contract": profile, "field": "epoch",
                 "portion": 100 }),
    );
    // One of both is none.
    refused();
    set_portions(&world);
    let opted_in = done(&world, &opt_in);
    assert_eq!(
        (&opted_in["state"], &opted_in["outcome"]["kind"]),
        (&json!("final"), &json!("asProposed"))
    );
    let sentence = opted_in["sentence"].as_str().unwrap();
    let parts = "85 % of its block rewards and 90 % of its epoch rewards";
    assert!(
        sentence.contains(parts) && sentence.ends_with("This cannot be taken back."),
        "{sentence}"
    );
    each_way_of_paying_is_told(&world);
}

/// Registers `own1` with a key, and with the proof that its file gives for the account.
fn register(world: &World) {
    let file = world.cli.home.with_extension("bls");
    std::fs::write(&file, SECRET).unwrap();
    let file = file.to_str().unwrap();
    let bare = done(world, &["bls-key", file]);
    assert_eq!((&bare["holdsSecret"], &bare["proof"]), (&json!(true), &Value::Null));
    let named = run(world, &["bls-key", file, "--prove-for", "own1"]);
    assert_eq!(
        (named.code, &named.json()["code"]),
        (Some(2), &json!("usage")),
        "{}",
        named.err
    );
    let public = world.cli.home.with_extension("pub");
    std::fs::write(&public, bare["key"].as_str().unwrap()).unwrap();
    let public = run(
        world,
        &["bls-key", public.to_str().unwrap(), "--prove-for", &world.account],
    );
    assert_eq!(public.code, Some(2), "a public key proves nothing: {}", public.out);
    let registration = |proven: &Value| {
        json!({ "account": world.account, "action": "candidateRegisterWithBLSAndPoP", "name": "own1",
                "operator": OPERATOR, "reward": world.account, "owner": world.account, "amount": "0 IOTX",
                "duration": 91, "locked": true, "blsKey": proven["key"], "proof": proven["proof"] })
    };
    let others = done(world, &["bls-key", file, "--prove-for", OTHER]);
    let refused = world.cli.run(&["propose", "-"], &registration(&others).to_string());
    assert_eq!(
        (refused.code, &refused.json()["warnings"][0]["rule"]),
        (Some(1), &json!("delegate.bls-proof")),
        "the proof is for somebody else"
    );
    let proven = done(world, &["bls-key", file, "--prove-for", &world.account]);
    assert_eq!(proven["key"], bare["key"]);
    assert_eq!(proven["proof"].as_str().unwrap().len(), 2 + 192, "{proven}");
    let registered = world.submit(&registration(&proven));
    assert_eq!(registered["state"], "final", "{registered}");
}

/// Both portions in one wish of two transactions, after a look at it.
fn set_portions(world: &World) {
    let wrong = run(world, &["sequence", "portions", "101", "90", "--review"]);
    assert_eq!(wrong.code, Some(2), "{}", wrong.out);
    let review = done(world, &["sequence", "portions", "85", "90", "--review"]);
    let steps = review["steps"].as_array().unwrap();
    for (step, portion) in steps.iter().zip(PORTIONS) {
        assert_eq!(
            (&step["agreed"]["portion"], &step["refusal"]),
            (&json!(portion), &Value::Null),
            "{step}"
        );
    }
    let begun = done(world, &["sequence", "portions", "85", "90", "--yes"]);
    assert_eq!(begun["state"]["state"], "done", "{begun}");
    assert_eq!((steps.len(), begun["steps"].as_array().unwrap().len()), (2, 2));
    let own = done(world, &["operator"])["value"][0].clone();
    let set = json!({ "block": { "set": PORTIONS[0] }, "epoch": { "set": PORTIONS[1] } });
    assert_eq!(own["pays"]["payout"]["portions"], set, "{own}");
}

/// Who pays the voters stands in the table of delegates and with an operator's own: from the freeze on, and before it that the
/// protocol will.
fn each_way_of_paying_is_told(world: &World) {
    let payout = |name: &str| {
        let delegates = done(world, &["delegates"]);
        let rows = delegates["rows"]["value"].as_array().unwrap();
        let row = rows.iter().find(|row| row["name"] == name).unwrap();
        (row["payout"]["mode"].clone(), delegates["freeze"].clone())
    };
    let (mode, freeze) = payout("own1");
    assert_eq!(
        (&mode, &freeze["era"], &freeze["height"]),
        (&json!("optedIn"), &json!(24), &json!(freeze_of(1)))
    );
    let (_, said) = world.plain(&["operator"], "");
    assert!(
        said.contains("voters are paid: By the protocol from the next freeze") && !said.contains("a claim takes only"),
        "{said}"
    );
    // The practice network's blocks go on meanwhile.
    world.practice.ask("practice_mine", json!([{ "blocks": freeze_of(1) }]));
    for (name, mode) in [
        ("own1", "protocol"),
        ("fathom", "protocol"),
        ("ebb", "byHand"),
        ("jib", "hermes"),
        ("tidewater", "unset"),
        ("polaris", "nothing"),
    ] {
        let (told, freeze) = payout(name);
        assert_eq!(
            (&told, &freeze["era"], &freeze["height"]),
            (&json!(mode), &json!(48), &json!(freeze_of(2))),
            "{name}"
        );
    }
    let (_, table) = world.plain(&["delegates"], "");
    let next = format!("next freeze: votes up to block {}", freeze_of(2));
    assert!(table.contains(&next) && table.contains("By Hermes"), "{table}");
    let brief = "By the protocol: 85 % / 90 %";
    let own = table.lines().find(|line| line.contains("own1")).unwrap();
    assert!(own.ends_with(brief), "{own}");
    let (_, said) = world.plain(&["operator"], "");
    assert!(
        said.contains(&format!("voters are paid: {brief}"))
            && said.contains("a claim takes only what was granted before"),
        "{said}"
    );
}

#[test]
fn the_voters_of_a_delegate_are_kept_from_when_it_is_named_until_it_is_named_again() {
    let world = World::start();
    let watched = |args: &[&str]| done(&world, &[&["delegates"][..], args].concat());
    let delegates = done(&world, &["delegates"]);
    let rows = delegates["rows"]["value"].as_array().unwrap();
    let id = rows.iter().find(|row| row["name"] == "fathom").unwrap()["id"].clone();
    assert_eq!(watched(&["watched"]), json!([]));
    assert_eq!(watched(&["watch", "fathom"]), json!([id]));
    let (_, said) = world.plain(&["delegates", "watched"], "");
    assert!(said.contains("fathom") && said.contains(id.as_str().unwrap()), "{said}");
    let nobody = run(&world, &["delegates", "watch", "nobody"]).json();
    assert_eq!(nobody["code"], "delegate.not-found", "{nobody}");
    for row in rows.iter().filter(|row| row["name"] != "fathom").take(4) {
        watched(&["watch", row["name"].as_str().unwrap()]);
    }
    let sixth = rows.iter().filter(|row| row["name"] != "fathom").nth(4).unwrap();
    let refused = run(&world, &["delegates", "watch", sixth["name"].as_str().unwrap()]).json();
    assert_eq!(refused["code"], "delegate.watched-most", "{refused}");
    // By its permanent id, too.
    assert_eq!(watched(&["unwatch", id.as_str().unwrap()]).as_array().unwrap().len(), 4);
}

#[test]
fn the_contracts_that_voters_are_paid_by_are_shown_by_name() {
    let world = World::start();
    let shown = contracts(&world);
    assert_eq!((&shown["chainId"], &shown["given"]), (&json!(468_900), &Value::Null));
    let (_, said) = world.plain(&["network", "contracts", "show"], "");
    for (field, value) in [
        ("delegateProfile", &shown["contracts"]["delegateProfile"]),
        ("autoDeposit", &shown["contracts"]["autoDeposit"]),
        ("hermes.vaults[0]", &shown["contracts"]["hermes"]["vaults"][0]),
    ] {
        let address = value.as_str().unwrap();
        let line = said.lines().find(|line| line.starts_with(field)).unwrap();
        assert!(line.contains(address) && line.ends_with("Ballast"), "{line}");
    }
}
