//! The list of delegates and a delegate by itself, against what real nodes of both versions answered.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use ballast_chain::Error;
use ballast_domain::{Address, Amount, Candidate, Exit, Height, Votes};
use common::{
    Node,
    recordings::{BOOT, V222, address, decoded, rau},
};
use serde_json::{Value, json};

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
        // The largest number is the node's word for none.
        Some(recorded["selfStakeBucketIdx"].as_str().unwrap().parse().unwrap()).filter(|index| *index != u64::MAX)
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
async fn an_older_node_is_read_in_the_older_form_and_says_unknown_instead_of_empty() {
    let client = Node::recorded(V222, 26).await.client();
    let one = client.delegate("delegate0").await.unwrap();
    assert_candidate(one.value.as_ref().unwrap(), &decoded_by_name("delegate0"));
    assert_eq!(one.height, Height(26));
    assert_eq!(client.probation(None).await.unwrap().value, None);
    assert_eq!(client.poll_candidates(None).await.unwrap().value, None);
    assert_eq!(client.epoch_of(Height(21)).await.unwrap().value, None);
}

#[tokio::test]
async fn everything_that_an_older_node_lists_is_read() {
    let recording: Value = serde_json::from_str(V222).unwrap();
    let named = |function: &str| {
        let steps = recording["steps"].as_array().unwrap().clone().into_iter();
        let of = function.to_owned();
        steps.filter(move |step| step["function"] == of.as_str() && step["response"]["result"].is_string())
    };
    let bytes = |step: &Value| hex(step["response"]["result"].as_str().unwrap());

    // The page that was recorded, to whatever page is asked.
    let page = named("candidatesV3(uint32,uint32)").next().unwrap();
    let node = node_with(vec![("0xb591758b", page["response"].clone())]).await;
    let list = node.client().delegates().await.unwrap().value;
    let recorded = page["decoded"].as_array().unwrap();
    assert_eq!(list.len(), recorded.len());
    list.iter().zip(recorded).for_each(|(c, r)| assert_candidate(c, r));

    let mut lists = 0;
    for function in [
        "compositeBucketsV3(uint32,uint32)",
        "compositeBucketsByIndexesV3(uint64[])",
    ] {
        for step in named(function) {
            let list = ballast_chain::bucket_list(&bytes(&step)).unwrap();
            let recorded = step["decoded"].as_array().unwrap();
            assert_eq!(list.len(), recorded.len(), "{function}");
            for (bucket, recorded) in list.iter().zip(recorded) {
                assert_eq!(bucket.id.index.to_string(), recorded["index"]);
                assert_eq!(bucket.owner, address(&recorded["owner"]));
                assert_eq!(bucket.candidate, address(&recorded["candidateAddress"]));
                assert_eq!(bucket.amount, Amount::from_rau(rau(&recorded["stakedAmount"])));
                assert_eq!(bucket.duration.0.to_string(), recorded["stakedDuration"]);
                assert_eq!(bucket.locked, recorded["autoStake"]);
                assert_eq!(bucket.created.seconds().to_string(), recorded["createTime"]);
                assert_eq!(bucket.stake_start.seconds().to_string(), recorded["stakeStartTime"]);
                assert_eq!(bucket.is_unstaked(), recorded["unstakeStartTime"] != "0");
            }
            lists += 1;
        }
    }
    assert_eq!(lists, 2);

    // Registered, renamed, and without its self-stake, one after another.
    for step in named("candidateByNameV3(string)") {
        let recorded = &step["decoded"];
        let node = node_with(vec![("0xa8170794", step["response"].clone())]).await;
        let one = node.client().delegate(recorded["name"].as_str().unwrap()).await;
        let one = one.unwrap().value.unwrap();
        assert_candidate(&one, recorded);
        assert!(one.bls_key.is_empty() && one.exit == Exit::None);
    }
    let head = Node::recorded(V222, 26).await.client().head().await.unwrap().value;
    assert_eq!(head.base_fee_per_gas, Some(Amount::from_rau(1_000_000_000_000)));
}

/// What an older node answered about the delegate of this name, as the recording's own decoder gave it.
fn decoded_by_name(name: &str) -> Value {
    let recording: Value = serde_json::from_str(V222).unwrap();
    let mut decoded = recording["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["decoded"]);
    decoded.find(|decoded| decoded["name"] == name).unwrap().clone()
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
