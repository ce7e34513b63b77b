//! Sending, on the command line against the practice network: IOTX to the last Rau, tokens, and whom to mind.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_domain::{Address, Amount, Days, Units};
use ballast_tests::funded::World;
use serde_json::{Value, json};

const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
const BADGE: &str = "0x5Fd5Ad10B73E4BA88919c03Fb56284b301c71fCc";
const STRANGER: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
/// 10,000 gas at twice the floor price.
const MOST_OF_FEE: Amount = Amount::from_rau(20_000_000_000_000_000);

fn balance(world: &World, of: &str) -> Amount {
    let answer = world.practice.ask("eth_getBalance", json!([of, "latest"]));
    Amount::from_rau(u128::from_str_radix(answer.as_str().unwrap().trim_start_matches("0x"), 16).unwrap())
}

/// What a token's contract answers to a method with one word.
fn word(world: &World, contract: &str, selector: &str, argument: &str) -> Units {
    let data = format!("0x{selector}{:0>64}", argument.trim_start_matches("0x").to_lowercase());
    let answer = world
        .practice
        .ask("eth_call", json!([{ "to": contract, "data": data }, "latest"]));
    let mut word = [0; 32];
    let bytes = hex(answer.as_str().unwrap());
    word.copy_from_slice(&bytes);
    Units::from_be_bytes(&word)
}

fn hex(text: &str) -> Vec<u8> {
    let digits = text.trim_start_matches("0x").as_bytes().chunks(2);
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn coins(world: &World, of: &str) -> String {
    word(world, COIN, "70a08231", of).to_string()
}

fn done(world: &World, args: &[&str]) -> Value {
    let run = world.cli.run(args, "");
    assert_eq!(run.code, Some(0), "{args:?}: {} {}", run.out, run.err);
    run.json()
}

/// The rules of an intent's warnings, the gravest first.
fn warned(world: &World, intent: Value) -> Vec<String> {
    let run = world.cli.run(&["propose", "-"], &intent.to_string());
    let rules = run.json()["warnings"].as_array().unwrap_or(&Vec::new()).clone();
    rules.iter().map(|w| w["rule"].as_str().unwrap().to_owned()).collect()
}

fn send(world: &World, to: &str, amount: &str) -> Value {
    json!({ "account": world.account, "action": "send", "to": to, "amount": amount })
}

#[test]
fn all_but_the_fee_is_sent_and_what_is_left_of_the_fee_stays() {
    let world = World::start();
    let before = world.balance();
    let sent = done(&world, &["send", STRANGER, "max", "--yes"]);
    assert_eq!(
        (&sent["state"], &sent["outcome"]["kind"]),
        (&json!("final"), &json!("asProposed"))
    );
    assert_eq!(balance(&world, STRANGER), before.saturating_sub(MOST_OF_FEE));
    let fee: Amount = serde_json::from_value(sent["fee"].clone()).unwrap();
    assert_eq!(world.balance(), MOST_OF_FEE.saturating_sub(fee));

    let more = world.cli.run(&["send", STRANGER, "1", "--yes"], "");
    assert_eq!(more.code, Some(1));
    assert!(more.out.contains("balance.too-low"), "{}", more.out);
}

#[test]
fn a_review_says_whom_to_mind() {
    let world = World::start();
    let wrong = world
        .cli
        .run(&["send", &STRANGER.replace("79C8", "79c8"), "1", "--yes"], "");
    assert_eq!(wrong.code, Some(1));
    assert!(
        wrong.err.contains("checksum of this 0x address is wrong"),
        "{}",
        wrong.err
    );

    for (to, said) in [
        ("fathom", "Nobody in the address book is called fathom."),
        (&STRANGER[2..], "0x is missing in front."),
        (&format!("ethereum:{STRANGER}@1"), "It is meant for chain 1 (Ethereum)"),
    ] {
        let wrong = world.cli.run(&["send", to, "1", "--yes"], "");
        assert_eq!(wrong.code, Some(1));
        assert!(wrong.err.contains(said), "{}", wrong.err);
    }

    // An intent's file is read as a form is: what stands around an address is taken off.
    let pasted = format!(" iotex:{}\u{a0}{} ", &STRANGER[..22], &STRANGER[22..]);
    for to in [STRANGER, &pasted] {
        assert_eq!(warned(&world, send(&world, to, "1 IOTX")), ["recipient.first-time"]);
    }
    let zero = format!("0x{}", "0".repeat(40));
    assert_eq!(warned(&world, send(&world, &zero, "1 IOTX")), ["address.zero"]);
    assert!(warned(&world, send(&world, COIN, "1 IOTX")).contains(&"send.to-contract".to_owned()));
    assert_eq!(
        warned(&world, send(&world, &world.account, "1 IOTX")),
        ["send.to-oneself"]
    );
    let mut alike = STRANGER.parse::<Address>().unwrap().as_bytes().to_owned();
    alike[9] ^= 1;
    let alike = Address::from_bytes(alike).to_hex();

    done(&world, &["book", "set", STRANGER, "Ada", "--note", "the baker"]);
    assert_eq!(warned(&world, send(&world, STRANGER, "1 IOTX")), Vec::<String>::new());
    assert_eq!(warned(&world, send(&world, &alike, "1 IOTX")), ["recipient.look-alike"]);
    let taken = world.cli.run(&["book", "set", COIN, "ada"], "");
    assert!(taken.err.contains("contact.name-taken"), "{}", taken.err);
    done(&world, &["send", "ada", "2.5", "--yes"]);
    assert_eq!(balance(&world, STRANGER), "2.5".parse().unwrap());
    done(&world, &["book", "remove", STRANGER]);
    assert_eq!(
        warned(&world, send(&world, STRANGER, "1 IOTX")),
        Vec::<String>::new(),
        "who was paid once is known"
    );

    let bucket = world.submit(&world.stake(0, false))["outcome"]["bucket"].clone();
    let index: Value = serde_json::from_str(bucket.as_str().unwrap()).unwrap();
    let mut give = world.on(&index, "transferStake");
    give["to"] = json!(COIN);
    assert!(warned(&world, give).contains(&"bucket.to-contract".to_owned()));
}

#[test]
fn a_watched_account_is_paid_by_no_name_and_is_nobody_that_is_known() {
    let world = World::start();
    done(&world, &["accounts", "watch", STRANGER, "--label", "Savings"]);
    for to in ["Savings", "savings"] {
        let run = world.cli.run(&["send", to, "1", "--yes"], "");
        assert_eq!(run.code, Some(1), "{}", run.out);
        assert!(run.err.contains("contact.unknown"), "{}", run.err);
    }
    assert_eq!(
        warned(&world, send(&world, STRANGER, "1 IOTX")),
        ["recipient.first-time"]
    );
}

#[test]
fn an_own_account_is_named_wherever_its_address_may_stand() {
    let world = World::start();
    let accounts = done(&world, &["accounts"]);
    let name = accounts[0]["label"].as_str().unwrap();
    let sent = done(&world, &["send", STRANGER, "1", "--from", name, "--yes"]);
    assert_eq!(sent["state"], json!("final"));
    assert_eq!(
        done(&world, &["history", "--account", name])[0]["action"],
        json!("send")
    );
    assert!(done(&world, &["buckets", name])["rows"]["value"].is_array());
    let mut intent = send(&world, STRANGER, "1 IOTX");
    intent["account"] = json!(name);
    assert_eq!(warned(&world, intent), Vec::<String>::new());
    let nobody = world.cli.run(&["history", "--account", "Nobody"], "");
    assert!(nobody.err.contains("wallet.unknown-account"), "{}", nobody.err);
}

#[test]
fn tokens_are_sent_with_their_own_decimals_and_stand_in_the_history() {
    let world = World::start();
    let held = done(&world, &["tokens"]);
    assert_eq!(
        (&held[0]["symbol"], &held[0]["amount"]["units"], &held[0]["listed"]),
        (&json!("TCOIN"), &json!("1000000000000000000000"), &json!(true)),
        "a new practice account has some"
    );
    let sent = done(&world, &["send", STRANGER, "12.5", "--token", COIN, "--yes"]);
    assert_eq!(
        (&sent["state"], &sent["outcome"]["kind"]),
        (&json!("final"), &json!("asProposed"))
    );
    assert_eq!(coins(&world, STRANGER), "12500000000000000000");
    assert_eq!(coins(&world, &world.account), "987500000000000000000");

    let history = done(&world, &["history"]);
    assert_eq!(history[0]["tokens"], json!("out 12.5 TCOIN"));
    let hash = sent["hash"].as_str().unwrap();
    assert_eq!(done(&world, &["note", hash, "bread"])["note"], json!("bread"));
    assert_eq!(
        done(&world, &["history", "--search", "bread"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        done(&world, &["history", "--search", "tcoin"])
            .as_array()
            .unwrap()
            .len(),
        1
    );

    let quantity = |units: &str, decimals: u8| {
        json!({ "account": world.account, "action": "sendToken", "token": COIN, "to": STRANGER,
                "quantity": { "units": units, "decimals": decimals } })
    };
    assert_eq!(warned(&world, quantity("1", 6))[0], "token.decimals");
    assert_eq!(
        warned(&world, quantity("987500000000000000001", 18))[0],
        "token.balance"
    );
    let six_hundred = quantity("600000000000000000000", 18);
    let plan = json!([six_hundred, six_hundred]).to_string();
    let tomorrow = world.now().plus_days(Days(1)).rfc3339();
    let rehearsed = world.cli.run(&["rehearse", "-", "--at", &tomorrow], &plan).json();
    let refusal = |step: usize| rehearsed["value"]["steps"][step]["refusal"].clone();
    assert_eq!(
        (&refusal(0), &refusal(1)["rule"]),
        (&Value::Null, &json!("token.balance")),
        "once, not twice"
    );

    let mut nowhere = quantity("1", 18);
    nowhere["token"] = json!(world.account);
    assert_eq!(warned(&world, nowhere)[0], "token.unknown");
    let mut lost = quantity("1", 18);
    lost["to"] = json!(COIN);
    assert_eq!(warned(&world, lost)[0], "token.lost");

    done(&world, &["send", STRANGER, "max", "--token", COIN, "--yes"]);
    assert_eq!(coins(&world, &world.account), "0");
    assert_eq!(coins(&world, STRANGER), "1000000000000000000000");
}

#[test]
fn data_for_a_contract_is_called_a_call_and_a_numbered_token_goes_to_its_new_holder() {
    let world = World::start();
    // mint(7)
    let mut payload = hex("a0712d68");
    payload.extend([0; 31]);
    payload.push(7);
    let mut mint = send(&world, BADGE, "0 IOTX");
    mint["payload"] = json!(payload);
    let proposal = world.cli.run(&["propose", "-"], &mint.to_string()).json();
    assert_eq!(proposal["transactions"][0]["method"], json!("call of a contract"));
    assert!(
        proposal["sentence"].as_str().unwrap().starts_with("Call the contract "),
        "{proposal}"
    );
    assert!(warned(&world, mint.clone()).contains(&"send.calls-contract".to_owned()));
    world.submit(&mint);

    let held = done(&world, &["tokens"]);
    let badge = held
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["contract"] == json!(BADGE))
        .unwrap();
    assert_eq!(
        (&badge["symbol"], &badge["amount"]["units"]),
        (&json!("BADGE"), &json!("1"))
    );
    let not_held = world
        .cli
        .run(&["send", STRANGER, "--token", BADGE, "--number", "8", "--yes"], "");
    assert!(
        not_held.code == Some(1) && not_held.out.contains("token.not-holder"),
        "{}",
        not_held.out
    );
    let to_contract = json!({ "account": world.account, "action": "sendNft", "token": BADGE, "id": "7",
        "from": world.account, "to": COIN });
    assert_eq!(
        warned(&world, to_contract)[0],
        "contract.fails",
        "it takes no such tokens"
    );

    let sent = done(&world, &["send", STRANGER, "--token", BADGE, "--number", "7", "--yes"]);
    assert_eq!(
        (&sent["state"], &sent["outcome"]["kind"]),
        (&json!("final"), &json!("asProposed"))
    );
    let holder = word(&world, BADGE, "6352211e", "7").to_be_bytes();
    assert_eq!(hex(STRANGER), holder[12..]);
    assert_eq!(done(&world, &["history"])[0]["tokens"], json!("out number 7 BADGE"));
}

#[test]
fn a_token_is_added_by_its_contract_and_nothing_else_is_one() {
    let world = World::start();
    for none in [STRANGER, &world.account] {
        let refused = world.cli.run(&["tokens", "add", none], "");
        assert!(
            refused.code == Some(1) && refused.err.contains("token.unknown"),
            "{}",
            refused.err
        );
    }
    let bucket = world
        .cli
        .run(&["tokens", "add", "0x40A0063B7751fF6103F0d4147A0cDC0af50bBA7f"], "");
    assert!(bucket.err.contains("token.bucket"), "{}", bucket.err);
    let symbols = |tokens: Value| {
        let all = tokens.as_array().unwrap().clone();
        all.iter()
            .map(|t| t["symbol"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        symbols(done(&world, &["tokens"])),
        ["TCOIN"],
        "of what is not held, nothing"
    );
    assert_eq!(symbols(done(&world, &["tokens", "add", BADGE])), ["TCOIN", "BADGE"]);
    assert_eq!(symbols(done(&world, &["tokens", "remove", BADGE])), ["TCOIN"]);
}
