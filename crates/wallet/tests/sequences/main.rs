//! Sequences on the practice network: reviewed as a whole, taken step by step within their bounds, across restarts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "../common/mod.rs"]
mod common;
mod doubt;
mod world;

use std::{sync::atomic::Ordering, time::Duration};

use ballast_api::{
    Failure, SequenceProposal, SequenceState, SequenceView, StepState, calls,
    calls::{BeginSequence, GoOnWithSequence, ProposeSequence, StopSequence},
};
use ballast_domain::{SECONDS_PER_DAY, sequence::SequenceWish};
use serde_json::json;

use self::world::World;

const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

fn rau(iotx: u64) -> String {
    format!("{iotx}000000000000000000")
}

fn asks(view: &SequenceView, step: usize) -> Option<String> {
    match &view.steps[step].state {
        StepState::Asks { sentence, .. } => Some(sentence.clone()),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_a_bucket_is_one_wish_that_waits_for_its_dates_across_a_restart() {
    let world = World::start().await;
    let number = world.bucket().await;
    let wish = || serde_json::from_value(json!({ "wish": "leave", "bucket": number.to_string() })).unwrap();
    let review = world.propose(wish()).await;
    assert!(review.may_begin(), "{review:#?}");
    let days: Vec<u64> = review
        .steps
        .iter()
        .map(|step| {
            let first = review.steps[0].agreed.earliest.unwrap_or_default();
            step.agreed.earliest.unwrap_or(first).seconds() / SECONDS_PER_DAY
        })
        .collect();
    assert_eq!(review.steps.len(), 3);
    assert_eq!(days[2] - days[1], 3, "unstaked money rests for three days");
    assert!(review.steps[0].agreed.left[0].sentence.contains("can be unstaked from"));
    assert!(review.steps[1].agreed.left[0].sentence.contains("earn nothing"));
    assert!(review.steps[2].agreed.left[0].sentence.contains("has ended"));

    let begun = world.begin(wish(), true).await;
    let waits = |view: &SequenceView| matches!(view.state, SequenceState::Waits { .. });
    world
        .until(&begun.id, "unlocked, and waiting for the days", waits)
        .await;
    let before = world.nonce().await;
    let world = world.restart().await;
    world.mine(6 * SECONDS_PER_DAY).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(waits(&world.view(&begun.id).await), "a day is missing");
    world.mine(2 * SECONDS_PER_DAY).await;
    world
        .until(&begun.id, "its date came while the vault was locked", |view| {
            view.state == SequenceState::Locked
        })
        .await;
    assert_eq!(world.nonce().await, before, "nothing is signed while it is locked");
    world.unlock().await;
    world
        .until(&begun.id, "unstaked, and waiting for three days", waits)
        .await;
    let world = world.restart().await;
    world.unlock().await;
    world.mine(3 * SECONDS_PER_DAY).await;
    let done = world
        .until(&begun.id, "all of it", |view| view.state == SequenceState::Done)
        .await;
    assert_eq!(world.nonce().await, before + 2, "each step once");
    assert!(done.left[0].sentence.contains("has ended"), "{:?}", done.left);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_is_dearer_than_agreed_asks_and_goes_on_by_the_persons_word() {
    let world = World::start().await;
    let wish = world.steps(vec![world.send(&rau(1), &[]), world.send(&rau(2), &[0])]);
    let begun = world.begin(wish, true).await;
    assert_eq!(begun.steps[1].state, StepState::Behind);
    assert!(world.since(&begun.id, 0).await.is_some(), "nobody has seen it yet");
    world.lies.dearer.store(3, Ordering::SeqCst);
    let asking = world
        .until(&begun.id, "the second asks", |view| asks(view, 1).is_some())
        .await;
    assert!(asks(&asking, 1).unwrap().contains("Gas costs"), "{asking:?}");
    world.stands_still(asking.clone()).await;
    assert_eq!(asking.state, SequenceState::Asks);
    assert_eq!(world.nonce().await, 1);
    let go = |seen| GoOnWithSequence {
        id: begun.id.clone(),
        seen,
    };
    for unseen in [None, Some(asking.mark + 7)] {
        world.wallet.call(&go(unseen)).await.unwrap();
        world.mine(5).await;
        assert_eq!(
            world.nonce().await,
            1,
            "nothing is signed beyond what was agreed to and seen"
        );
    }
    let asking = world
        .until(&begun.id, "it asks again", |view| asks(view, 1).is_some())
        .await;
    world.wallet.call(&go(Some(asking.mark))).await.unwrap();
    world
        .until(&begun.id, "done", |view| view.state == SequenceState::Done)
        .await;
    assert_eq!(world.nonce().await, 2);
    let newer = world.since(&begun.id, asking.version).await.unwrap();
    assert_eq!(newer.state, SequenceState::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_whose_recipient_became_a_contract_asks() {
    let world = World::start().await;
    let wish = world.steps(vec![world.send(&rau(1), &[]), world.send(&rau(2), &[0])]);
    let begun = world.begin(wish, true).await;
    world.lies.code.store(1, Ordering::SeqCst);
    let asking = world
        .until(&begun.id, "the second asks", |view| asks(view, 1).is_some())
        .await;
    assert!(asks(&asking, 1).unwrap().contains("contract"), "{asking:?}");
    assert_eq!(world.nonce().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_sends_or_allows_tokens_has_them_as_a_bound() {
    let world = World::start().await;
    let quantity = json!({ "units": "1500000000000000000", "decimals": 18 });
    let send =
        json!({ "account": world.account, "action": "sendToken", "token": COIN, "to": FRIEND, "quantity": quantity });
    let allow = json!({ "account": world.account, "action": "allowToken", "token": COIN, "spender": FRIEND,
        "quantity": quantity, "after": [0] });
    let review = world
        .propose(world.steps(vec![send, allow, world.send(&rau(1), &[0])]))
        .await;
    let grants: Vec<_> = review
        .steps
        .iter()
        .map(|step| step.agreed.bounds.tokens.clone())
        .collect();
    assert_eq!(grants[2], None, "IOTX are no tokens");
    for grant in &grants[..2] {
        let grant = grant.as_ref().unwrap();
        assert_eq!(
            (grant.token, grant.to),
            (COIN.parse().unwrap(), FRIEND.parse().unwrap())
        );
        assert_eq!(grant.most.to_text(), "1.5");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_step_stops_all_that_wait_for_it_and_nothing_else() {
    let world = World::start().await;
    world.lies.fails.store(1, Ordering::SeqCst);
    let wish = world.steps(vec![
        world.send(&rau(1), &[]),
        world.send(&rau(2), &[0]),
        world.send(&rau(3), &[1]),
    ]);
    let begun = world.begin(wish, true).await;
    let failed = world
        .until(&begun.id, "failed", |view| view.state == SequenceState::Failed)
        .await;
    assert!(matches!(failed.steps[0].state, StepState::Failed { .. }));
    assert_eq!(
        (&failed.steps[1].state, &failed.steps[2].state),
        (&StepState::Not, &StepState::Not)
    );
    // The same as a step again is warned of: one node alone said that it failed.
    let again = world.steps(vec![world.send(&rau(1), &[]), world.send(&rau(7), &[])]);
    let again = world.propose(again).await;
    let warns = |step: usize| {
        let cautions = again.steps[step].cautions.iter();
        cautions.filter(|w| w.rule == "submission.same-under-way").count()
    };
    assert_eq!((warns(0), warns(1)), (1, 0));
    world.lies.fails.store(0, Ordering::SeqCst);
    world.mine(5).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(world.nonce().await, 1, "the others were never signed");
    // One node alone had said so. It says otherwise now, and the step is told of as it is.
    let corrected = world
        .until(&begun.id, "corrected", |view| view.steps[0].state == StepState::Done)
        .await;
    assert_eq!(
        (corrected.state, &corrected.steps[1].state),
        (SequenceState::Failed, &StepState::Not),
        "what waited for it is not done by itself"
    );
    assert!(corrected.steps[0].submission.as_ref().is_some_and(|s| s.by_one_node));
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_steps_that_wait_for_nothing_go_out_together_and_few_are_on_their_way() {
    let world = World::start().await;
    let all = (1..=60).map(|iotx| world.send(&rau(iotx), &[])).collect();
    let begun = world.begin(world.steps(all), true).await;
    let on_their_way = |view: &SequenceView| {
        let steps = view.steps.iter();
        steps.filter(|step| step.state == StepState::UnderWay).count()
    };
    assert_eq!(on_their_way(&begun), 16);
    // The person sends something meanwhile: it has a nonce of its own.
    let intent = serde_json::from_value(world.send(&rau(1_000), &[])).unwrap();
    let proposal = world.wallet.call(&calls::Propose { intent }).await.unwrap();
    let approve = calls::Approve { id: proposal.id };
    world.wallet.call(&approve).await.unwrap();
    let done = world
        .until(&begun.id, "all", |view| view.state == SequenceState::Done)
        .await;
    assert_eq!(world.nonce().await, 61);
    let mut nonces: Vec<u64> = done
        .steps
        .iter()
        .map(|s| s.submission.as_ref().unwrap().nonce)
        .collect();
    nonces.sort_unstable();
    nonces.dedup();
    assert_eq!(nonces.len(), 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_go_on_by_itself_asks_and_what_is_stopped_shows_what_is_left() {
    let world = World::start().await;
    let allow = json!({ "account": world.account, "action": "allowToken", "token": COIN, "spender": COIN_SPENDER,
        "quantity": { "units": "5", "decimals": 18 } });
    let wish = world.steps(vec![allow, world.send(&rau(1), &[0])]);
    let review = world.propose(wish.clone()).await;
    assert!(review.steps[0].agreed.left[0].undo.is_some(), "{review:#?}");
    let begun = world.begin(wish, false).await;
    let asking = world
        .until(&begun.id, "it asks", |view| view.state == SequenceState::Asks)
        .await;
    assert_eq!(
        asks(&asking, 1).unwrap_or_else(|| "Its turn has come.".into()),
        "Its turn has come."
    );
    assert_eq!(world.nonce().await, 1);
    let id = begun.id.clone();
    let stopped = world.wallet.call(&StopSequence { id }).await.unwrap();
    assert_eq!(stopped.state, SequenceState::Stopped);
    assert!(
        stopped.left[0].sentence.contains("may still take up to"),
        "{:?}",
        stopped.left
    );
    let undo = stopped.left[0].undo.clone().unwrap();
    let back = world.wallet.call(&calls::Propose { intent: undo }).await.unwrap();
    assert!(back.block().is_none() && back.sentence.contains("any more"), "{back:?}");
    let go = GoOnWithSequence {
        id: begun.id.clone(),
        seen: None,
    };
    world.wallet.call(&go).await.unwrap();
    assert_eq!(
        world.view(&begun.id).await.state,
        SequenceState::Stopped,
        "stopped for good"
    );
}

/// Somebody who is let take tokens: the network's contract for bucket NFTs of version 3.
const COIN_SPENDER: &str = "0x0000000000000000000000000000000000001234";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_sequence_is_refused() {
    let world = World::start().await;
    let ask = |wish: SequenceWish| {
        let wallet = world.wallet.clone();
        async move { wallet.call(&ProposeSequence { wish }).await }
    };
    let code = |answer: Result<SequenceProposal, Failure>| answer.map(|_| ()).unwrap_err().code;
    assert_eq!(code(ask(world.steps(Vec::new())).await), "sequence.form");
    let itself = world.steps(vec![world.send(&rau(1), &[0])]);
    assert_eq!(code(ask(itself).await), "sequence.form");
    let many = (0..401).map(|_| world.send("1", &[])).collect();
    assert_eq!(code(ask(world.steps(many)).await), "sequence.form");
    let nobodys = serde_json::from_value(json!({ "wish": "leave", "bucket": "999999" })).unwrap();
    assert_eq!(code(ask(nobodys).await), "bucket.unknown");
    // More than there is: the second step is named, and nothing can begin.
    let dear = world.steps(vec![world.send(&rau(1), &[]), world.send(&rau(90_000_000), &[0])]);
    let review = world.propose(dear).await;
    assert!(review.steps[0].refusal.is_none() && review.steps[1].refusal.is_some());
    let begin = BeginSequence {
        id: review.id,
        by_itself: true,
    };
    assert_eq!(world.wallet.call(&begin).await.unwrap_err().code, "sequence.refused");
    assert_eq!(world.nonce().await, 0);
}
