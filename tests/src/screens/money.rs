//! The address book, Send and Receive.

use super::review;
use crate::{desk::Desk, window::Window};

/// Who stands in the address book, and the test coin.
const ADA: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const COIN: &str = "0xb06aeb3256120e5e4f07621b1a17e38dab6b7773";

/// All of them.
pub async fn all(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    book(desk, see).await;
    let window = &desk.window;
    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", "ada").await;
    window.write("send-amount", "12.5").await;
    window.find(&format!("token-{COIN}")).await;
    see(window, "send").await;
    review(desk, "send-review").await;
    see(window, "send-review").await;
    desk.sign().await;
    see(window, "submission").await;

    window.press("rail-home").await;
    window.press("receive").await;
    window.find("receive-qr").await;
    see(window, "home-receive").await;
    window.press("receive-all").await;
    window.find("receive-accounts").await;
    see(window, "receive").await;
}

async fn book(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-address-book").await;
    window.find("book-none").await;
    see(window, "book-none").await;
    window.press("book-add").await;
    window.write("book-address", ADA).await;
    window.write("book-name", "Ada").await;
    window.write("book-note", "the baker").await;
    see(window, "book-entry").await;
    window.press("book-save").await;
    window.find("book").await;
    see(window, "book").await;
}

/// Some of the test coin goes to a contact, with a note.
pub async fn send_token(desk: &Desk) {
    let window = &desk.window;
    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", "ada").await;
    window.find(&format!("token-{COIN}")).await;
    desk.choose("send-what", COIN).await;
    window.write("send-amount", "250").await;
    review(desk, "send-review").await;
    desk.sign().await;
    window.write("submission-note", "bread\u{e007}").await;
}
