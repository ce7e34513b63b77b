//! How the protocol pays voters, read from what a real node answered (recordings 15 to 17), and from nodes that are too old.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use ballast_chain::{Client, GrantLog, Log, LogFilter, MinedLog, VoterRewardEvent, grant_logs, voter_reward_event};
use ballast_domain::{Address, Amount, Commission, Era, Height, Portion, RewardKind, Votes};
use common::{CHAIN, Node};
use serde_json::{Value, json};

const CANDIDATES: &str = include_str!("../../../tests/recordings/15-zanzibar-candidates-part2.json");
const BEFORE: &str = include_str!("../../../tests/recordings/16-voter-rewards-part1.json");
const FROZEN: &str = include_str!("../../../tests/recordings/16-voter-rewards-part2.json");
const PAID: &str = include_str!("../../../tests/recordings/16-voter-rewards-part3.json");
const ALL: &str = include_str!("../../../tests/recordings/16-voter-rewards-part5.json");
const CHUNKED: &str = include_str!("../../../tests/recordings/16b-voter-rewards-chunked-part2.json");
const ACTIVATION: &str = include_str!("../../../tests/recordings/17-zanzibar-activation-part1.json");

const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const DELEGATE0: &str = "0x7153EF2F1846416E827814fcEb62315432c38571";
const DELEGATE1: &str = "0xaF6C5664bb19bDABc1Be8e437902b526AD667792";
const DELEGATE2: &str = "0x5a67F1bb720c12221b21578415896951beDa47a2";
const DELEGATE4: &str = "0x9e3D9b75898145a79Fd3dDaC2F35f89506d7341A";

fn at(text: &str) -> Address {
    text.parse().unwrap()
}

fn rau(text: &str) -> Amount {
    Amount::from_rau(text.parse().unwrap())
}

/// The logs of a recorded answer.
fn logs(part: &str, step: usize) -> Vec<MinedLog> {
    let recording: Value = serde_json::from_str(part).unwrap();
    serde_json::from_value(recording["steps"][step]["response"]["result"].clone()).unwrap()
}

#[tokio::test]
async fn before_the_first_freeze_a_node_says_that_there_is_nothing() {
    let client = Node::after(CANDIDATES, 66, 41).await.client();
    let (owner, nobody) = (
        at("0xaf6c5664bb19bdabc1be8e437902b526ad667792"),
        at("0x4229b30ac3f11138fbfb61d56636663f58158917"),
    );
    let payouts = client.payout_addresses(&[owner, nobody]).await.unwrap();
    assert_eq!(payouts.height, Height(41));
    let payouts = payouts.value.unwrap();
    let [Some(payout), None] = &payouts[..] else {
        panic!("who is no delegate has no payout address")
    };
    assert_eq!(
        (payout.address, payout.by_protocol),
        (nobody, false),
        "its reward address"
    );
    let frozen = client.reward_snapshots(&[owner]).await.unwrap().value.unwrap();
    assert!(matches!(frozen[..], [None]));
    let pending = client.pending_voter_rewards(&[owner]).await.unwrap().value;
    assert_eq!(pending, Some(vec![Amount::ZERO]));
    assert_eq!(client.delegates_with_pools().await.unwrap().value, Some(Vec::new()));
    assert!(matches!(client.reward_distribution().await.unwrap().value, Some(None)));
    let destinations = client.reward_destinations(&[at(ALICE)]).await.unwrap().value.unwrap();
    assert!(matches!(destinations[..], [None]));
}

#[tokio::test]
async fn a_destination_is_read_with_the_block_that_set_it_until_it_is_cleared() {
    let destination = |steps, height| async move {
        let client = Node::after(CANDIDATES, steps, height).await.client();
        client
            .reward_destinations(&[at(ALICE)])
            .await
            .unwrap()
            .value
            .unwrap()
            .remove(0)
    };
    let set = destination(131, 43).await.unwrap();
    assert_eq!(set.recipient, at("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"));
    assert_eq!(set.height, Height(43));
    assert!(destination(142, 46).await.is_none());
}

#[tokio::test]
async fn a_node_of_an_older_release_knows_nothing_of_it() {
    let node = Node::rpc(|method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        "eth_blockNumber" => json!({ "result": "0x9" }),
        _ => json!({ "error": { "code": -32603, "message": "invalid call sig" } }),
    })
    .await;
    let (client, whom) = (node.client(), [at(ALICE)]);
    assert_eq!(client.pending_voter_rewards(&whom).await.unwrap().value, None);
    assert_eq!(client.delegates_with_pools().await.unwrap().value, None);
    assert!(client.payout_addresses(&whom).await.unwrap().value.is_none());
    assert!(client.reward_snapshots(&whom).await.unwrap().value.is_none());
    assert!(client.reward_distribution().await.unwrap().value.is_none());
    assert!(client.reward_destinations(&whom).await.unwrap().value.is_none());
}

#[tokio::test]
async fn a_node_without_time_is_not_taken_for_an_old_one() {
    let node = Node::rpc(|method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        "eth_blockNumber" => json!({ "result": "0x9" }),
        _ => json!({ "error": { "code": 429, "message": "too many requests" } }),
    })
    .await;
    let client = node.client();
    assert!(client.reward_snapshots(&[at(ALICE)]).await.is_err());
    assert!(client.reward_distribution().await.is_err());
    assert!(client.portions(at(ALICE), &[at(ALICE)]).await.is_err());
}

#[tokio::test]
async fn before_the_fork_a_node_that_knows_the_calls_answers_them_too() {
    let client = Node::after(ACTIVATION, 52, 52).await.client();
    let frozen = client
        .reward_snapshots(&[at(DELEGATE0), at(DELEGATE2)])
        .await
        .unwrap()
        .value;
    assert!(
        matches!(frozen.unwrap()[..], [None, None]),
        "which does not say that the fork is in force"
    );
}

#[tokio::test]
async fn what_was_frozen_is_the_same_in_reads_and_logs() {
    let client = Node::after(FROZEN, 36, 31).await.client();
    let whom = [DELEGATE0, DELEGATE1, DELEGATE2, DELEGATE4].map(at);
    let read = client.reward_snapshots(&whom).await.unwrap().value.unwrap();
    let commission = |snapshot: &Option<ballast_domain::RewardSnapshot>| {
        let Commission {
            block_bps,
            epoch_bps,
            configured,
        } = snapshot.as_ref().unwrap().commission;
        (block_bps, epoch_bps, configured)
    };
    assert_eq!(commission(&read[0]), (1_000, 2_000, true));
    assert_eq!(commission(&read[1]), (10_000, 10_000, false), "one portion is unset");
    assert_eq!(commission(&read[2]), (0, 10_000, true));
    assert!(read[3].is_none(), "not opted in");
    let first = read[0].as_ref().unwrap();
    assert_eq!(first.total_weight, Votes::from_rau(5_905_901_123_953_284_073_353_488));
    assert_eq!((first.freeze_height, first.self_stake_bucket), (Height(31), Some(0)));

    let mut scan = client.scan_logs(LogFilter::frozen(None), Height(31), Height(31));
    let found = scan.step().await.unwrap().unwrap();
    assert!(scan.is_done());
    let mut told = Vec::new();
    for log in &found.logs {
        let Some(VoterRewardEvent::Frozen(frozen)) = voter_reward_event(&log.log).unwrap() else {
            panic!("{log:?}")
        };
        assert_eq!(frozen.era, Era(3));
        told.push((frozen.delegate, frozen.snapshot));
    }
    let ids: Vec<Address> = told.iter().map(|(id, _)| *id).collect();
    assert!(ids.is_sorted() && ids.len() == 4);
    for (id, read) in whom.iter().zip(&read) {
        let told = told.iter().find(|(told, _)| told == id).map(|(_, snapshot)| snapshot);
        assert_eq!(told, read.as_ref(), "{id}");
    }
}

#[tokio::test]
async fn what_voters_were_paid_is_what_the_payout_says_was_distributed() {
    let paid = logs(ALL, 0);
    let planned = Node::after(FROZEN, 324, 60).await.client();
    let planned = planned.reward_distribution().await.unwrap().value.unwrap().unwrap();
    assert_eq!((planned.era, planned.freeze_height), (Era(3), Height(31)));
    assert!(!planned.is_done() && planned.completed.is_none());
    let done = Node::after(PAID, 37, 61).await.client();
    let done = done.reward_distribution().await.unwrap().value.unwrap().unwrap();
    assert!(done.is_done());
    assert_eq!((done.completed, done.entries.len()), (Some(Height(61)), 3));
    for (entry, planned) in done.entries.iter().zip(&planned.entries) {
        assert_eq!(
            (entry.id, entry.amount),
            (planned.id, planned.amount),
            "P stands from the plan on"
        );
        assert_eq!(planned.distributed, Amount::ZERO);
        let mut sum = Amount::ZERO;
        for log in &paid {
            let Some(VoterRewardEvent::Distributed(told)) = voter_reward_event(&log.log).unwrap() else {
                panic!("{log:?}")
            };
            let rows: Amount = told.rows.iter().map(|row| row.amount).sum();
            assert_eq!(rows, told.amount);
            if (told.era, told.delegate) == (Era(3), entry.id) {
                assert_eq!(log.block, Height(61));
                sum = sum.checked_add(told.amount).unwrap();
            }
        }
        assert_eq!(sum, entry.distributed);
        assert!(entry.distributed <= entry.amount);
    }
}

#[test]
fn a_row_says_whom_it_was_paid_to_and_whether_it_was_compounded() {
    let recording: Value = serde_json::from_str(ALL).unwrap();
    let told = recording["steps"][0]["decodedEvents"].as_array().unwrap().clone();
    let logs = logs(ALL, 0);
    assert_eq!(logs.len(), told.len());
    for (log, told) in logs.iter().zip(&told) {
        let Some(VoterRewardEvent::Distributed(paid)) = voter_reward_event(&log.log).unwrap() else {
            panic!("{log:?}")
        };
        assert_eq!(json!(paid.era.0), told["era"]);
        assert_eq!(paid.delegate, at(told["delegate"].as_str().unwrap()));
        assert_eq!(paid.amount, rau(told["voterAmount"].as_str().unwrap()));
        let mut rows: Vec<Value> = paid
            .rows
            .iter()
            .map(|row| {
                let bucket = row.bucket.unwrap_or_default().to_string();
                json!([
                    row.voter,
                    row.recipient,
                    row.amount.rau().to_string(),
                    bucket,
                    row.bucket.is_some()
                ])
            })
            .collect();
        // The recording lists them by their voters, the log as they were paid.
        let mut paid = told["paid"].as_array().unwrap().clone();
        for rows in [&mut rows, &mut paid] {
            rows.sort_by_key(|row| row[0].as_str().unwrap().to_lowercase());
        }
        assert_eq!(rows, paid);
    }
}

#[test]
fn the_logs_of_grants_are_read_in_every_recorded_form() {
    let read = |logs: &[MinedLog]| -> Vec<GrantLog> {
        let grants = logs.iter().filter_map(|log| grant_logs(&log.log));
        grants.flatten().collect()
    };
    let paid = read(&logs(PAID, 1));
    let [
        GrantLog::Reward { kind, account, amount },
        GrantLog::Progress {
            era,
            phase,
            resume,
            left,
        },
    ] = &paid[..]
    else {
        panic!("{paid:?}")
    };
    assert_eq!((*kind, *amount), (RewardKind::Block, Amount::from_iotx(4)));
    assert!(!account.is_zero());
    assert_eq!((*era, *phase, *resume, *left), (Era(3), 0, None, 2));
    // A payout that the next freeze ended, at every block of which it is said again.
    let recording: Value = serde_json::from_str(CHUNKED).unwrap();
    let mut abandoned = 0;
    for step in recording["steps"].as_array().unwrap() {
        if step["request"]["method"] == "eth_getLogs" {
            let logs: Vec<MinedLog> = serde_json::from_value(step["response"]["result"].clone()).unwrap();
            for log in logs {
                let grants = grant_logs(&log.log);
                let event = voter_reward_event(&log.log).unwrap();
                assert!(grants.is_some() || event.is_some(), "{log:?}");
                let known = |grant: &GrantLog| !matches!(grant, GrantLog::Other { .. });
                assert!(grants.iter().flatten().all(known), "{grants:?}");
                abandoned += grants
                    .iter()
                    .flatten()
                    .filter(|g| matches!(g, GrantLog::Abandoned { .. }))
                    .count();
            }
        }
    }
    // Their receipts are the only place where logs of failed grants stand.
    let receipts = recording["steps"].as_array().unwrap().iter().filter_map(|step| {
        let list = step["response"]["result"].as_array()?;
        Some(list.iter().filter_map(|receipt| receipt["logs"].as_array()).flatten())
    });
    for log in receipts.flatten() {
        let log: Log = serde_json::from_value(log.clone()).unwrap();
        let grants = grant_logs(&log).unwrap_or_default();
        abandoned += grants
            .iter()
            .filter(|g| matches!(g, GrantLog::Abandoned { .. }))
            .count();
    }
    assert!(abandoned > 0, "a payout was given up there");
}

#[test]
fn opt_ins_and_destinations_are_read_from_their_logs() {
    let events = |step| -> Vec<VoterRewardEvent> {
        let logs = logs(CANDIDATES, step);
        logs.iter()
            .map(|log| voter_reward_event(&log.log).unwrap().unwrap())
            .collect()
    };
    let opted_in = events(118);
    assert!(opted_in.contains(&VoterRewardEvent::OptedIn {
        delegate: at(DELEGATE1)
    }));
    let set = events(181);
    let alice = at(ALICE);
    let cleared = |event: &&VoterRewardEvent| matches!(event, VoterRewardEvent::DestinationSet { voter, after, .. } if (*voter, *after) == (alice, alice));
    assert_eq!(set.iter().filter(cleared).count(), 2, "cleared, and cleared again");
}

#[tokio::test]
async fn portions_are_read_as_the_chain_reads_them() {
    let client = Node::after(BEFORE, 92, 30).await.client();
    let recording: Value = serde_json::from_str(BEFORE).unwrap();
    let profile = at(recording["contracts"]["delegateProfile"].as_str().unwrap());
    let whom = [DELEGATE0, DELEGATE1, DELEGATE2].map(at);
    let portions = client.portions(profile, &whom).await.unwrap().value;
    let pairs: Vec<_> = portions.iter().map(|p| (p.block, p.epoch)).collect();
    assert_eq!(
        pairs,
        [
            (Portion::Set(9_000), Portion::Set(8_000)),
            (Portion::Set(8_000), Portion::Unset),
            (Portion::Set(10_000), Portion::Set(0)),
        ]
    );
    let kept: Vec<_> = portions.iter().map(|p| p.commission().configured).collect();
    assert_eq!(kept, [true, false, true]);
    let auto_deposit = at(recording["contracts"]["autoDeposit"].as_str().unwrap());
    let accounts = [
        at("0x90f79bf6eb2c4f870365e785982e1f101e93b906"),
        at("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"),
    ];
    let buckets = client.compound_buckets(auto_deposit, &accounts).await.unwrap().value;
    assert_eq!(buckets, Some(vec![Some(9), None]));
}

/// A node whose contract answers each call with these words of ABI data, or with an error.
async fn profile(answer: Value) -> Client {
    let node = Node::rpc(move |method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        "eth_blockNumber" => json!({ "result": "0x9" }),
        _ => answer.clone(),
    })
    .await;
    node.client()
}

#[tokio::test]
async fn a_portion_that_cannot_be_meant_is_invalid_and_one_of_many_zeros_is_a_number() {
    let bytes = |value: &str| {
        let padded = format!("{value:0<width$}", width = value.len().div_ceil(64) * 64);
        json!({ "result": format!("0x{:064x}{:064x}{padded}", 32, value.len() / 2) })
    };
    for (answer, portion) in [
        (bytes(""), Portion::Unset),
        (bytes("2710"), Portion::Set(10_000)),
        (bytes("2711"), Portion::Invalid),
        (bytes("00"), Portion::Set(0)),
        (bytes(&format!("{:066x}", 7)), Portion::Set(7)),
        (bytes(&"01".repeat(33)), Portion::Invalid),
        (json!({ "result": "0x" }), Portion::Invalid),
        (json!({ "result": "0x1234" }), Portion::Invalid),
        (
            json!({ "error": { "code": 3, "message": "execution reverted" } }),
            Portion::Invalid,
        ),
    ] {
        let client = profile(answer.clone()).await;
        let portions = client.portions(at(ALICE), &[at(DELEGATE0)]).await.unwrap().value;
        let [read] = &portions[..] else { panic!("{portions:?}") };
        assert_eq!((read.block, read.epoch), (portion, portion), "{answer}");
    }
    let nobody = profile(json!({ "result": "0x" })).await;
    assert_eq!(
        nobody.compound_buckets(at(ALICE), &[at(ALICE)]).await.unwrap().value,
        None
    );
}
