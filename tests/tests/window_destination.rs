//! Where a voter's rewards go, and whose voters are kept, in the real window: a destination is set and cleared by its form in
//! Settings, and a delegate's switch is on until it is not.
//!
//! In a program of its own, since a picture is of the whole desktop, which all tests of a program share.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::desk::{Desk, OPERATOR};
use serde_json::json;

/// The staking protocol.
const STAKING: &str = "io1qnpz47hx5q6r3w876axtrn6yz95d70cjl35r53";

#[tokio::test(flavor = "multi_thread")]
async fn a_destination_is_set_and_cleared_and_a_delegates_voters_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let form = format!("/rewards/{}", desk.account);
    desk.go(&form).await;
    desk.says("rewards-goes", &["the account itself"]).await;
    desk.says("rewards-bucket", &["not registered"]).await;
    assert!(!desk.can_press("rewards-clear").await, "there is nothing to clear");
    desk.refuses(
        "rewards-to",
        STAKING,
        "rewards-to-error",
        &["protocol"],
        "rewards-review",
    )
    .await;
    let window = &desk.window;
    window.write("rewards-to", OPERATOR).await;
    window.wait_until_able("rewards-review").await;
    window.both("destination-form").await;
    window.press("rewards-review").await;
    desk.says("review-sentence", &["Have your voter rewards paid to"]).await;
    desk.sign().await;

    desk.go(&form).await;
    desk.says("rewards-goes", &[", since block "]).await;
    window.find("rewards-recipient").await;
    window.both("destination-set").await;
    window.wait_until_able("rewards-clear").await;
    window.press("rewards-clear").await;
    desk.says("review-sentence", &["paid to your own account again"]).await;
    desk.sign().await;
    desk.go(&form).await;
    desk.says("rewards-goes", &["the account itself"]).await;
    voters_are_kept(&desk).await;
    desk.end().await;
}

/// The switch on a delegate's page, up to the fifth and no further.
async fn voters_are_kept(desk: &Desk) {
    let window = &desk.window;
    let delegates = desk.ask("GetDelegates", json!({})).await;
    let rows = delegates["rows"]["value"].as_array().unwrap();
    for row in rows.iter().filter(|row| row["name"] != "fathom").take(5) {
        desk.ask("WatchDelegate", json!({ "delegate": row["id"] })).await;
    }
    desk.go("/delegates/fathom").await;
    window.press("delegate-voters").await;
    desk.says("delegate-voters-error", &["five other delegates are kept already"])
        .await;
    window.both("voters-refused").await;
    let first = rows.iter().find(|row| row["name"] != "fathom").unwrap();
    desk.ask("UnwatchDelegate", json!({ "delegate": first["id"] })).await;
    window.press("delegate-voters").await;
    window.wait_for("delegate-voters", "aria-checked", "true").await;
    window.both("voters-kept").await;
    window.press("delegate-voters").await;
    window.wait_for("delegate-voters", "aria-checked", "false").await;
}
