//! What the app asks outside the page, in a window of its own, answered by the keyboard as a person does.
//!
//! In a program of its own, since a picture is of the whole desktop, which all tests of a program share.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "window_question/screen.rs"]
mod screen;

use std::time::Duration;

use ballast_tests::{
    desk::Desk,
    window::{answer, asked},
};
use screen::{RETURN, Screen, TAB};
use serde_json::json;

const STRANGER: &str = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const QUESTION: &str = "Send 12 000 IOTX to an unknown address?";
/// The keys that answer the question: "No" has the keyboard, and "Yes" is the next.
const NO: &[u8] = &[RETURN];
const YES: &[u8] = &[TAB, RETURN];

/// Has a script in the page ask for a gift to be signed; the answer is not waited for. The gift's id.
async fn asks(desk: &Desk) -> String {
    let intent = json!({ "account": desk.account, "action": "send", "to": STRANGER, "amount": "12000 IOTX" });
    let proposal = desk.ask("Propose", json!({ "intent": intent })).await;
    let body = json!(json!({ "id": proposal["id"] }).to_string());
    let approve = format!(
        "window.__left = 'waiting'; \
         window.__TAURI__.core.invoke('ask', {{ name: 'Approve', body: {body} }}) \
             .then(told => window.__left = told, failed => window.__left = String(failed)); return 1"
    );
    desk.window.script(&approve).await.unwrap();
    proposal["id"].as_str().unwrap().to_owned()
}

/// Waits until the page has an answer that says this.
async fn told(desk: &Desk, words: &str) {
    desk.until("return String(window.__left)", |left| left.contains(words))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_question_is_a_window_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let desk = Desk::open(home).await;
    let mut screen = Screen::open();
    answer(home, "ask");
    assert!(!screen.has(QUESTION));
    asks(&desk).await;
    let question = screen.window(QUESTION).await;
    assert!(asked(home).contains(QUESTION));
    tokio::time::sleep(Duration::from_millis(900)).await;
    for theme in ["dark", "light"] {
        let script = format!("document.documentElement.dataset.theme = '{theme}'");
        desk.window.script(&script).await.unwrap();
        desk.window.picture(&format!("both/confirm-outside-{theme}")).await;
    }
    let left = desk.window.script("return window.__left").await.unwrap();
    assert_eq!(left, "\"waiting\"");
    assert!(screen.has(QUESTION));
    assert_eq!(desk.signed().await, 0, "what nobody has answered is not signed");
    screen.press(question, NO);
    told(&desk, "confirm.refused").await;
    screen.gone(QUESTION).await;
    assert_eq!(desk.signed().await, 0);

    // A yes that was under way when it was asked is none: the page chooses that moment.
    asks(&desk).await;
    let question = screen.window(QUESTION).await;
    screen.press(question, YES);
    told(&desk, "confirm.refused").await;
    screen.gone(QUESTION).await;
    assert_eq!(desk.signed().await, 0);

    let id = asks(&desk).await;
    let question = screen.window(QUESTION).await;
    // The app hears from the screen that it is there, which may take it a moment.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    screen.press(question, YES);
    told(&desk, &id).await;
    assert_eq!(desk.signed().await, 1);
    desk.end().await;
}
