//! The pictures of the documentation, taken anew from the real window in both themes: `cargo xtask pictures`. It is no
//! test of anything but that every screen can be reached.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::window::{Server, Window};

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_in_light_and_dark() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.find("begin-create").await;
    window.both("onboarding").await;

    window.import().await;
    window.wait_for_rau("home-liquid", |rau| rau > 0).await;
    for (delegate, amount, days) in [
        ("fathom", "12000", "91"),
        ("ebb", "30000", "365"),
        ("keel", "2500", "14"),
    ] {
        stake(&window, delegate, amount, days).await;
        window.press("review-sign").await;
        window.wait_for("submission", "data-state", "final").await;
    }

    window.press("rail-home").await;
    window.wait_for_rau("home-total", |rau| rau > 0).await;
    window.both("home").await;
    window.press("rail-delegates").await;
    window.find("delegates").await;
    window.both("delegates").await;
    window.press("rail-buckets").await;
    window.find("buckets").await;
    window.both("buckets").await;
    window.press("bucket-life-open").await;
    window.find("bucket-actions").await;
    window.both("bucket").await;
    stake(&window, "fathom", "1000", "91").await;
    window.both("review").await;
    window.press("review-back").await;
    window.find("stake-amount").await;
    window.both("stake").await;
    thirty_buckets(&window).await;
    window.quit().await;
}

/// A ladder of thirty buckets, its review as a batch, and the table of all.
async fn thirty_buckets(window: &Window) {
    window.press("rail-buckets").await;
    window.press("buckets-ladder").await;
    window.write("ladder-amount", "45000").await;
    window.write("ladder-count", "30").await;
    window.write("ladder-first", &day(60)).await;
    window.write("ladder-last", &day(900)).await;
    window.find("ladder-delegate").await;
    let choose = "const choice = document.querySelector(\"[data-test='ladder-delegate']\"); choice.value = 'keel';
                  choice.dispatchEvent(new Event('change', { bubbles: true }))";
    window.script(choose).await.unwrap();
    window.press("ladder-split").await;
    window.find("ladder-rungs").await;
    window.both("ladder").await;
    window.press("ladder-review").await;
    window.find("batch-review").await;
    window.both("batch").await;
    window.press("review-sign").await;
    window.wait_for("batch-verdict", "data-state", "final").await;
    window.press("batch-buckets").await;
    window.find("batch-bar").await;
    window.press("batch-select-all").await;
    window.find("batch-selected").await;
    window.both("buckets-many").await;
}

/// The date in so many days from the practice network's first, as the forms want it.
fn day(days: u64) -> String {
    const GENESIS: u64 = 1_767_225_600;
    let at = ballast_domain::Timestamp::from_seconds(GENESIS + days * 86_400);
    at.rfc3339().chars().take(10).collect()
}

/// As far as the review.
async fn stake(window: &Window, delegate: &str, amount: &str, days: &str) {
    window.press("rail-delegates").await;
    window.write("delegates-search", delegate).await;
    window.press(&format!("stake-{delegate}")).await;
    window.write("stake-amount", amount).await;
    window.write("stake-days", days).await;
    window.press("stake-review").await;
    window.find("review-reencoded").await;
}
