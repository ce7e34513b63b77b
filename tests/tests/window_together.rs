//! What is signed or refused together, in the real window: one notice for a batch, and no promise above a refusal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::desk::Desk;
use serde_json::{Value, json};

/// Puts intents aside, and opens their review.
async fn review(desk: &Desk, intents: Value) {
    desk.ask(
        "SaveDraft",
        json!({ "id": null, "name": "Together", "intents": intents }),
    )
    .await;
    desk.window.press("rail-home").await;
    desk.window.find("home-total").await;
    desk.go("/drafts").await;
    let open = "const b = document.querySelector(\"[data-test^='draft-open-']\"); b?.click(); return b ? 'yes' : 'no'";
    desk.until(open, |pressed| pressed == "yes").await;
    desk.window.find("batch-review").await;
}

/// An unlocked bucket of 91 days, which cannot be unstaked yet; its number.
async fn running_bucket(desk: &Desk) -> Value {
    let staked = desk
        .done(
            json!({ "account": desk.account, "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX",
                      "duration": 91, "locked": false }),
        )
        .await;
    serde_json::from_str(staked["bucket"].as_str().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_which_all_is_refused_says_why_once_and_signs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let bucket = running_bucket(&desk).await;
    let unstake = json!({ "account": desk.account, "action": "unstake", "bucket": bucket });
    review(&desk, json!([unstake, unstake])).await;
    desk.window.wait_for("batch-review", "data-legal", "0").await;
    desk.says("review-blocked", &["There is nothing to sign"]).await;
    for item in ["batch-item-1", "batch-item-2"] {
        desk.says(&format!("{item}-what"), &["Unstake, bucket"]).await;
        desk.says(item, &["Not possible.", "bucket."]).await;
    }
    let all = desk.shown("batch-review").await.unwrap();
    for promise in ["It stops voting", "can be withdrawn on", "0 transactions"] {
        if all.contains(promise) {
            desk.note(format!("the review says {promise:?}: {all}"));
        }
    }
    for gone in ["review-sign", "batch-left-out", "batch-sums", "batch-count"] {
        if desk.window.has(gone).await {
            desk.note(format!("{gone} is there"));
        }
    }
    desk.window.both("batch-refused").await;
    desk.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_batch_one_notice_tells_and_a_refused_action_of_it_is_no_promise() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let bucket = running_bucket(&desk).await;
    let stake = |days: u32| {
        json!({ "account": desk.account, "action": "createStake", "candidate": "fathom", "amount": "100 IOTX",
                "duration": days, "locked": true })
    };
    let unstake = json!({ "account": desk.account, "action": "unstake", "bucket": bucket });
    review(
        &desk,
        json!([stake(7), unstake, stake(14), stake(30), stake(91), stake(182)]),
    )
    .await;
    desk.window.wait_for("batch-review", "data-legal", "5").await;
    desk.says("batch-left-out", &["1 action will not be signed"]).await;
    desk.says("batch-item-1-what", &["Lock 100 IOTX with fathom."]).await;
    let refused = desk.says("batch-item-2", &["Unstake, bucket", "Not possible."]).await;
    if refused.contains("It stops voting") {
        desk.note(format!("a refusal stands under a promise: {refused}"));
    }
    desk.says("batch-count", &["5 transactions"]).await;
    desk.window.dismiss_news().await;
    desk.window.wait_until_able("review-sign").await;
    desk.window.press("review-sign").await;
    desk.window.find("batch-verdict").await;
    desk.mine();
    desk.window.wait_for("batch-verdict", "data-state", "final").await;
    desk.one_news_says("/batch/", &["5 transactions done."]).await;
    assert_eq!(
        desk.news_of("/activity/").await,
        [] as [String; 0],
        "none for an action alone"
    );
    // From wherever it is read, it leads to the batch.
    desk.window.press("rail-home").await;
    desk.window.find("home-total").await;
    let open = "const a = document.querySelector(\"[data-test='toast-link']\"); a?.click(); return a ? 'yes' : 'no'";
    if desk.window.script(open).await.unwrap().contains("yes") {
        desk.window.wait_for("batch-verdict", "data-state", "final").await;
    }
    desk.end().await;
}
