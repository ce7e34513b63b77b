//! The pictures of the documentation, taken anew from the real window in both themes: `cargo xtask pictures`. It is no
//! test of anything but that every screen can be reached.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::window::{Server, Window};

/// Who stands in the address book, and the test coin.
const ADA: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const COIN: &str = "0xb06aeb3256120e5e4f07621b1a17e38dab6b7773";

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_in_light_and_dark() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.find("begin-create").await;
    window.both("onboarding").await;
    window.import().await;
    window.wait_for_rau("home-liquid", |rau| rau > 0).await;

    money(&window).await;
    buckets(&window).await;
    thirty_buckets(&window).await;
    what_stands(&window).await;
    window.quit().await;
}

/// The address book, Send and Receive.
async fn money(window: &Window) {
    window.press("rail-address-book").await;
    window.press("book-add").await;
    window.write("book-address", ADA).await;
    window.write("book-name", "Ada").await;
    window.write("book-note", "the baker").await;
    window.press("book-save").await;
    window.find("book").await;
    window.both("book").await;

    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", "ada").await;
    window.write("send-amount", "12.5").await;
    window.find(&format!("token-{COIN}")).await;
    window.both("send").await;
    window.press("send-review").await;
    sign(window).await;

    window.press("rail-home").await;
    window.press("receive").await;
    window.press("receive-all").await;
    window.find("receive-qr").await;
    window.both("receive").await;
}

/// The road to a bucket, and a bucket.
async fn buckets(window: &Window) {
    window.press("rail-delegates").await;
    window.find("delegates").await;
    window.both("delegates").await;
    for (delegate, amount, days) in [
        ("fathom", "12000", "91"),
        ("ebb", "30000", "365"),
        ("keel", "2500", "14"),
    ] {
        stake(window, delegate, amount, days).await;
        sign(window).await;
    }
    window.press("rail-delegates").await;
    window.write("delegates-search", "fathom").await;
    // The row itself, and not one of its buttons.
    window.press("votes-fathom").await;
    window.find("delegate-own").await;
    assert_eq!(window.text("delegate-name").await, "fathom");
    window.both("delegate").await;
    window.press("rail-buckets").await;
    window.find("buckets").await;
    window.both("buckets").await;
    window.press("bucket-life-open").await;
    window.find("bucket-actions").await;
    window.both("bucket").await;
    stake(window, "fathom", "1000", "91").await;
    window.wait_until_able("review-sign").await;
    window.both("review").await;
    window.press("review-back").await;
    window.find("stake-amount").await;
    window.both("stake").await;
}

/// A ladder of thirty buckets, its review as a batch, and the table of all.
async fn thirty_buckets(window: &Window) {
    window.press("rail-buckets").await;
    window.press("buckets-ladder").await;
    window.write("ladder-amount", "45000").await;
    window.write("ladder-count", "30").await;
    window.find("ladder-delegate").await;
    choose(window, "ladder-delegate", "keel").await;
    window.press("ladder-every-30").await;
    window.press("ladder-split").await;
    window.find("ladder-rungs").await;
    window.both("ladder").await;
    window.press("ladder-review").await;
    window.find("batch-review").await;
    window.wait_until_able("review-sign").await;
    window.both("batch").await;
    window.press("review-sign").await;
    window.wait_for("batch-verdict", "data-state", "final").await;
    window.press("batch-buckets").await;
    window.press("batch-select-all").await;
    window.find("batch-selected").await;
    // What was pressed last was scrolled to.
    let top = "document.querySelector('main').scrollTop = 0";
    window.script(top).await.unwrap();
    window.both("buckets-many").await;
}

/// What all of that has come to.
async fn what_stands(window: &Window) {
    send_token(window).await;
    window.press("rail-buckets").await;
    window.press("bucket-life-open").await;
    window.press("act-unlock").await;
    sign(window).await;
    sequence(window).await;
    window.both("activity").await;
    window.press("rail-home").await;
    window.wait_for_rau("home-total", |rau| rau > 0).await;
    window.find("home-next").await;
    window.both("home").await;
    window.press("home-calendar").await;
    window.find("calendar-month").await;
    window.both("calendar").await;
}

/// A bucket is left as one wish: its review, its page, and its line of Activity, open.
async fn sequence(window: &Window) {
    window.press("rail-buckets").await;
    window.press("bucket-life-open").await;
    window.press("wish-leave").await;
    window.find("sequence-review").await;
    window.wait_until_able("review-sign").await;
    window.both("sequence-review").await;
    window.press("review-sign").await;
    window.find("sequence-state").await;
    window.both("sequence").await;
    window.press("rail-activity").await;
    window.find("activity").await;
    let open = "document.querySelector(\"[data-test^='open-']\").click()";
    window.script(open).await.unwrap();
}

async fn send_token(window: &Window) {
    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", "ada").await;
    window.find(&format!("token-{COIN}")).await;
    choose(window, "send-what", COIN).await;
    window.write("send-amount", "250").await;
    window.press("send-review").await;
    sign(window).await;
    window.write("submission-note", "bread\u{e007}").await;
}

async fn sign(window: &Window) {
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;
}

/// Chooses in a list, as the person's click does.
async fn choose(window: &Window, name: &str, value: &str) {
    let choose = format!(
        "const choice = document.querySelector(\"[data-test='{name}']\"); choice.value = '{value}'; \
         choice.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    window.script(&choose).await.unwrap();
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
