//! A nonce that nothing of an account uses, in the real window: why a transaction waits is said, and the gap is filled.
//!
//! Needs a display and WebKitWebDriver, as `window` does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ballast_tests::{
    funded::enrich,
    programs::{Cli, PASSWORD, PHRASE, Practice},
    proxy::{Fault, Proxy},
    window::{Server, Window},
};
use serde_json::json;

const FRIEND: &str = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/// Follows a link to a page of the app, as one that is pressed.
async fn go(window: &Window, path: &str) {
    let script = format!(
        "const a = document.createElement('a'); a.href = {}; document.body.append(a); a.click(); a.remove(); return 1",
        json!(path)
    );
    window.script(&script).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn fill_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("wallet");
    let node = Practice::start(&["--chain-id", "4711", "--block-seconds", "0.5"]);
    node.ask("practice_mine", json!([{ "blocks": 40, "stepSeconds": 0.5 }]));
    // Of two payments the first is refused, and the second waits for its nonce.
    let proxy = Proxy::start(node.address(), Fault::RefusesFirst);
    let cli = |network| Cli {
        home: home.clone(),
        network,
        node: String::new(),
    };
    let added = cli("practice").run(&["network", "add", &proxy.url(), "--name", "Garage"], "");
    assert_eq!(added.code, Some(0), "{} {}", added.out, added.err);
    let cli = cli("own:4711");
    assert_eq!(cli.run(&["accounts", "import-phrase"], PHRASE).code, Some(0));
    let status = cli.run(&["status"], "").json();
    let account = status["status"]["accounts"][0]["address"].as_str().unwrap().to_owned();
    enrich(&node.url(), &account, 5_000);
    node.mine();
    let send =
        |iotx: u64| json!({ "account": account, "action": "send", "to": FRIEND, "amount": format!("{iotx} IOTX") });
    let both = json!([send(3), send(4)]).to_string();
    let items = cli.run(&["batch", "-", "--yes", "--no-wait"], &both).json()["items"].clone();
    assert_eq!(
        (&items[0]["state"], &items[1]["state"]),
        (&json!("failed"), &json!("sent"))
    );
    let waiting = format!("/activity/{}", items[1]["id"].as_str().unwrap());

    let server = Server::start(&home);
    let window = server.open().await;
    window.import().await;
    window.find("practice-banner").await;
    window.press("rail-settings").await;
    window.press("open-own-4711").await;
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
    window.find("own-banner").await;
    go(&window, &waiting).await;
    window.find("submission-gap").await;
    let why = window.text("submission-stuck").await;
    assert!(why.contains("nonce 0, which no node has"), "{why}");
    window.both("gap").await;

    window.press("submission-fill").await;
    let says = window.text("review-sentence").await;
    assert!(says.contains("Fill the gap at nonce 0"), "{says}");
    window.find("warning-nonce.fills-gap").await;
    window.both("gap-review").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;
    assert!(window.text("submission-one-node").await.contains("Final, by one node"));
    window.both("gap-filled").await;
    go(&window, &waiting).await;
    window.wait_for("submission", "data-state", "final").await;
    window.quit().await;
}
