//! What a bucket holds that is given away: also what no node tells of yet.

use ballast_api::calls::{BeginSequence, ProposeBatch, ProposeSequence};
use serde_json::json;

use crate::{STRANGER, desk::Desk};

#[tokio::test(flavor = "multi_thread")]
async fn what_steps_put_into_a_bucket_before_they_give_it_is_told() {
    let desk = Desk::open().await;
    let (own, bucket) = (desk.account, desk.stake("100 IOTX").await);
    let wish = json!({ "wish": "steps", "title": "Two", "steps": [
        { "account": own, "action": "depositToStake", "bucket": bucket, "amount": "90000 IOTX", "after": [] },
        { "account": own, "action": "transferStake", "bucket": bucket, "to": STRANGER, "after": [0] } ] });
    let wish = serde_json::from_value(wish).unwrap();
    let id = desk.wallet.call(&ProposeSequence { wish }).await.unwrap().id;
    let begin = BeginSequence { id, by_itself: false };
    assert_eq!(desk.wallet.call(&begin).await.unwrap_err().code, "confirm.refused");
    let asked = desk.asked();
    for said in [
        "90 100 IOTX",
        "the 90 000 IOTX that you sign into it",
        // Their word the page gives.
        "Later steps are signed after a press in the window",
    ] {
        assert!(asked[0].contains(said), "{said}: {asked:?}");
    }
    let intents = vec![desk.deposit(bucket, "90000 IOTX"), desk.hand_over(bucket, STRANGER)];
    let batch = desk.wallet.call(&ProposeBatch { intents }).await.unwrap();
    assert_eq!(batch.legal().count(), 2, "{batch:?}");
    let approve = ballast_api::calls::ApproveBatch { id: batch.id };
    assert_eq!(desk.wallet.call(&approve).await.unwrap_err().code, "confirm.refused");
    let asked = desk.asked();
    assert!(asked[0].contains("90 100 IOTX"), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_into_a_bucket_is_told_and_what_follows_it_out_is_asked_about() {
    let desk = Desk::open().await;
    let bucket = desk.stake("100 IOTX").await;
    assert_eq!(desk.try_to(desk.deposit(bucket, "900 IOTX")).await, "signed");
    assert_eq!(desk.asked(), [""; 0], "it stays one's own");
    // Whether a block has it by now or not.
    assert_eq!(desk.try_to(desk.hand_over(bucket, STRANGER)).await, "confirm.refused");
    let asked = desk.asked();
    assert!(asked[0].contains("1 000 IOTX"), "{asked:?}");

    // A sequence that is not yet over takes it into another's hands.
    desk.says(true);
    let steps = json!({ "wish": "steps", "title": "Gone", "steps": [
        { "account": desk.account, "action": "send", "to": desk.account, "amount": "1 IOTX", "after": [] },
        { "account": desk.account, "action": "transferStake", "bucket": bucket, "to": STRANGER, "after": [0] } ] });
    let wish = serde_json::from_value(steps).unwrap();
    let id = desk.wallet.call(&ProposeSequence { wish }).await.unwrap().id;
    let begin = BeginSequence { id, by_itself: false };
    desk.wallet.call(&begin).await.unwrap();
    desk.asked();
    desk.says(false);
    let before = desk.signed().await;
    assert_eq!(desk.try_to(desk.deposit(bucket, "50 IOTX")).await, "confirm.refused");
    let asked = desk.asked();
    assert!(
        asked[0].contains("50 IOTX for bucket") && asked[0].contains("not yours or will not be"),
        "{asked:?}"
    );
    assert_eq!(desk.signed().await, before);
}
