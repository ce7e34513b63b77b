//! Dates that a node tells: with a false one nothing is signed before its time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use ballast_api::{
    SequenceState, SubmissionState, calls,
    calls::{Approve, BeginSequence, GetSequence, Propose, ProposeSequence},
};
use ballast_domain::{Intent, Proposal, SECONDS_PER_DAY, sequence::SequenceWish};
use common::{beside::Beside, relay::relay};
use serde_json::{Value, json};

/// The review of an action of the account's.
async fn review(world: &Beside, mut action: Value) -> Proposal {
    action["account"] = json!(world.account);
    let intent: Intent = serde_json::from_value(action).unwrap();
    world.wallet.call(&Propose { intent }).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_with_a_date_that_is_yet_to_come_has_no_step_signed_before_its_time() {
    let ahead = Arc::<AtomicU64>::default();
    let by = ahead.clone();
    let liar = |node: SocketAddr| {
        relay(node, move |method, _, answer| {
            if method == "eth_getBlockByNumber" && answer["result"].is_object() {
                let told = answer["result"]["timestamp"].as_str().unwrap().trim_start_matches("0x");
                let told = u64::from_str_radix(told, 16).unwrap() + by.load(Ordering::SeqCst);
                answer["result"]["timestamp"] = json!(format!("{told:#x}"));
            }
        })
    };
    let world = Beside::start(true, liar).await;
    let stake =
        json!({ "action": "createStake", "candidate": "fathom", "amount": "100 IOTX", "duration": 7, "locked": false });
    let id = review(&world, stake).await.id;
    let staked = world.wallet.call(&Approve { id }).await.unwrap();
    world.ends(&staked.id, SubmissionState::Final).await;
    let buckets = calls::GetBuckets { account: None };
    let bucket = world.wallet.call(&buckets).await.unwrap().rows.value[0].bucket.id.index;

    let wish = json!({ "wish": "leave", "bucket": bucket.to_string() });
    let wish: SequenceWish = serde_json::from_value(wish).unwrap();
    let id = world.wallet.call(&ProposeSequence { wish }).await.unwrap().id;
    let begin = BeginSequence { id, by_itself: true };
    let begun = world.wallet.call(&begin).await.unwrap();
    ahead.store(30 * SECONDS_PER_DAY, Ordering::SeqCst);
    // Blocks come meanwhile, and each of them is said to be of next month.
    tokio::time::sleep(Duration::from_secs(4)).await;
    let all = calls::GetSubmissions { account: None };
    assert_eq!(
        world.wallet.call(&all).await.unwrap().len(),
        1,
        "a step was signed early"
    );
    let view = world.wallet.call(&GetSequence { id: begun.id }).await.unwrap();
    assert!(matches!(view.state, SequenceState::Waits { .. }), "{:?}", view.state);
    // By hand neither.
    let early = review(&world, json!({ "action": "unstake", "bucket": bucket })).await;
    assert_eq!(early.block().map(|w| w.rule.as_str()), Some("bucket.unstake-early"));
}
