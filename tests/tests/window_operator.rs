//! The window for who runs a delegate and a node: endpoints of one's own, operator mode, and what it costs to stand idle.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::{net::TcpListener, time::Duration};

use ballast_tests::{
    desk::{Desk, OPERATOR},
    programs::{Practice, only, repository},
    proxy::{Fault, Proxy},
    window::{Server, choose},
};
use serde_json::json;

/// The private key one: its public key is the group's generator.
const SECRET: &str = "0000000000000000000000000000000000000000000000000000000000000001";
const GENERATOR: &str =
    "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

#[tokio::test(flavor = "multi_thread")]
async fn a_delegate_is_registered_with_a_key_file_and_told_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("bls.key");
    std::fs::write(&key, SECRET).unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.find("home-liquid").await;
    window.wait_for_rau("home-liquid", |rau| rau > 0).await;
    assert!(!window.has("rail-operator").await, "hidden until it is wanted");
    window.press("rail-settings").await;
    window.find("endpoints-fixed").await;
    window.press("operator-mode").await;
    window.press("rail-operator").await;
    window.find("operator-none").await;

    window.press("operator-register").await;
    window.write("register-name", "own1").await;
    window.write("register-operator", OPERATOR).await;
    // Nothing is chosen: nothing is said.
    window.press("bls-read").await;
    window.wait_until_able("bls-read").await;
    assert!(!window.has("bls-file-error").await);
    choose(folder.path(), Some(&folder.path().join("none.key")));
    window.press("bls-read").await;
    window.find("bls-file-error").await;
    choose(folder.path(), Some(&key));
    window.press("bls-read").await;
    window.find("bls-holds-secret").await;
    assert_eq!(window.text("bls-file").await, "bls.key");
    let page = window
        .script("return document.documentElement.outerHTML")
        .await
        .unwrap();
    assert!(!page.contains(SECRET), "the private key is not on the page");
    let home = folder.path().to_str().unwrap();
    assert!(!page.contains(home), "nor is the file's folder");
    let found = window
        .script("return document.querySelector(\"[data-test='bls-key']\").value")
        .await;
    assert_eq!(found.unwrap(), json!(GENERATOR).to_string());
    let proof = window
        .script("return document.querySelector(\"[data-test='bls-proof']\").value.length")
        .await;
    assert_eq!(proof.unwrap(), json!(2 + 192).to_string(), "the proof is made with it");
    window.both("operator-register").await;
    window.press("register-review").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;

    window.press("rail-operator").await;
    window.find("own-own1").await;
    assert_eq!(
        window.text("gap-list-missing").await.replace('\u{202f}', ""),
        "2000000 votes"
    );
    assert_eq!(
        window.text("gap-enter-missing").await.replace('\u{202f}', ""),
        "1200000 IOTX"
    );
    window.find("own-ways").await;
    window.both("operator").await;
    let why = window.find("deed-own1-request-exit").await.attr("title").await.unwrap();
    assert!(why.unwrap().contains("delegate.no-self-stake"));

    window.press("deed-own1-update").await;
    window.write("update-name", "own2").await;
    window.press("deed-review").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;
    window.press("rail-operator").await;
    window.find("own-own2").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_endorses_and_the_operators_key_are_there_in_operator_mode_alone() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let (window, theirs) = (&desk.window, ["endorse", "request-revocation", "revoke"]);
    let staked = desk
        .done(
            json!({ "account": desk.account, "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX",
                      "duration": 91, "locked": true }),
        )
        .await;
    let page = format!("/bucket/{}", staked["bucket"].as_str().unwrap());
    desk.go(&page).await;
    window.find("act-unlock").await;
    for action in theirs {
        assert!(!window.has(&format!("act-{action}")).await, "{action}");
    }
    window.key("7", "ctrlKey: true,").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    window.find("act-unlock").await;

    window.press("rail-settings").await;
    window.press("operator-mode").await;
    window.find("rail-operator").await;
    assert!(window.text("keys").await.contains("Ctrl 7"));
    window.key("7", "ctrlKey: true,").await;
    window.find("operator-none").await;
    desk.go(&page).await;
    for action in theirs {
        window.find(&format!("why-not-{action}")).await;
    }
    desk.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_of_ones_own_is_added_put_first_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let genesis = repository("tests/recordings/genesis.json");
    let node = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "1"]);
    let dead = {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", free.local_addr().unwrap())
    };
    only(folder.path(), &[&dead, &node.url()]);
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.find("home-liquid").await;
    window.press("rail-settings").await;
    window.find("failover").await;

    window.write("endpoint-url", &dead).await;
    window.press("endpoint-add").await;
    window.find("endpoints-error").await;
    let second = Proxy::start(node.address(), Fault::None).url();
    window.write("endpoint-url", &second).await;
    window.find("endpoint-plain").await;
    window.press("endpoint-add").await;
    window.find(&format!("endpoint-{second}")).await;
    window.both("settings-network").await;
    window.press(&format!("endpoint-first-{second}")).await;
    window.press(&format!("endpoint-remove-{dead}")).await;
    let gone = format!("endpoint-{dead}");
    for _ in 0..50 {
        if !window.has(&gone).await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(!window.has(&gone).await);
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement, which a busy machine must not fail: docs/bench.md says how to take it"]
async fn a_window_that_stands_idle_uses_less_than_a_hundredth_of_a_core() {
    let seconds = std::env::var("BALLAST_IDLE_SECONDS").map_or(30, |s| s.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let genesis = repository("tests/recordings/genesis.json");
    // The public networks' pace, in a process of its own: a node's work is not the wallet's.
    let node = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "2.5"]);
    only(folder.path(), &[&node.url()]);
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.find("home-liquid").await;
    for place in ["rail-home", "rail-buckets"] {
        window.press(place).await;
        // What coming here has begun is over.
        tokio::time::sleep(Duration::from_secs(8)).await;
        let before = server.app_seconds();
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        let share = (server.app_seconds() - before) / seconds as f64;
        println!("{place}: {:.2} % of a core", share * 100.0);
        assert!(share < 0.01, "{place}: {:.2} % of a core", share * 100.0);
    }
    window.quit().await;
}
