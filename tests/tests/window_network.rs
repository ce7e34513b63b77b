//! The window and its networks: one of one's own, added in Settings by a node's URL, opened, looked around on, and removed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use ballast_tests::{
    programs::{PASSWORD, Practice},
    proxy::{Fault, Proxy},
    window::{Server, Window},
};
use serde_json::json;

/// All producers stop: the chip says for how long no block has come, and stays green no longer.
async fn falls_silent(node: &Practice, window: &Window) {
    let producers = |running: bool| {
        for delegate in 0..40 {
            node.ask(
                "practice_producer",
                json!([{ "delegate": delegate, "running": running }]),
            );
        }
    };
    producers(false);
    window.says("sync-state", "no block for", Duration::from_secs(30)).await;
    window.both("network-silent").await;
    producers(true);
    window.says("sync-state", "in step", Duration::from_secs(30)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_is_added_in_settings_opened_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let node = Practice::start(&["--chain-id", "4711", "--block-seconds", "0.5"]);
    node.ask("practice_mine", json!([{ "blocks": 40, "stepSeconds": 0.5 }]));
    let known = Practice::start(&["--block-seconds", "0.5"]);
    let page = Proxy::start(node.address(), Fault::Html);
    let ethereum = Practice::start(&["--chain-id", "1", "--block-seconds", "0.5"]);
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.find("practice-banner").await;
    window.press("rail-settings").await;

    window.press("network-new").await;
    window.write("network-name", "Garage").await;
    for (url, code) in [
        (known.url(), "network.known"),
        (page.url(), "chain.not_json"),
        (ethereum.url(), "network.public-chain"),
    ] {
        window.write("network-url", &url).await;
        window.press("network-add").await;
        window.wait_for("network-new-error", "data-code", code).await;
    }
    assert!(window.text("network-new-error").await.contains("Ethereum"));
    window.both("network-refused").await;
    window.write("network-url", &node.url()).await;
    window.press("network-add").await;
    window.find("open-own-4711").await;
    window.press("about-own-4711").await;
    assert!(window.text("network-assumptions").await.contains("3 days"));
    window.both("network-assumed").await;
    window.press("network-assumed-close").await;

    window.press("open-own-4711").await;
    window.find("network-own-4711").await;
    window.both("network-begin").await;
    // Whose wallet is made here is said before it is.
    assert!(window.text("network-wallet").await.contains("for Garage alone"));
    window.press("begin-look").await;
    assert!(window.text("own-banner").await.contains("Garage"));
    assert!(window.text("own-banner").await.contains("not mainnet"));
    window.wait_for("app", "data-network", "own").await;
    window.press("rail-delegates").await;
    window.find("delegates").await;
    assert!(window.text("sync-state").await.starts_with("Garage"));
    window.both("network-delegates").await;

    falls_silent(&node, &window).await;

    window.press("rail-settings").await;
    window.find(&format!("endpoint-{}", node.url())).await;
    let why = window.find("remove-own-4711").await.attr("title").await.unwrap();
    assert!(why.unwrap().contains("Open another network first"));
    window.both("network-settings").await;
    // From its chip, and back from the locked window, and from the settings.
    window.press("network").await;
    assert!(window.text("networks-apart").await.contains("its own wallet"));
    window.press("switch-practice").await;
    window.find("unlock-screen").await;
    window.press("other-network").await;
    assert!(window.text("networks-apart").await.contains("its own wallet"));
    window.both("network-locked").await;
    window.press("switch-own-4711").await;
    window.press("begin-look").await;
    window.find("own-banner").await;
    window.press("rail-settings").await;
    window.press("open-practice").await;
    // Switching locks, and the gate takes the settings' place.
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
    window.find("practice-banner").await;
    window.press("rail-settings").await;
    window.press("remove-own-4711").await;
    assert!(window.text("network-remove").await.contains("own-4711"));
    window.both("network-remove").await;
    window.press("network-remove-yes").await;
    window.gone("open-own-4711").await;
    assert!(folder.path().join("own-4711").exists(), "its folder stays");
    window.quit().await;
}
