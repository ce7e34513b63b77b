//! A stranger's first stake, in the real window: create a wallet on the practice network, choose a delegate, stake,
//! quit, come back, and find it all there.
//!
//! Needs a display and WebKitWebDriver, so it has a feature of its own: `cargo xtask test` runs it on a private desktop.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "window/bucket.rs"]
mod bucket;

use ballast_tests::{
    programs::{PASSWORD, PHRASE},
    rpc,
    window::{Server, Window},
};

const RAU: u128 = 1_000_000_000_000_000_000;
/// 1,000 IOTX for 91 days with stake-lock (iotex-protocol.md §2.6).
const VOTES: u128 = 1_285_430_136_654_545_529_850;

async fn create_wallet(window: &Window) {
    window.picture("onboarding-light").await;
    window.press("begin-create").await;
    window.write("password", PASSWORD).await;
    window.write("password-again", PASSWORD).await;
    window.press("create-vault").await;
    window.find("words-list").await;
    window.picture("words").await;
    let mut words = Vec::new();
    for i in 1..=12 {
        words.push(window.text(&format!("word-{i}")).await);
    }
    window.press("words-written").await;
    window.find("check-words").await;
    for (i, word) in words.iter().enumerate() {
        let field = format!("check-{}", i + 1);
        if window.has(&field).await {
            window.write(&field, word).await;
        }
    }
    window.press("check-words").await;
    window.find("home-total").await;
}

async fn stake(window: &Window, delegate: &str) {
    window.press("rail-delegates").await;
    window.write("delegates-search", delegate).await;
    window.press(&format!("stake-{delegate}")).await;
    window.find("stake-amount").await;
    refuses(window, "stake-amount", "99.999", "A bucket holds at least 100 IOTX.").await;
    refuses(window, "stake-amount", "100000", "does not hold the amount and the fee").await;
    refuses(window, "stake-days", "1051", "at most 1\u{202f}050 days").await;
    window.write("stake-amount", "1000").await;
    window.write("stake-days", "91").await;
    assert_eq!(window.wait_for_rau("stake-votes", |v| v == VOTES).await, VOTES);
    window.picture("stake-light").await;
    window.press("stake-review").await;
    let sentence = window.text("review-sentence").await;
    assert!(
        sentence.starts_with("Lock 1") && sentence.contains("000 IOTX with fathom"),
        "{sentence}"
    );
    window.find("review-reencoded").await;
    window.picture("review-light").await;
    // In 91 days it is what it is now, for its days do not run, and may be unlocked.
    window.press("then-open").await;
    let then = window.text("then-buckets").await;
    assert!(then.contains("Locked") && then.contains("Unlock"), "{then}");
    window.picture("review-then").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;
    window.picture("submission-final").await;
}

/// What breaks a rule gets its sentence under the field.
async fn refuses(window: &Window, field: &str, text: &str, words: &str) {
    window.write(field, text).await;
    let said = window.text(&format!("{field}-error")).await;
    assert!(said.contains(words), "{said}");
}

/// Sorting by a column really sorts: the rows as they stand in the page.
async fn sorts_by_name(window: &Window) {
    window.press("rail-delegates").await;
    window.find("delegates").await;
    window.press("delegates-by-name").await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let script = "return [...document.querySelectorAll(\"[data-test^='delegates-row-']\")].map(r => r.dataset.test)";
    let rows: Vec<String> = serde_json::from_str(&window.script(script).await.unwrap()).unwrap();
    assert!(
        rows.len() > 10 && (rows.is_sorted() || rows.iter().rev().is_sorted()),
        "{rows:?}"
    );
}

async fn votes_of(window: &Window, delegate: &str, are: impl Fn(u128) -> bool) -> u128 {
    window.press("rail-delegates").await;
    window.write("delegates-search", delegate).await;
    window.wait_for_rau(&format!("votes-{delegate}"), are).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_stakes_quits_and_finds_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;

    create_wallet(&window).await;
    window.wait_for_rau("home-liquid", |rau| rau == 100_000 * RAU).await;
    window.picture("home-light").await;
    let before = votes_of(&window, "fathom", |v| v > 0).await;
    window.picture("delegates-search-light").await;

    stake(&window, "fathom").await;
    let after = votes_of(&window, "fathom", |v| v == before + VOTES).await;
    assert_eq!(after - before, VOTES);
    window.write("delegates-search", " ").await;
    sorts_by_name(&window).await;
    window.press("rail-buckets").await;
    let (bucket, _) = own_bucket(&window).await;
    assert_eq!(
        window.wait_for_rau(&format!("bucket-{bucket}-amount"), |v| v > 0).await,
        1000 * RAU
    );
    assert_eq!(window.rau(&format!("bucket-{bucket}-votes")).await, Some(VOTES));
    window.picture("buckets-light").await;
    window.quit().await;

    let window = server.open().await;
    window.write("unlock-password", "not the password").await;
    window.press("unlock").await;
    window.find("unlock-password-error").await;
    window.picture("unlock-wrong").await;
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
    window.press("rail-buckets").await;
    assert_eq!(
        window.wait_for_rau(&format!("bucket-{bucket}-amount"), |v| v > 0).await,
        1000 * RAU
    );
    assert!(votes_of(&window, "fathom", |v| v >= after).await >= after);
    window.quit().await;
}

/// The number of the first bucket in the table, and its state.
async fn own_bucket(window: &Window) -> (String, String) {
    window.find("buckets").await;
    let script = "const e = document.querySelector(\"[data-test^='bucket-'][data-test$='-amount']\"); return e && e.dataset.test";
    for _ in 0..100 {
        let name = window.script(script).await.unwrap();
        if let Some(id) = name
            .trim_matches('"')
            .strip_prefix("bucket-")
            .and_then(|n| n.strip_suffix("-amount"))
        {
            let state = window.text(&format!("bucket-{id}-state")).await;
            return (id.to_owned(), state);
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    window.picture("no-bucket").await;
    panic!("no bucket appeared");
}

const WATCHED: &str = "io1rqmm8wvhnn37h2tvfl7j7wmanxgp9dlxq2ysrv";

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_wallet_brings_it_and_watches_another() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;

    window.press("begin-phrase").await;
    window.write("phrase", &PHRASE.replace("junk", "junkk")).await;
    window.write("password", PASSWORD).await;
    window.write("password-again", PASSWORD).await;
    window.press("import-phrase").await;
    let said = window.text("phrase-error").await;
    assert!(said.contains("12") && said.contains("junk"), "{said}");
    window.write("phrase", PHRASE).await;
    window.press("import-phrase").await;
    window.find("found").await;
    window.press("found-done").await;
    window.find("home-total").await;

    window.press("rail-settings").await;
    window.press("account-add").await;
    // A small dialog: the settings stay behind it.
    window.find("more-add").await;
    window.find("accounts").await;
    window.press("account-import").await;
    // There is a wallet: no second one is offered, and there is a way back.
    window.find("begin-open").await;
    assert!(!window.has("begin-create").await);
    window.press("begin-open").await;
    // The same from the account's own menu.
    window.press("account").await;
    window.press("account-more").await;
    window.press("begin-watch").await;
    window.write("watch-address", &WATCHED.replace("io1rq", "io1rp")).await;
    window.press("watch").await;
    window.find("watch-address-error").await;
    window.write("watch-address", WATCHED).await;
    window.write("watch-label", "Ebb").await;
    window.press("watch").await;
    // Home stood behind the dialog already: what was added is looked at now.
    window.find("account-watched").await;
    assert_eq!(
        window.text("account-name").await,
        "Ebb",
        "Home shows what was just added"
    );
    let theirs = window.wait_for_rau("home-liquid", |rau| rau > 0).await;
    assert_eq!(window.text("account-watched").await, "watched");
    assert_eq!(window.text("home-held").await, "Held by the watched account");
    // Together with one's own it is told apart, and is in no sum of what one holds.
    window.press("account").await;
    window.press("account-all").await;
    let watched = window.wait_for_rau("home-watched", |rau| rau > 0).await;
    assert!(watched >= theirs, "{watched} {theirs}");
    assert_eq!(window.text("home-held").await, "All you hold");
    assert!(!window.has("account-watched").await);
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_keeps_to_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.find("begin-create").await;
    let eval = window
        .script("try { return String(eval('1+1')) } catch (e) { return 'refused' }")
        .await
        .unwrap();
    assert_eq!(eval, "\"refused\"", "the content policy refuses eval");
    let styled = window
        .script("return document.querySelectorAll('[style]').length")
        .await
        .unwrap();
    assert_eq!(styled, "0", "no style attributes, which the content policy forbids");
    for (command, arguments) in [
        ("plugin:window|set_title", "{ value: 'x' }"),
        ("plugin:dialog|open", "{ options: {} }"),
        ("plugin:dialog|save", "{ options: {} }"),
        ("plugin:fs|read_text_file", "{ path: '/etc/hostname' }"),
    ] {
        let foreign = format!(
            "window.__denied = 'waiting'; window.__TAURI__.core.invoke('{command}', {arguments})\
             .then(() => window.__denied = 'allowed', () => window.__denied = 'refused'); return 1"
        );
        window.script(&foreign).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let denied = window.script("return window.__denied").await.unwrap();
        assert_eq!(denied, "\"refused\"", "{command}");
    }
    window.quit().await;
}

fn producers(url: &str, running: bool) {
    let all: Vec<_> = (0..40)
        .map(|i| serde_json::json!({ "delegate": i, "running": running }))
        .collect();
    for one in all {
        rpc(url, "practice_producer", serde_json::json!([one])).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stake_that_waits_is_called_off_and_nothing_was_staked() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    create_wallet(&window).await;
    window.wait_for_rau("home-liquid", |rau| rau == 100_000 * RAU).await;
    let url = server.practice_url().unwrap();

    producers(&url, false);
    window.press("rail-delegates").await;
    window.write("delegates-search", "fathom").await;
    window.press("stake-fathom").await;
    window.write("stake-amount", "1000").await;
    window.write("stake-days", "91").await;
    window.press("stake-review").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "sent").await;
    window.picture("submission-waits").await;
    window.press("submission-call-off").await;
    let sentence = window.text("review-sentence").await;
    assert!(sentence.starts_with("Cancel: Lock 1"), "{sentence}");
    window.find("warning-submission.replaces").await;
    window.picture("review-call-off").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "sent").await;

    producers(&url, true);
    window.wait_for("submission", "data-state", "final").await;
    window.press("rail-activity").await;
    window.picture("activity-called-off").await;
    let states = "return [...document.querySelectorAll(\"[data-test='activity'] a[href^='/activity/']\")].map(a => a.dataset.state)";
    let states: Vec<String> = serde_json::from_str(&window.script(states).await.unwrap()).unwrap();
    assert_eq!(states, ["final", "replaced"]);
    window.press("rail-buckets").await;
    window.find("buckets-none").await;
    window.quit().await;
}
