//! The window from the keyboard: everything is found by a few letters, the size of all is kept, one goes back; and what
//! is shown short is copied exactly by the window's own menu.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use ballast_tests::{
    programs::PASSWORD,
    window::{Server, Window},
};

/// Waits until a script's answer is this one.
async fn comes(window: &Window, script: &str, wanted: &str) {
    let mut is = String::new();
    for _ in 0..100 {
        is = window.script(script).await.unwrap();
        if is == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{script}: {is} instead of {wanted}");
}

const PATH: &str = "return location.pathname";
const WIDTH: &str = "return innerWidth";

/// Types into the field that finds everything, and takes the first that is found.
async fn find(window: &Window, typed: &str, first: &str) {
    window.key("k", "ctrlKey: true,").await;
    window.write("find-text", typed).await;
    comes(
        window,
        "return document.querySelector(\"[data-test='find-option'] b\")?.textContent",
        &format!("\"{first}\""),
    )
    .await;
    window.key("Enter", "").await;
    comes(window, "return !document.querySelector('dialog[open]')", "true").await;
}

async fn finds_everything(window: &Window) {
    find(window, "fathom", "fathom").await;
    comes(window, PATH, "\"/delegates/fathom\"").await;
    find(window, "calen", "Calendar").await;
    comes(window, PATH, "\"/calendar\"").await;
    find(window, "4321", "Bucket 4\u{202f}321").await;
    comes(window, PATH, "\"/bucket/4321\"").await;
    window.key("ArrowLeft", "altKey: true,").await;
    comes(window, PATH, "\"/calendar\"").await;
    find(window, "dark th", "Dark theme").await;
    comes(window, "return document.documentElement.dataset.theme", "\"dark\"").await;

    window.key("k", "ctrlKey: true,").await;
    window.write("find-text", "no such thing").await;
    assert!(window.text("find-none").await.contains("no such thing"));
    // Another dialog does not open over it.
    window.key("?", "").await;
    assert!(!window.has("keys-dialog").await || window.text("keys-dialog").await.is_empty());
    let close = "document.querySelector('dialog[open]').close(); return 1";
    window.script(close).await.unwrap();
    comes(window, "return !document.querySelector('dialog[open]')", "true").await;
    window.key("?", "").await;
    assert!(window.text("keys").await.contains("Ctrl K"));
    window.picture("keys").await;
    window.script(close).await.unwrap();
}

/// The size that the backend keeps, in percent.
async fn zoom(window: &Window) -> u64 {
    let asked = "return window.__TAURI__.core.invoke('ask', { name: 'GetStatus', body: '{}' })";
    // The backend answers with JSON in a text, which the driver wraps once more.
    let text: String = serde_json::from_str(&window.script(asked).await.unwrap()).unwrap();
    let status: serde_json::Value = serde_json::from_str(&text).unwrap();
    status["settings"]["zoom"].as_u64().unwrap()
}

/// The total's title names all of its decimals; the menu copies them.
async fn copies_exactly(window: &Window) {
    window.press("rail-home").await;
    window.wait_for_rau("home-total", |rau| rau > 0).await;
    let menu = |on: &str| {
        format!(
            "const e = document.querySelector({on}); const box = e.getBoundingClientRect(); \
             return e.dispatchEvent(new MouseEvent('contextmenu', {{ bubbles: true, cancelable: true, \
             clientX: box.left + 2, clientY: box.top + 2 }}))"
        )
    };
    // `false`: the browser's own menu was prevented.
    let shown = window.script(&menu("\"[data-test='home-total']\"")).await.unwrap();
    assert_eq!(shown, "false");
    window.find("context-copy").await;
    window.picture("context").await;
    window.press("context-exact").await;
    let said = window.text("toast").await;
    assert!(said.contains("Copied."), "{said}");
    assert!(!window.has("context").await, "the menu stays open");
    // Where nothing can be copied there is no menu at all.
    assert_eq!(window.script(&menu("'.rail .brand'")).await.unwrap(), "false");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!window.has("context").await);
    // A field keeps the system's, which can paste.
    window.press("home-send").await;
    window.find("send-to").await;
    assert_eq!(window.script(&menu("\"[data-test='send-to']\"")).await.unwrap(), "true");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_reached_by_keys_and_the_size_of_all_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.wait_for_rau("home-liquid", |rau| rau > 0).await;
    finds_everything(&window).await;
    copies_exactly(&window).await;

    let wide: u32 = window.script(WIDTH).await.unwrap().parse().unwrap();
    window.key("+", "ctrlKey: true,").await;
    comes(&window, WIDTH, &(wide * 10 / 11).to_string()).await;
    let turn = |by: i32| {
        format!(
            "document.dispatchEvent(new WheelEvent('wheel', \
             {{ deltaY: {by}, ctrlKey: true, bubbles: true, cancelable: true }})); return 1"
        )
    };
    // Two small turns are no notch, and the full one after them is one step.
    for by in [-15, -15, -120] {
        window.script(&turn(by)).await.unwrap();
    }
    comes(&window, WIDTH, &(wide * 4 / 5).to_string()).await;
    assert_eq!(zoom(&window).await, 125);
    // Changes that come fast are kept in their order.
    for key in ["-", "-", "-", "+", "+", "+", "+"] {
        window.key(key, "ctrlKey: true,").await;
    }
    comes(&window, WIDTH, &(wide * 2 / 3).to_string()).await;
    window.quit().await;

    let window = server.open().await;
    comes(&window, WIDTH, &(wide * 2 / 3).to_string()).await;
    window.find("unlock-password").await;
    // Also at the gate. What drives the window presses beside its elements in another size than the usual.
    window.key("0", "ctrlKey: true,").await;
    comes(&window, WIDTH, &wide.to_string()).await;
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
    window.press("rail-settings").await;
    assert_eq!(window.text("zoom").await, "100 %");
    window.press("zoom-out").await;
    comes(&window, WIDTH, &(wide * 10 / 9).to_string()).await;
    assert_eq!(window.text("zoom").await, "90 %");
    window.quit().await;
}
