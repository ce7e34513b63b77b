//! The window and its networks: one of one's own, added in Settings by a node's URL, opened, looked around on, and removed;
//! a file of contracts; and an endpoint that lies about its height.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use ballast_tests::{
    programs::{PASSWORD, Practice, only, repository},
    proxy::{Fault, Proxy},
    window::{Server, Window, choose},
};
use serde_json::json;

/// How long words are waited for.
const PATIENCE: Duration = Duration::from_secs(10);

async fn gone(window: &Window, name: &str) {
    for _ in 0..100 {
        if !window.has(name).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{name} stays");
}

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
    gone(&window, "open-own-4711").await;
    assert!(folder.path().join("own-4711").exists(), "its folder stays");
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_contracts_is_chosen_in_settings_looked_at_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("contracts.json");
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.find("practice-banner").await;
    window.press("rail-settings").await;
    window.says("contracts", "which Ballast knows", PATIENCE).await;
    assert!(!window.has("contracts-forget").await);
    choose(folder.path(), Some(&file));
    let nowhere = "0x7777777777777777777777777777777777777777";
    for (content, code) in [
        (json!({ "chainId": 4690 }), "contracts.chain"),
        (json!({ "stakin": {} }), "contracts.file"),
        (json!({ "governor": nowhere }), "contracts.no-code"),
    ] {
        std::fs::write(&file, content.to_string()).unwrap();
        window.press("contracts-choose").await;
        window.wait_for("contracts-error", "data-code", code).await;
    }
    window.both("contracts-refused").await;
    let page = window
        .script("return document.documentElement.outerHTML")
        .await
        .unwrap();
    assert!(
        !page.contains(folder.path().to_str().unwrap()),
        "where the file is stays outside"
    );

    let known: serde_json::Value =
        serde_json::from_slice(&std::fs::read(repository("assets/contracts.json")).unwrap()).unwrap();
    std::fs::write(&file, known["practice"]["contracts"].to_string()).unwrap();
    window.press("contracts-choose").await;
    let unlock = async || {
        window.find("unlock-screen").await;
        window.write("unlock-password", PASSWORD).await;
        window.press("unlock").await;
        window.find("practice-banner").await;
        window.press("rail-settings").await;
    };
    unlock().await;
    window.says("contracts", "your file", PATIENCE).await;
    window.press("contracts-show").await;
    let list = window.text("contracts-list").await;
    assert!(list.contains("staking.v3") && list.contains("your file"), "{list}");
    window.both("contracts").await;
    window.press("contracts-close").await;
    window.press("contracts-forget").await;
    unlock().await;
    window.says("contracts", "which Ballast knows", PATIENCE).await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_lies_about_its_height_stays_behind_the_honest_one() {
    let folder = tempfile::tempdir().unwrap();
    let genesis = repository("tests/recordings/genesis.json");
    let node = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "1"]);
    let honest = Proxy::start(node.address(), Fault::None).url();
    let liar = Proxy::start(node.address(), Fault::Ahead(1_000_000)).url();
    only(folder.path(), &[&honest, &liar]);

    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.find("home-liquid").await;
    window.press("rail-settings").await;
    let (first, second) = (format!("endpoint-{honest}"), format!("endpoint-{liar}"));
    window.find(&first).await;
    for _ in 0..3 {
        window.press("endpoints-measure").await;
        window.says(&second, "ahead", PATIENCE).await;
        window.says(&first, "in use", PATIENCE).await;
    }
    window.both("endpoint-ahead").await;
    // The chip tells the honest one's block.
    let state = window.text("sync-state").await;
    assert!(!state.contains("1,000,"), "{state}");
    window.press(&format!("endpoint-remove-{liar}")).await;
    gone(&window, &second).await;
    window.write("endpoint-url", &liar).await;
    window.press("endpoint-add").await;
    window.wait_for("endpoints-error", "data-code", "chain.ahead").await;
    window.quit().await;
}
