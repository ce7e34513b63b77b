//! The window and a file of contracts: chosen in Settings, looked at, listed and forgotten.
//!
//! In a program of its own, since a picture is of the whole desktop, which all tests of a program share.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use ballast_tests::{
    programs::{PASSWORD, repository},
    window::{Server, choose},
};
use serde_json::json;

/// How long words are waited for.
const PATIENCE: Duration = Duration::from_secs(10);

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
