//! The very same as a step, signed by hand after the review and not done for sure: the step asks before it is done once more.

use std::time::Duration;

use ballast_api::{SequenceState, SubmissionState, calls, calls::GoOnWithSequence};

use crate::{asks, rau, world::World};

#[tokio::test(flavor = "multi_thread")]
async fn a_step_asks_whose_very_same_was_signed_beside_it_and_came_into_doubt() {
    let world = World::start().await;
    let wish = world.steps(vec![world.send(&rau(1), &[]), world.send(&rau(2), &[0])]);
    let review = world.propose(wish).await;
    let told = &review.steps[1].cautions;
    assert!(told.iter().all(|w| w.rule != "submission.same-under-way"), "{told:?}");

    let intent = serde_json::from_value(world.send(&rau(2), &[])).unwrap();
    let proposal = world.wallet.call(&calls::Propose { intent }).await.unwrap();
    let approve = calls::Approve { id: proposal.id };
    let signed = world.wallet.call(&approve).await.unwrap();
    // One node alone says that it failed.
    *world.lies.failed.lock().unwrap() = Some(signed.hash);
    for round in 0..200 {
        let all = world
            .wallet
            .call(&calls::GetSubmissions { account: None })
            .await
            .unwrap();
        if all[0].state == SubmissionState::Failed {
            break;
        }
        if round % 3 == 0 {
            world.mine(5).await;
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
    }

    let begin = calls::BeginSequence {
        id: review.id,
        by_itself: true,
    };
    let begun = world.wallet.call(&begin).await.unwrap();
    let asking = world
        .until(&begun.id, "the second asks", |view| asks(view, 1).is_some())
        .await;
    let why = asks(&asking, 1).unwrap();
    assert!(why.contains("You signed the very same less than a day ago"), "{why}");
    assert_eq!(world.nonce().await, 2, "what was signed by hand, and the first step");
    world.stands_still(asking.clone()).await;
    let go = |seen| GoOnWithSequence {
        id: begun.id.clone(),
        seen,
    };
    world.wallet.call(&go(None)).await.unwrap();
    world.mine(5).await;
    assert_eq!(world.nonce().await, 2, "nobody has seen what it asks");
    let asking = world
        .until(&begun.id, "it asks again", |view| asks(view, 1).is_some())
        .await;
    world.wallet.call(&go(Some(asking.mark))).await.unwrap();
    world
        .until(&begun.id, "done", |view| view.state == SequenceState::Done)
        .await;
    assert_eq!(world.nonce().await, 3);
}
