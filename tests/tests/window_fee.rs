//! The window where a node says that gas is dear: the fee is refused, until the person lets a transaction cost more.
//!
//! Needs a display and WebKitWebDriver, as `window` does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use ballast_tests::{
    funded::enrich,
    programs::Practice,
    proxy::{Fault, Proxy},
    window::{Server, Window},
};
use serde_json::{Value, json};

/// How long words are waited for.
const PATIENCE: Duration = Duration::from_secs(10);

const ADA: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/// Opens the network of a node, and brings the tests' wallet there.
async fn open_own(window: &Window, url: &str) {
    window.press("rail-settings").await;
    window.press("network-new").await;
    window.write("network-name", "Garage").await;
    window.write("network-url", url).await;
    window.press("network-add").await;
    window.press("open-own-4711").await;
    window.find("network-own-4711").await;
    window.import().await;
    window.find("own-banner").await;
}

/// The first account, as the backend says.
async fn account(window: &Window) -> String {
    let ask = "return window.__TAURI__.core.invoke('ask', { name: 'GetStatus', body: '{}' })";
    // It answers with JSON in a text, which the driver wraps once more.
    let text: String = serde_json::from_str(&window.script(ask).await.unwrap()).unwrap();
    let status: Value = serde_json::from_str(&text).unwrap();
    status["accounts"][0]["address"].as_str().unwrap().to_owned()
}

async fn review(window: &Window) {
    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", ADA).await;
    window.write("send-amount", "1").await;
    window.press("send-review").await;
    window.find("review-sentence").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_beyond_the_limit_is_refused_until_the_person_lets_it_cost_more() {
    let folder = tempfile::tempdir().unwrap();
    let node = Practice::start(&["--chain-id", "4711", "--block-seconds", "0.5"]);
    node.ask("practice_mine", json!([{ "blocks": 40, "stepSeconds": 0.5 }]));
    // A transfer could come to 2 IOTX.
    let dear = Proxy::start(node.address(), Fault::Dear(100));
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    open_own(&window, &dear.url()).await;
    enrich(&node.url(), &account(&window).await, 5_000);
    node.mine();
    window.wait_for_rau("home-liquid", |rau| rau > 0).await;

    review(&window).await;
    let refused = window.text("warning-price.over-limit").await;
    assert!(refused.contains("in Settings, under Fees"), "{refused}");
    assert!(!refused.contains("--"), "an option of the command line: {refused}");
    window.find("warning-price.unusual").await;
    window.find("review-blocked").await;
    assert!(!window.has("review-sign").await, "there is nothing to sign");
    window.both("fee-refused").await;

    window.press("rail-settings").await;
    window.says("fee-limit-now", "1 IOTX", PATIENCE).await;
    window.write("fee-limit", "0,500").await;
    window.press("fee-limit-save").await;
    window.find("fee-limit-error").await;
    // What parts thousands and decimals can be taken for each other: how it was read is said before it holds.
    window.write("fee-limit", "1,234.50").await;
    window.says("fee-limit-understood", "1\u{202f}234.5", PATIENCE).await;
    window.write("fee-limit", "3").await;
    window.press("fee-limit-save").await;
    window.says("fee-limit-now", "3 IOTX", PATIENCE).await;
    window.both("fee-limit").await;

    review(&window).await;
    window.find("review-sign").await;
    window.find("warning-price.unusual").await;
    assert!(!window.has("warning-price.over-limit").await);
    window.both("fee-unusual").await;

    window.press("rail-settings").await;
    window.press("fee-limit-usual").await;
    review(&window).await;
    window.find("warning-price.over-limit").await;
    window.quit().await;
}
