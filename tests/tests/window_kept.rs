//! What is typed and chosen outlives a reload, a review and the lock; a double click takes one thing; and the keyboard stays
//! near what it was on: in the real window.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use ballast_tests::{desk::Desk, programs::PASSWORD};

/// A stranger, and the test coin.
const ADA: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const COIN: &str = "0xb06aeb3256120e5e4f07621b1a17e38dab6b7773";

/// As long as a second press of a hurried hand, its answer and what settles take.
const HURRY: Duration = Duration::from_millis(2_500);

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_changes_no_choice_and_brings_a_review_back() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    a_token(&desk).await;
    an_unlocked_stake(&desk).await;
    desk.end().await;
}

/// `250` of the coin stays that many of the coin.
async fn a_token(desk: &Desk) {
    let window = &desk.window;
    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", ADA).await;
    window.find(&format!("token-{COIN}")).await;
    desk.choose("send-what", COIN).await;
    window.write("send-amount", "250").await;
    window.reload().await;
    is_of_the_coin(desk).await;

    window.press("send-review").await;
    desk.says("review-sentence", &["250 TCOIN"]).await;
    window.wait_until_able("review-sign").await;
    window.reload().await;
    // It is proposed anew, and cannot be signed by the press that was meant for what was there before.
    desk.says("review-sentence", &["250 TCOIN"]).await;
    assert!(!window.is_able("review-sign").await, "it can be signed at once");
    window.wait_until_able("review-sign").await;
    window.press("review-back").await;
    is_of_the_coin(desk).await;

    window.press("send-review").await;
    desk.says("review-sentence", &["250 TCOIN"]).await;
    desk.sign().await;
    window.press("rail-home").await;
    window.press("home-send").await;
    assert_eq!(window.wait_for_value("send-amount", str::is_empty).await, "");
    assert_eq!(window.wait_for_value("send-to", str::is_empty).await, "");
}

async fn is_of_the_coin(desk: &Desk) {
    desk.window.wait_for_value("send-amount", |text| text == "250").await;
    let what = "return document.querySelector(\"[data-test='send-what']\").value";
    desk.until(what, |what| what == COIN).await;
}

/// A stake without stake-lock stays without, in its review too.
async fn an_unlocked_stake(desk: &Desk) {
    let window = &desk.window;
    open_stake(desk, "1000").await;
    window.press("stake-lock").await;
    window.wait_for("stake-lock", "aria-checked", "false").await;
    window.reload().await;
    window.wait_for("stake-lock", "aria-checked", "false").await;
    window.wait_until_able("stake-review").await;
    window.press("stake-review").await;
    window.find("review-sentence").await;
    window.reload().await;
    window.find("review-sentence").await;
    window.press("review-back").await;
    window.wait_for("stake-lock", "aria-checked", "false").await;
    window.press("stake-cancel").await;
    window.press("stake-fathom").await;
    window.wait_for("stake-lock", "aria-checked", "true").await;
    assert_eq!(window.wait_for_value("stake-amount", str::is_empty).await, "");
}

async fn open_stake(desk: &Desk, amount: &str) {
    desk.window.press("rail-delegates").await;
    desk.window.press("stake-fathom").await;
    desk.window.write("stake-amount", amount).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_outlives_a_reload_its_form_the_way_back_and_a_double_click_takes_one_thing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let window = &desk.window;
    window.press("rail-buckets").await;
    window.press("buckets-ladder").await;
    window.write("ladder-amount", "4000").await;
    window.write("ladder-count", "4").await;
    window.write("ladder-delegate", "keel").await;
    window.press("ladder-every-30").await;
    window.press("ladder-split").await;
    window.find("rung-4-remove").await;
    window.press_twice("rung-1-remove").await;
    tokio::time::sleep(HURRY).await;
    assert_eq!(count(&desk, "[data-test='ladder-rungs'] tbody tr").await, "3");
    keyboard_is_somewhere(&desk, "a rung is removed").await;

    window.press("ladder-review").await;
    window.find("batch-review").await;
    window.reload().await;
    window.wait_for("batch-review", "data-legal", "3").await;
    window.press("review-save").await;
    window.find("review-saved").await;
    window.press("review-back").await;
    window.find("ladder-rungs").await;
    assert_eq!(count(&desk, "[data-test='ladder-rungs'] tbody tr").await, "3");
    window.press("ladder-review").await;
    window.press("review-save").await;
    window.find("review-saved").await;

    window.press("rail-buckets").await;
    window.press("buckets-drafts").await;
    window.find("drafts").await;
    let all = "[data-test^='draft-delete-']";
    desk.until(&counts(all), |count| count == "2").await;
    let first = format!("return document.querySelector(\"{all}\").dataset.test");
    let first: String = serde_json::from_str(&window.script(&first).await.unwrap()).unwrap();
    window.press_twice(&first).await;
    tokio::time::sleep(HURRY).await;
    assert_eq!(count(&desk, all).await, "1", "the other stood where the first was");
    keyboard_is_somewhere(&desk, "a draft is deleted").await;
    desk.end().await;
}

fn counts(all: &str) -> String {
    format!("return String(document.querySelectorAll(\"{all}\").length)")
}

async fn count(desk: &Desk, all: &str) -> String {
    let answer = desk.window.script(&counts(all)).await.unwrap();
    serde_json::from_str(&answer).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lock_takes_no_half_written_entry_and_the_keyboard_stays_near() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let window = &desk.window;
    window.press("rail-address-book").await;
    window.press("book-add").await;
    window.write("book-address", ADA).await;
    window.write("book-name", "Ada").await;
    window.key("l", "ctrlKey: true,").await;
    window.write("unlock-password", PASSWORD).await;
    assert!(!shows_a_dialog(&desk).await, "it lies before the gate");
    window.press("unlock").await;
    window.wait_for_value("book-name", |text| text == "Ada").await;
    window.wait_for_value("book-address", |text| text == ADA).await;
    keyboard_is_somewhere(&desk, "unlocking before a dialog").await;
    window.press("book-cancel").await;

    open_stake(&desk, "1000").await;
    keyboard_is_somewhere(&desk, "a route changed by the rail").await;
    window.key("l", "ctrlKey: true,").await;
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
    has_the_keyboard(&desk, "stake-amount").await;
    window.press("stake-review").await;
    window.press("review-back").await;
    window.find("stake-amount").await;
    keyboard_is_somewhere(&desk, "a review is left").await;
    window.press("stake-review").await;
    desk.sign().await;
    keyboard_is_somewhere(&desk, "signing").await;
    esc_closes(&desk).await;
    desk.end().await;
}

async fn shows_a_dialog(desk: &Desk) -> bool {
    count(desk, "dialog[open]").await != "0"
}

/// Esc closes the forms that open within a page, and what opened them has the keyboard again.
async fn esc_closes(desk: &Desk) {
    let window = &desk.window;
    window.press("rail-settings").await;
    window.press("network-new").await;
    has_the_keyboard(desk, "network-name").await;
    window.key("Escape", "").await;
    has_the_keyboard(desk, "network-new").await;
    assert!(!window.has("network-form").await);

    window.press("rail-buckets").await;
    window.press("batch-select-all").await;
    window.press("batch-extend").await;
    window.find("batch-days-form").await;
    window.key("Escape", "").await;
    has_the_keyboard(desk, "batch-extend").await;
    assert!(!window.has("batch-days-form").await);
}

async fn has_the_keyboard(desk: &Desk, name: &str) {
    let at = "return document.activeElement?.dataset?.test ?? ''";
    desk.until(at, |at| at == name).await;
}

/// The keyboard is on something of the page, and not at its top.
async fn keyboard_is_somewhere(desk: &Desk, after: &str) {
    let at = format!(
        "/* after: {after} */ const at = document.activeElement; return at && at !== document.body ? at.tagName : ''"
    );
    desk.until(&at, |at| !at.is_empty()).await;
}
