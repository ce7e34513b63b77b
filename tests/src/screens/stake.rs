//! Delegates, buckets, and what is planned of them.

use super::{review, stake, stake_form};
use crate::{desk::Desk, window::Window};

/// The list, a stake from it, and one delegate's page.
pub async fn delegates(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-delegates").await;
    window.find("delegates").await;
    see(window, "delegates").await;
    window.press("delegates-tab-network").await;
    window.find("network-parties").await;
    window.press("network-why-gini").await;
    see(window, "network").await;
    window.press("delegates-tab-directory").await;
    window.find("delegates").await;
    for bar in ["account", "epoch", "network"] {
        window.press(bar).await;
        window.find(&format!("{bar}-panel")).await;
        see(window, &format!("bar-{bar}")).await;
        window.press(bar).await;
    }
    window.press("rail-home").await;
    window.press("home-stake").await;
    window.find("delegates").await;
    see(window, "choose-delegate").await;
    for (delegate, amount, days) in [
        ("fathom", "12000", "91"),
        ("ebb", "30000", "365"),
        ("keel", "2500", "14"),
    ] {
        stake(desk, delegate, amount, days).await;
        desk.sign().await;
    }
    window.press("rail-delegates").await;
    window.write("delegates-search", "fathom").await;
    // The row itself, and not one of its buttons.
    window.press("votes-fathom").await;
    window.find("delegate-own").await;
    assert_eq!(window.text("delegate-name").await, "fathom");
    see(window, "delegate").await;
    stake_form(desk, "fathom", "1000", "91").await;
    window.wait_for_rau("stake-votes", |votes| votes > 0).await;
    see(window, "stake").await;
    review(desk, "stake-review").await;
    see(window, "review").await;
}

/// The table, a bucket, and a form of it.
pub async fn buckets(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-buckets").await;
    window.find("buckets").await;
    see(window, "buckets").await;
    window.press("buckets-find").await;
    window.find("find-number").await;
    see(window, "find-bucket").await;
    window.press("rail-buckets").await;
    window.press("bucket-life-open").await;
    window.find("bucket-actions").await;
    see(window, "bucket").await;
    window.press("act-deposit").await;
    window.find("act-review").await;
    see(window, "bucket-deposit").await;
    window.press("rail-buckets").await;
    window.press("buckets-plan").await;
    window.write("plan-amount", "5000").await;
    window.press("plan-365").await;
    window.find("plan-unlocked").await;
    see(window, "plan").await;
}

/// A ladder of thirty buckets, its review as a batch, and the table of all.
pub async fn many(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-buckets").await;
    window.press("buckets-ladder").await;
    window.write("ladder-amount", "45000").await;
    window.write("ladder-count", "30").await;
    window.write("ladder-delegate", "keel").await;
    window.press("ladder-every-30").await;
    window.press("ladder-split").await;
    window.find("ladder-rungs").await;
    see(window, "ladder").await;
    window.press("ladder-review").await;
    window.find("batch-review").await;
    window.wait_until_able("review-sign").await;
    see(window, "batch").await;
    window.press("review-save").await;
    window.find("review-saved").await;
    window.press("rail-buckets").await;
    window.press("buckets-drafts").await;
    window.find("drafts").await;
    see(window, "drafts").await;
    let open = "document.querySelector(\"[data-test^='draft-open-']\").click()";
    window.script(open).await.expect("a script runs");
    window.find("batch-review").await;
    window.wait_until_able("review-sign").await;
    window.press("review-sign").await;
    window.find("batch-verdict").await;
    desk.mine();
    window.wait_for("batch-verdict", "data-state", "final").await;
    see(window, "batch-done").await;
    window.press("batch-buckets").await;
    window.press("batch-select-all").await;
    window.find("batch-selected").await;
    // What was pressed last was scrolled to.
    let top = "document.querySelector('main').scrollTop = 0";
    window.script(top).await.expect("a script runs");
    see(window, "buckets-many").await;
    window.press("batch-extend").await;
    window.find("batch-days-form").await;
    see(window, "buckets-extend").await;
}
