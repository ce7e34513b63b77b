//! The roads of what was signed: a bucket is left as one wish, a stake waits and is called off, and what all has come to.

use super::{produce, review, stake};
use crate::{desk::Desk, window::Window};

/// All of them.
pub async fn all(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    unlock(desk, see).await;
    sequence(desk, see).await;
    waits(desk, see).await;
    window.press("rail-home").await;
    window.wait_for_rau("home-total", |rau| rau > 0).await;
    window.find("home-next").await;
    see(window, "home").await;
    window.press("home-calendar").await;
    window.find("calendar-month").await;
    see(window, "calendar").await;
}

async fn unlock(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    desk.window.press("rail-buckets").await;
    desk.window.press("bucket-life-open").await;
    review(desk, "act-unlock").await;
    see(&desk.window, "bucket-unlock").await;
    desk.sign().await;
}

/// A bucket is left as one wish: its review, its page, and its line of Activity, open.
async fn sequence(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-buckets").await;
    window.press("bucket-life-open").await;
    window.press("wish-leave").await;
    window.find("sequence-review").await;
    window.wait_until_able("review-sign").await;
    see(window, "sequence-review").await;
    window.press("review-sign").await;
    window.find("sequence-state").await;
    see(window, "sequence").await;
    window.press("rail-activity").await;
    window.find("activity").await;
    let open = "document.querySelector(\"[data-test^='open-']\").click()";
    window.script(open).await.expect("a script runs");
    see(window, "activity").await;
}

/// A stake that no block takes, and what takes its place.
async fn waits(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    produce(desk, false);
    stake(desk, "fathom", "1000", "91").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "sent").await;
    see(window, "submission-waits").await;
    review(desk, "submission-call-off").await;
    see(window, "replace").await;
    window.press("review-sign").await;
    window.find("submission").await;
    produce(desk, true);
    desk.mine();
    window.wait_for("submission", "data-state", "final").await;
}
