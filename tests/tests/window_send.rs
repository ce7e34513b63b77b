//! Money leaves and is written down, in the real window: the address book, Send, Receive, tokens, and the history.
//!
//! Needs a display and WebKitWebDriver, as `window` does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::time::Duration;

use ballast_domain::Address;
use ballast_tests::{
    desk::Desk,
    window::{Server, Window},
};
use serde_json::json;

const RAU: u128 = 1_000_000_000_000_000_000;
/// A stranger, and the test coin.
const ADA: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";

async fn bring_wallet(window: &Window) {
    window.import().await;
    window.wait_for_rau("home-liquid", |rau| rau > 0).await;
}

async fn write_into_the_book(window: &Window) {
    window.press("rail-address-book").await;
    window.find("book-none").await;
    window.press("book-add").await;
    window.write("book-address", &ADA.replace("79C8", "79c8")).await;
    let said = window.text("book-address-error").await;
    assert!(said.contains("checksum"), "{said}");
    window.write("book-address", ADA).await;
    window.write("book-name", "Ada").await;
    window.write("book-note", "the baker").await;
    window.press("book-save").await;
    window.find("book").await;

    window.press("book-add").await;
    window.write("book-address", ADA).await;
    window.write("book-name", "Eve").await;
    window.press("book-save").await;
    let said = window.text("book-error").await;
    assert!(said.contains("already, as Ada"), "{said}");
    window.press("book-cancel").await;
}

/// Picks an entry of a list of choices, by its value.
async fn choose(window: &Window, name: &str, value: &str) {
    let script = format!(
        "const s = document.querySelector(\"[data-test='{name}']\"); s.value = '{value}'; \
         s.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    window.script(&script).await.unwrap();
}

async fn sign(window: &Window) {
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_and_tokens_are_sent_by_name_and_stand_in_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    bring_wallet(&window).await;
    write_into_the_book(&window).await;

    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", &ADA.replace("79C8", "79c8")).await;
    let said = window.text("send-to-error").await;
    assert!(said.contains("checksum of this 0x address is wrong"), "{said}");
    window.write("send-to", "ada").await;
    assert_eq!(window.text("send-whom-name").await, "Ada");
    window.write("send-amount", "1000000").await;
    let lacks = "does not hold the amount and the fee";
    window.says("send-amount-error", lacks, Duration::from_secs(30)).await;
    window.write("send-amount", "12.5").await;
    window.find(&format!("token-{}", COIN.to_lowercase())).await;
    window.press("send-review").await;
    let sentence = window.text("review-sentence").await;
    assert!(sentence.starts_with("Send 12.5 IOTX to "), "{sentence}");
    assert!(window.text("review-to").await.starts_with("Ada"));
    assert!(
        !window.has("warning-recipient.first-time").await,
        "the address book knows her"
    );
    window.both("send-review").await;
    sign(&window).await;
    window.write("submission-note", "bread\u{e007}").await;

    // A token, by the same road, to a contract that is not hers.
    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", COIN).await;
    window.write("send-amount", "1").await;
    window.press("send-review").await;
    window.find("warning-send.to-contract").await;
    window.press("review-back").await;
    window.write("send-to", "Ada").await;
    choose(&window, "send-what", &COIN.to_lowercase()).await;
    window.press("send-max").await;
    window.press("send-review").await;
    let sentence = window
        .text("review-sentence")
        .await
        .split_whitespace()
        .collect::<String>();
    assert!(sentence.starts_with("Send1000TCOINto"), "{sentence}");
    window.find("review-for").await;
    sign(&window).await;

    window.press("rail-activity").await;
    window.find("activity").await;
    window.write("activity-search", "tcoin").await;
    let rows = "return document.querySelectorAll(\"[data-test^='activity-row-']\").length";
    for _ in 0..50 {
        if window.script(rows).await.unwrap() == "1" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    assert_eq!(window.script(rows).await.unwrap(), "1", "one action moved tokens");

    window.press("rail-home").await;
    window.press("receive").await;
    window.press("receive-all").await;
    window.find("receive-qr").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_it_but_the_fee_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    bring_wallet(&window).await;
    window.press("home-send").await;
    window.write("send-to", ADA).await;
    window.press("send-max").await;
    window.wait_for_value("send-amount", |text| text.contains('.')).await;
    window.press("send-review").await;
    window.find("warning-recipient.first-time").await;
    sign(&window).await;
    window.press("rail-home").await;
    let left = window.wait_for_rau("home-liquid", |rau| rau < RAU).await;
    assert!(
        left > 0 && left <= 10_000_000_000_000_000,
        "what is left of the fee's limit: {left}"
    );
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_hold_the_chosen_token_sends_iotx_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    bring_wallet(&window).await;
    window.press("rail-settings").await;
    for step in ["account-add", "begin-more", "more-add"] {
        window.press(step).await;
    }
    window.press("rail-home").await;
    window.press("home-send").await;
    let payers = "const s = document.querySelector(\"[data-test='send-from']\"); return s.value + ' ' + \
                  [...s.options].map(o => o.value).find(v => v !== s.value)";
    window.find("send-from").await;
    let payers: String = serde_json::from_str(&window.script(payers).await.unwrap()).unwrap();
    let (second, first) = payers.split_once(' ').unwrap();
    choose(&window, "send-from", first).await;
    window.find(&format!("token-{}", COIN.to_lowercase())).await;
    choose(&window, "send-what", &COIN.to_lowercase()).await;
    window.write("send-amount", "7").await;
    choose(&window, "send-from", second).await;
    window.wait_for_value("send-amount", str::is_empty).await;
    let mut has = String::new();
    for _ in 0..50 {
        has = window.text("send-have").await;
        if has == "You have 0 IOTX." {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(has, "You have 0 IOTX.", "and not the token's");
    window.quit().await;
}

/// Puts a text into a field at once, as it is pasted.
async fn paste(window: &Window, name: &str, text: &str) {
    window.find(name).await;
    let script = format!(
        "const field = document.querySelector({}); field.focus(); field.value = {}; \
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); return 1",
        json!(format!("[data-test='{name}']")),
        json!(text)
    );
    window.script(&script).await.unwrap();
}

/// The keyboard leaves a field: told to it, since a window behind others tells nothing of it.
async fn leave(window: &Window, name: &str) {
    let field = json!(format!("[data-test='{name}']"));
    let script = format!("document.querySelector({field}).dispatchEvent(new FocusEvent('blur')); return 1");
    window.script(&script).await.unwrap();
}

/// Waits until nothing with this name is in the window.
async fn goes(window: &Window, name: &str) {
    for _ in 0..100 {
        if !window.has(name).await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{name} stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_meant_is_pasted_or_chosen_by_name_and_a_date_is_written_as_people_do() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let window = &desk.window;
    write_into_the_book(window).await;
    window.press("rail-home").await;
    window.press("home-send").await;
    let io1 = ADA.parse::<Address>().unwrap().to_io1();

    let fours: Vec<&str> = (0..io1.len())
        .step_by(4)
        .map(|at| &io1[at..io1.len().min(at + 4)])
        .collect();
    paste(
        window,
        "send-to",
        &format!(" iotex:{}\u{a0}\u{200b} ", fours.join("\u{202f}")),
    )
    .await;
    desk.says("send-whom-name", &["Ada"]).await;

    window.write("send-to", "fathom").await;
    leave(window, "send-to").await;
    desk.says("send-to-error", &["Nobody in the address book is called fathom."])
        .await;
    assert!(!desk.can_press("send-review").await);
    window.write("send-to", &ADA[2..]).await;
    desk.says("send-to-error", &["0x is missing in front."]).await;
    paste(window, "send-to", &ADA.replacen('C', "\u{421}", 1)).await;
    desk.says("send-to-error", &["(U+0421) is in no address"]).await;

    // A part of the name: Esc closes the list alone, Enter takes what is marked, and so does a press.
    let line = format!("send-to-{io1}");
    window.write("send-to", "ad").await;
    window.wait_for(&line, "aria-selected", "true").await;
    window.wait_for("send-to", "aria-expanded", "true").await;
    window.picture("chooser").await;
    window.key("Escape", "").await;
    goes(window, "send-to-list").await;
    window.wait_for_value("send-to", |text| text == "ad").await;
    window.key("ArrowDown", "").await;
    window.wait_for(&line, "aria-selected", "true").await;
    window.key("Enter", "").await;
    window.wait_for_value("send-to", |text| text == io1).await;
    window.write("send-to", "da").await;
    window.press(&line).await;
    window.wait_for_value("send-to", |text| text == io1).await;
    desk.says("send-whom-name", &["Ada"]).await;
    goes(window, "send-to-list").await;

    desk.go("/plan").await;
    window.write("plan-amount", "5000").await;
    window.write("plan-date", "3/4/2040").await;
    desk.says("plan-date-error", &["3 April 2040 or 4 March 2040"]).await;
    window.write("plan-date", "13.6.2040").await;
    desk.says("plan-date-understood", &["Read as 13 June 2040"]).await;
    goes(window, "plan-date-error").await;
    choose_from_the_calendar(&desk).await;
    window.write("plan-delegate", "fatho").await;
    window.press("plan-delegate-fathom").await;
    window.wait_for_value("plan-delegate", |name| name == "fathom").await;
    window.write("plan-delegate", "fathm").await;
    leave(window, "plan-delegate").await;
    desk.says("plan-delegate-error", &["No delegate is called fathm."])
        .await;
    desk.end().await;
}

/// From 13 June 2040 a month on by a key, and another day of that month by a press; yesterday cannot be chosen.
async fn choose_from_the_calendar(desk: &Desk) {
    let window = &desk.window;
    window.press("plan-date-open").await;
    window.wait_for("plan-date-day-2040-06-13", "tabindex", "0").await;
    let press = |key: &str| {
        format!(
            "document.querySelector(\"[data-day='2040-06-13']\").dispatchEvent(new KeyboardEvent('keydown', \
             {{ key: '{key}', bubbles: true, cancelable: true }})); return 1"
        )
    };
    window.script(&press("PageDown")).await.unwrap();
    desk.says("plan-date-day-month", &["July 2040"]).await;
    window.wait_for("plan-date-day-2040-07-13", "tabindex", "0").await;
    window.picture("calendar").await;
    window.press("plan-date-day-2040-07-20").await;
    window.wait_for_value("plan-date", |date| date == "2040-07-20").await;
    goes(window, "plan-date-day-month").await;

    // Where nothing is typed it opens on the first day that can be chosen, and no key leads before that.
    paste(window, "plan-date", "").await;
    window.press("plan-date-open").await;
    let first = "return document.querySelector(\"[data-day][tabindex='0']\")?.dataset.day ?? ''";
    window.find("plan-date-day-month").await;
    let first: String = serde_json::from_str(&window.script(first).await.unwrap()).unwrap();
    let back = format!(
        "const day = document.querySelector(\"[data-day='{first}']\"); \
         day.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'PageUp', bubbles: true, cancelable: true }})); return 1"
    );
    window.script(&back).await.unwrap();
    window
        .wait_for(&format!("plan-date-day-{first}"), "tabindex", "0")
        .await;
    window.press(&format!("plan-date-day-{first}")).await;
    window.wait_for_value("plan-date", |date| date == first).await;
}
