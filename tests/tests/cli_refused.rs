//! Every rule of staking that an intent can break, on the command line: the exit code, the rule, its sentence and what
//! would help; no transaction; and nothing on the chain.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_domain::Rule;
use ballast_tests::funded::{OTHER, World};
use serde_json::{Value, json};

const NOBODY: &str = "0x0000000000000000000000000000000000000000";
const STAKING: &str = "0x04C22AfaE6a03438b8FED74cb1Cf441168DF3F12";
/// The practice network's contracts of versions 1 to 3.
const CONTRACTS: [&str; 3] = [
    "0x40A0063B7751fF6103F0d4147A0cDC0af50bBA7f",
    "0x888c1897Afe11CFec7A37341a0F94dD44F87aF5A",
    "0x96d0D7F128E22718795C834A4DfBc1D855819521",
];
/// The public key of the private key one, and a number beside the curve.
const KEY: &str = "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
const NO_KEY: &str =
    "0x800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004";

/// What is wanted, and the rule that forbids it.
type Case = (Value, &'static str);

fn refused(world: &World, cases: Vec<Case>) {
    let nonce = || {
        world
            .practice
            .ask("eth_getTransactionCount", json!([world.account, "pending"]))
    };
    let before = nonce();
    for (mut intent, id) in cases {
        intent["account"] = json!(world.account);
        let run = world.cli.run(&["propose", "-"], &intent.to_string());
        assert_eq!(run.code, Some(1), "{intent}: {} {}", run.out, run.err);
        let proposal = run.json();
        let warning = &proposal["warnings"][0];
        assert_eq!(
            (&warning["rule"], &warning["severity"]),
            (&json!(id), &json!("block")),
            "{intent}"
        );
        assert_eq!(proposal["transactions"], json!([]), "{intent}");
        // To a person, and where it is to be signed without being asked.
        let rule = Rule::ALL.iter().find(|rule| rule.id() == id).unwrap();
        let (code, said) = world.plain(&["propose", "-"], &intent.to_string());
        let line = format!("{} {} [{id}]", rule.sentence(), rule.help());
        assert!(code == Some(1) && said.contains(&line), "{intent}: {said}");
        let run = world.cli.run(&["submit", "-", "--yes"], &intent.to_string());
        assert_eq!(
            (run.code, &run.json()["warnings"][0]["rule"]),
            (Some(1), &json!(id)),
            "{intent}"
        );
    }
    assert_eq!(nonce(), before, "nothing was sent");
}

fn number(outcome: &Value) -> Value {
    serde_json::from_str(outcome["outcome"]["bucket"].as_str().unwrap()).unwrap()
}

fn row(world: &World, place: usize) -> Value {
    world.cli.run(&["delegates", "--by", "votes"], "").json()["rows"]["value"][place].clone()
}

fn of(action: &str, bucket: &Value) -> Value {
    json!({ "action": action, "bucket": bucket })
}

#[test]
fn no_rule_of_native_buckets_is_broken_on_the_command_line() {
    let world = World::start();
    let stake = |name: &str, amount: &str, days: u32| json!({ "action": "createStake", "candidate": name, "amount": amount, "duration": days, "locked": true });
    let restake = |bucket: &Value, days: u32, locked: bool| json!({ "action": "restake", "bucket": bucket, "duration": days, "locked": locked });
    let deposit =
        |bucket: &Value, amount: &str| json!({ "action": "depositToStake", "bucket": bucket, "amount": amount });
    let give = |bucket: &Value, to: &str| json!({ "action": "transferStake", "bucket": bucket, "to": to });
    let vote = |bucket: &Value, name: &str| json!({ "action": "changeCandidate", "bucket": bucket, "candidate": name });
    let name = world.delegate.clone();
    world.enrich(1_300_000);
    let locked = number(&world.submit(&world.stake(91, true)));
    let open = number(&world.submit(&world.stake(91, false)));
    let gone = number(&world.submit(&world.stake(0, false)));
    world.submit(&world.on(&gone, "unstake"));
    let mut large = stake(&name, "1200000 IOTX", 91);
    large["account"] = json!(world.account);
    let large = number(&world.submit(&large));
    world.submit(&world.on(&large, "endorseCandidate"));
    refused(
        &world,
        vec![
            (deposit(&locked, "0 IOTX"), "amount.zero"),
            (stake(&name, "99.999 IOTX", 91), "stake.min-amount"),
            (stake(&name, "100 IOTX", 1051), "stake.max-duration"),
            (stake("Keel", "100 IOTX", 91), "delegate.name-form"),
            (stake("nobody", "100 IOTX", 91), "delegate.unknown"),
            (stake(&name, "99999999 IOTX", 91), "balance.too-low"),
            (of("unstake", &json!(999_999)), "bucket.unknown"),
            (of("unstake", &json!(60)), "bucket.not-owner"),
            (restake(&gone, 91, true), "bucket.unstaked"),
            (of("unstake", &locked), "bucket.locked"),
            (deposit(&open, "1 IOTX"), "bucket.not-locked"),
            (restake(&locked, 7, true), "bucket.shorten-locked"),
            (restake(&open, 7, false), "bucket.shorten-early"),
            (of("unstake", &open), "bucket.unstake-early"),
            (of("withdrawStake", &open), "bucket.withdraw-not-unstaked"),
            (of("withdrawStake", &gone), "bucket.withdraw-early"),
            (vote(&locked, &name), "bucket.same-delegate"),
            (vote(&locked, "nobody"), "delegate.unknown"),
            (give(&locked, &world.account), "bucket.same-owner"),
            (give(&locked, NOBODY), "address.zero"),
            (give(&locked, STAKING), "bucket.to-protocol"),
            (of("migrateStake", &open), "migrate.not-locked"),
            (of("migrateStake", &large), "bucket.endorsing"),
            (of("endorseCandidate", &locked), "delegate.self-stake-amount"),
            (of("endorseCandidate", &large), "bucket.endorsing"),
            (of("intentToRevokeEndorsement", &locked), "endorsement.none"),
            (of("revokeEndorsement", &large), "endorsement.revoke-early"),
        ],
    );
}

#[test]
fn no_rule_of_delegates_is_broken_on_the_command_line() {
    let world = World::start();
    let (first, second) = (row(&world, 0), row(&world, 1));
    let register = |name: &Value, operator: &Value, reward: &str, amount: &str| {
        json!({ "action": "candidateRegister", "name": name, "operator": operator, "reward": reward,
                "owner": world.account, "amount": amount, "duration": 91, "locked": true })
    };
    let with_key = |key: &str, proof: Option<&str>| {
        let mut register = register(&json!("own1"), &json!(OTHER), &world.account, "0 IOTX");
        let form = proof.map_or("candidateRegisterWithBLS", |_| "candidateRegisterWithBLSAndPoP");
        (register["action"], register["blsKey"]) = (json!(form), json!(key));
        if let Some(proof) = proof {
            register["proof"] = json!(proof);
        }
        register
    };
    let (own, other, account) = (json!("own1"), json!(OTHER), world.account.as_str());
    let give = |to: &Value| json!({ "action": "candidateTransferOwnership", "to": to });
    let bare = |action: &str| json!({ "action": action });
    let claim = |amount: &str| json!({ "action": "claim", "amount": amount });
    refused(
        &world,
        vec![
            (
                register(&first["name"], &other, account, "0 IOTX"),
                "delegate.name-taken",
            ),
            (register(&json!("Own"), &other, account, "0 IOTX"), "delegate.name-form"),
            (
                register(&own, &first["operator"], account, "0 IOTX"),
                "delegate.operator-taken",
            ),
            (register(&own, &other, account, "1 IOTX"), "delegate.register-amount"),
            (register(&own, &other, account, "1200000 IOTX"), "balance.too-low"),
            (with_key(NO_KEY, None), "delegate.bls-key-invalid"),
            (with_key(KEY, None), "delegate.bls-proof-missing"),
            (with_key(KEY, Some("0x01")), "delegate.bls-proof"),
            (bare("setVoterRewardOptIn"), "delegate.unknown"),
            (
                json!({ "action": "setVoterRewardDestination", "recipient": STAKING }),
                "address.protocol",
            ),
            (register(&own, &other, NOBODY, "0 IOTX"), "delegate.zero-address"),
            (bare("requestCandidateDeactivation"), "delegate.unknown"),
            (claim("1 IOTX"), "rewards.none"),
        ],
    );
    world.enrich(2_600_000);
    let mut mine = register(&own, &other, account, "0 IOTX");
    mine["account"] = json!(account);
    world.submit(&mine);
    let stake = |name: &str| {
        let stake = json!({ "account": account, "action": "createStake", "candidate": name, "amount": "1200000 IOTX",
                            "duration": 91, "locked": true });
        number(&world.submit(&stake))
    };
    let elsewhere = stake(first["name"].as_str().unwrap());
    refused(
        &world,
        vec![
            (
                register(&json!("own2"), &json!(STAKING), account, "0 IOTX"),
                "delegate.exists",
            ),
            (of("candidateActivate", &elsewhere), "bucket.other-delegate"),
            (of("candidateActivate", &json!(999_999)), "bucket.unknown"),
            (bare("requestCandidateDeactivation"), "delegate.no-self-stake"),
            (give(&json!(account)), "delegate.same-owner"),
            (give(&json!(CONTRACTS[2])), "delegate.owner-contract"),
            (give(&second["owner"]), "delegate.owner-taken"),
        ],
    );
    let self_stake = stake("own1");
    world.submit(&world.on(&self_stake, "candidateActivate"));
    refused(
        &world,
        vec![
            (of("candidateActivate", &self_stake), "bucket.self-stake"),
            (
                json!({ "action": "transferStake", "bucket": self_stake, "to": OTHER }),
                "bucket.self-stake",
            ),
            (bare("confirmCandidateDeactivation"), "exit.not-ready"),
        ],
    );
    let mut leave = bare("requestCandidateDeactivation");
    leave["account"] = json!(account);
    world.submit(&leave);
    refused(&world, vec![(bare("requestCandidateDeactivation"), "exit.requested")]);
}

#[test]
fn no_rule_of_bucket_nfts_is_broken_on_the_command_line() {
    let world = World::start();
    let id = |version: usize, number: u64| json!(format!("{}/{number}", CONTRACTS[version - 1]));
    let delegate = row(&world, 5)["id"].clone();
    let stake = |version: usize, amount: &str, term: &str| {
        json!({ "account": world.account, "action": "nftStake", "contract": CONTRACTS[version - 1],
                "delegate": delegate, "amount": amount, "duration": term })
    };
    for (term, unlocked) in [("91 days", false), ("7 days", true), ("0 days", true)] {
        let bucket = world.submit(&stake(3, "500 IOTX", term))["outcome"]["bucket"].clone();
        if unlocked {
            world.submit(&world.on(&bucket, "nftUnlock"));
        }
    }
    world.submit(&world.on(&id(3, 3), "nftUnstake"));
    world.submit(&stake(1, "10000 IOTX", "1572480 blocks"));
    let timed =
        |action: &str, bucket: Value, term: &str| json!({ "action": action, "bucket": bucket, "duration": term });
    let expand = |bucket: Value, term: &str| json!({ "action": "nftExpand", "bucket": bucket, "amount": "0 IOTX", "duration": term });
    let merge = |buckets: &[u64], term: &str| json!({ "action": "nftMerge", "contract": CONTRACTS[2], "buckets": buckets, "duration": term });
    let give = |to: &str| json!({ "action": "nftTransfer", "bucket": id(3, 1), "from": world.account, "to": to });
    let withdraw = |bucket| json!({ "action": "nftWithdraw", "bucket": bucket, "to": world.account });
    let vote = |bucket| json!({ "action": "nftChangeDelegate", "bucket": bucket, "delegate": delegate });
    let approve = json!({ "action": "nftApprove", "bucket": id(3, 1), "to": OTHER });
    let mut total = expand(id(1, 1), "3144960 blocks");
    total["total"] = json!("10001 IOTX");
    refused(
        &world,
        vec![
            (stake(3, "99 IOTX", "7 days"), "nft.min-amount"),
            (stake(3, "100 IOTX", "1096 days"), "nft.term"),
            (stake(2, "100 IOTX", "172800 blocks"), "nft.mutes"),
            (stake(1, "10001 IOTX", "1572480 blocks"), "nft.type"),
            (approve, "nft.contract"),
            (of("nftUnlock", &id(3, 99)), "nft.unknown"),
            (of("nftUnlock", &id(3, 2)), "nft.unlocked"),
            (of("nftUnstake", &id(3, 1)), "nft.locked"),
            (of("nftUnstake", &id(3, 2)), "nft.unstake-early"),
            (withdraw(id(3, 1)), "nft.not-unstaked"),
            (withdraw(id(3, 3)), "nft.withdraw-early"),
            (expand(id(3, 1), "90 days"), "nft.shorter"),
            (expand(id(3, 2), "91 days"), "nft.unlocked"),
            (timed("nftLock", id(3, 2), "6 days"), "nft.shorter"),
            (timed("nftLock", id(3, 3), "7 days"), "nft.unstaked"),
            (timed("nftLock", id(1, 1), "1572480 blocks"), "nft.locked"),
            (total, "nft.total"),
            (merge(&[1], "91 days"), "nft.merge-one"),
            (merge(&[1, 2], "90 days"), "nft.shorter"),
            (merge(&[1, 3], "91 days"), "nft.unstaked"),
            (vote(id(3, 1)), "nft.same-delegate"),
            (give(NOBODY), "nft.zero-recipient"),
            (give(STAKING), "bucket.to-protocol"),
            (give(&world.account), "bucket.same-owner"),
        ],
    );
}
