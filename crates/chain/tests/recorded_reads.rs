//! Every read against what real nodes of both versions answered (recordings 01, 09 and 10).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_chain::{Block, EpochInfo, Error, Transactions, Tx};
use ballast_domain::{Address, Amount, Candidate, Epoch, Exit, Hash, Height, Votes};
use common::Node;
use serde_json::{Value, json};

const BOOT: &str = include_str!("data/boot.json");
const V222: &str = include_str!("data/v222.json");

/// The decoded answer of a recorded call of `function`, as the recording's own decoder gave it.
fn decoded(recording: &str, function: &str) -> Value {
    let recording: Value = serde_json::from_str(recording).unwrap();
    let step = recording["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["function"] == function)
        .cloned();
    step.unwrap_or_else(|| panic!("{function} is not recorded"))["decoded"].clone()
}

fn address(value: &Value) -> Address {
    value.as_str().unwrap().parse().unwrap()
}

fn rau(value: &Value) -> u128 {
    value.as_str().unwrap().parse().unwrap()
}

fn assert_candidate(candidate: &Candidate, recorded: &Value) {
    assert_eq!(candidate.id, address(&recorded["id"]));
    assert_eq!(candidate.owner, address(&recorded["ownerAddress"]));
    assert_eq!(candidate.operator, address(&recorded["operatorAddress"]));
    assert_eq!(candidate.reward, address(&recorded["rewardAddress"]));
    assert_eq!(candidate.name, recorded["name"].as_str().unwrap());
    assert_eq!(candidate.votes, Votes::from_rau(rau(&recorded["totalWeightedVotes"])));
    assert_eq!(
        candidate.self_stake,
        Amount::from_rau(rau(&recorded["selfStakingTokens"]))
    );
    assert_eq!(
        candidate.self_stake_bucket,
        recorded["selfStakeBucketIdx"].as_str().unwrap().parse().ok()
    );
}

#[tokio::test]
async fn delegates_are_read_in_the_newest_form() {
    let node = Node::recorded(BOOT, 27).await;
    // Exits were recorded for one owner only, so the list's own decoding is compared, and one delegate in full.
    let recorded = decoded(BOOT, "candidatesV4(uint32,uint32)");
    let answer: Value = serde_json::from_str(BOOT).unwrap();
    let step = answer["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["function"] == "candidatesV4(uint32,uint32)")
        .unwrap();
    let data = hex(step["response"]["result"].as_str().unwrap());
    let list = ballast_chain::candidate_list(&data).unwrap();
    assert_eq!(list.len(), 6);
    for (candidate, recorded) in list.iter().zip(recorded.as_array().unwrap()) {
        assert_candidate(candidate, recorded);
        assert_eq!(
            recorded["blsPubKey"],
            format!(
                "0x{}",
                candidate.bls_key.iter().map(|b| format!("{b:02x}")).collect::<String>()
            )
        );
    }
    let client = node.client();
    let one = client.delegate("delegate1").await.unwrap().value.unwrap();
    assert_candidate(&one, &decoded(BOOT, "candidateByNameV4(string)"));
    assert_eq!(one.exit, Exit::None);
    assert_eq!(client.delegate_by_id(one.id).await.unwrap().value, Some(one.clone()));
    assert_eq!(client.delegate_by_owner(one.owner).await.unwrap().value, Some(one));
}

fn hex(text: &str) -> Vec<u8> {
    let digits = &text.as_bytes()[2..];
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

#[tokio::test]
async fn what_is_not_there_is_none_on_both_versions() {
    let new = Node::recorded(BOOT, 27).await.client();
    let old = Node::recorded(V222, 26).await.client();
    assert_eq!(new.delegate("nosuchname").await.unwrap().value, None);
    assert_eq!(old.delegate("nosuchname").await.unwrap().value, None);
    let alice = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266".parse().unwrap();
    assert_eq!(new.delegate_by_owner(alice).await.unwrap().value, None);
    assert_eq!(new.transaction(Hash([0x11; 32])).await.unwrap(), None);
    assert_eq!(new.block(Height(0xff_ffff), false).await.unwrap(), None);
}

#[tokio::test]
async fn an_older_node_is_read_in_the_older_form_and_says_unknown_instead_of_empty() {
    let client = Node::recorded(V222, 26).await.client();
    let one = client.delegate("delegate0").await.unwrap();
    assert_candidate(
        one.value.as_ref().unwrap(),
        &decoded(V222, "candidateByNameV3(string)")
            .clone()
            .take_named("delegate0"),
    );
    assert_eq!(one.height, Height(26));
    assert_eq!(client.probation(None).await.unwrap().value, None);
    assert_eq!(client.poll_candidates(None).await.unwrap().value, None);
    assert_eq!(client.epoch_of(Height(21)).await.unwrap().value, None);
}

trait Named {
    fn take_named(self, name: &str) -> Value;
}

impl Named for Value {
    /// The first recorded answer of this call is "not found"; take the one that has the name.
    fn take_named(self, name: &str) -> Value {
        let recording: Value = serde_json::from_str(V222).unwrap();
        let steps = recording["steps"].as_array().unwrap().clone();
        steps
            .into_iter()
            .map(|step| step["decoded"].clone())
            .find(|decoded| decoded["name"] == name)
            .unwrap_or(self)
    }
}

#[tokio::test]
async fn the_running_epoch_and_its_producers() {
    let client = Node::recorded(BOOT, 27).await.client();
    let epoch = client.epoch_of(Height(26)).await.unwrap().value.unwrap();
    assert_eq!(
        epoch,
        EpochInfo {
            epoch: Epoch(2),
            first: Height(21),
            last: Height(40)
        }
    );
    for (list, function, count) in [
        (client.poll_candidates(None).await, "CandidatesByEpoch()", 6),
        (client.block_producers(None).await, "BlockProducersByEpoch()", 6),
        (client.active_producers(None).await, "ActiveBlockProducersByEpoch()", 4),
        (
            client.poll_candidates(Some(Epoch(1))).await,
            "CandidatesByEpoch(uint256)",
            6,
        ),
    ] {
        let (list, recorded) = (list.unwrap().value.unwrap(), decoded(BOOT, function));
        assert_eq!(list.len(), count, "{function}");
        for (elected, recorded) in list.iter().zip(recorded["candidates"].as_array().unwrap()) {
            assert_eq!(elected.operator, address(&recorded["operatorAddress"]));
            assert_eq!(elected.reward, address(&recorded["rewardAddress"]));
            assert_eq!(elected.votes, Votes::from_rau(rau(&recorded["votes"])));
        }
    }
    let probation = client.probation(None).await.unwrap().value.unwrap();
    assert_eq!((probation.delegates.len(), probation.votes_cut_percent), (0, 90));
}

#[tokio::test]
async fn the_probation_list_names_who_stood_still_and_an_epoch_without_record_is_unknown() {
    let client = Node::recorded(include_str!("data/probation.json"), 61).await.client();
    let probation = client.probation(Some(Epoch(4))).await.unwrap().value.unwrap();
    assert_eq!(
        probation.delegates[0].delegate,
        "0x7153EF2F1846416E827814fcEb62315432c38571".parse().unwrap()
    );
    assert_eq!(probation.delegates[0].epochs, 2);
    assert_eq!(
        client.probation(Some(Epoch(6))).await.unwrap().value,
        None,
        "not exist in DB"
    );
}

#[tokio::test]
async fn buckets_totals_rewards_and_accounts() {
    let client = Node::recorded(BOOT, 27).await.client();
    let alice = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266".parse().unwrap();
    let owner = "0x7153EF2F1846416E827814fcEb62315432c38571".parse().unwrap();
    let buckets = client.buckets_of(owner).await.unwrap().value;
    assert_eq!(buckets.len(), 1);
    assert_eq!(
        (buckets[0].id.index, buckets[0].owner, buckets[0].locked),
        (0, owner, true)
    );
    assert_eq!(buckets[0].amount, Amount::from_iotx(5_000_000));
    assert_eq!(client.buckets(&[99_999]).await.unwrap().value, []);
    assert_eq!(client.buckets_for("nosuchname").await.unwrap().value, []);

    let totals = client.staking_totals().await.unwrap().value;
    assert_eq!((totals.buckets, totals.active), (6, 6));
    assert_eq!(totals.amount.rau(), 0x0013_da32_9b63_3647_1800_0000);

    let reward = "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C".parse().unwrap();
    assert_eq!(
        client.unclaimed_rewards(reward).await.unwrap().value.rau(),
        0xd5_46af_ca73_3c91_270f
    );
    assert_eq!(client.unclaimed_rewards(alice).await.unwrap().value, Amount::ZERO);
    let (total, available) = (
        client.reward_pool_total().await.unwrap(),
        client.reward_pool_available().await.unwrap(),
    );
    assert!(total.value.rau() > 100 << 64 && available.value.rau() > 100 << 64);

    assert_eq!(
        client.balance(alice).await.unwrap().value.rau(),
        0x0052_b7d2_c7d3_73d2_f928_d8f0
    );
    assert_eq!(client.pending_nonce(alice).await.unwrap().value, 1);
    assert_eq!(
        client.accounts(&[alice]).await.unwrap().value,
        [(Amount::from_rau(0x0052_b7d2_c7d3_73d2_f928_d8f0), 1)]
    );
    assert_eq!(client.code(Address::STAKING).await.unwrap().value, Vec::<u8>::new());
    assert_eq!(client.base_fee().await.unwrap().value.rau(), 1_000_000_000_000);
}

#[tokio::test]
async fn blocks_without_mix_hash_and_nonce_are_read_with_their_transactions() {
    let client = Node::recorded(BOOT, 27).await.client();
    let head = client.head().await.unwrap().value;
    assert_eq!((head.height, head.timestamp.seconds()), (Height(27), 0x6955_b943));
    let block: Block = client.block(Height(20), true).await.unwrap().unwrap();
    let Transactions::Full(transactions) = block.transactions else {
        panic!("no transactions")
    };
    assert_eq!(transactions.len(), 2);
    assert!(transactions.iter().all(Tx::is_system));
}

/// The recorded answer of a call of `function`.
fn answer_of(function: &str) -> Value {
    let recording: Value = serde_json::from_str(BOOT).unwrap();
    let steps = recording["steps"].as_array().unwrap();
    steps.iter().find(|step| step["function"] == function).unwrap()["response"].clone()
}

/// A node that knows these methods, by selector, and no other.
async fn node_with(known: Vec<(&'static str, Value)>) -> Node {
    Node::rpc(move |method, params| match method {
        "eth_chainId" => json!({ "result": format!("{:#x}", common::CHAIN) }),
        "eth_blockNumber" => json!({ "result": "0x1b" }),
        _ => {
            let data = params[0]["data"].as_str().unwrap_or_default();
            match known.iter().find(|(call, _)| data.starts_with(call)) {
                Some((_, answer)) => answer.clone(),
                None => json!({ "error": { "code": -32603, "message": "invalid call sig" } }),
            }
        }
    })
    .await
}

#[tokio::test]
async fn the_list_of_delegates_says_who_leaves() {
    let (requested, scheduled) = (format!("0x{:064x}{:064x}", 1, 0), format!("0x{:064x}{:064x}", 1, 5000));
    let staying = format!("0x{:0128x}", 0);
    let node = node_with(vec![
        ("0x5198e155", answer_of("candidatesV4(uint32,uint32)")),
        (
            "0xa1c7820a0000000000000000000000007153ef2f",
            json!({ "result": requested }),
        ),
        (
            "0xa1c7820a000000000000000000000000af6c5664",
            json!({ "result": scheduled }),
        ),
        ("0xa1c7820a", json!({ "result": staying })),
    ]);
    let list = node.await.client().delegates().await.unwrap().value;
    let exit = |name: &str| list.iter().find(|delegate| delegate.name == name).unwrap().exit;
    assert_eq!(exit("delegate0"), Exit::Requested);
    assert_eq!(exit("delegate1"), Exit::ScheduledAt(Height(5000)));
    assert_eq!(list.iter().filter(|delegate| delegate.exit == Exit::None).count(), 4);
}

#[tokio::test]
async fn lists_are_read_in_older_forms_where_the_node_knows_no_newer_ones() {
    let node = node_with(vec![
        ("0xb591758b", answer_of("candidatesV3(uint32,uint32)")),
        ("0x4a0c59f9", answer_of("buckets(uint32,uint32)")),
    ]);
    let client = node.await.client();
    let list = client.delegates().await.unwrap().value;
    assert_eq!(list.len(), 6);
    assert!(
        list.iter()
            .all(|delegate| delegate.exit == Exit::None && delegate.bls_key.is_empty())
    );
    let buckets = client.buckets_of(Address::STAKING).await.unwrap().value;
    assert_eq!(
        buckets.iter().map(|bucket| bucket.id.index).collect::<Vec<_>>(),
        [0, 1, 2, 3, 4, 5]
    );

    let unknowing = node_with(Vec::new()).await.client().delegates().await;
    assert!(matches!(unknowing, Err(Error::Unsupported(_))), "{unknowing:?}");
}
