//! The window with people who are in a hurry, forget, or begin while no node answers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::{path::Path, process::Command, time::Duration};

use ballast_tests::{
    programs::{PASSWORD, PHRASE, Practice, program},
    window::{Server, Window},
};
use serde_json::json;

/// How long words are waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A question that is open when the window locks is closed, with what is typed in it.
async fn is_asked(window: &Window) {
    window.press("rail-settings").await;
    window.press("phrase-show").await;
    window.write("phrase-password", PASSWORD).await;
    window.key("l", "ctrlKey: true,").await;
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
    window.find("lock-now").await;
    assert!(!window.has("phrase-password").await, "the question is still open");
}

/// A review's own button cannot be pressed by the click that brought it, and no double click signs.
async fn hurries(window: &Window) {
    window.press("rail-delegates").await;
    window.write("delegates-search", "fathom").await;
    window.press("stake-fathom").await;
    window.write("stake-amount", "12 000").await;
    window.says("stake-amount-understood", "12\u{202f}000", PATIENCE).await;
    window.write("stake-amount", "0,500").await;
    let said = window.text("stake-amount-error").await;
    assert!(said.contains("write 0.500 or 500"), "{said}");
    window.write("stake-amount", "1,234.50").await;
    window.says("stake-amount-understood", "1\u{202f}234.5", PATIENCE).await;

    window.press_twice("stake-review").await;
    window.find("review-sentence").await;
    window.find("review-sign").await;
    // Again and again: each new review begins its second anew.
    for _ in 0..3 {
        window.press_twice("review-again").await;
        tokio::time::sleep(Duration::from_millis(400)).await;
        window.press_twice("review-sign").await;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(!window.has("submission").await, "a hurried hand has signed");
    assert!(window.is_able("review-sign").await, "it can be signed after a while");
    window.picture("review-settled").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;
}

async fn forgets(window: &Window) {
    window.press("rail-settings").await;
    window.press("lock-now").await;
    window.find("unlock-screen").await;
    window.press("forgot").await;
    window.both("forgotten").await;
    window.write("password", "12345678").await;
    window.write("password-again", "12345678").await;
    window
        .write(
            "forgotten-phrase",
            "legal winner thank year wave sausage worth useful legal winner thank yellow",
        )
        .await;
    window.press("forgotten-look").await;
    let said = window.text("password-error").await;
    assert!(said.contains("weak"), "{said}");
    window.write("password", "lantern harbour quartz").await;
    window.write("password-again", "lantern harbour quartz").await;
    window.press("forgotten-look").await;
    window
        .wait_for("forgotten-error", "data-code", "wallet.foreign-phrase")
        .await;
    window.write("forgotten-phrase", PHRASE).await;
    window.press("forgotten-look").await;
    assert!(window.text("forgotten-kept").await.contains("Account 1"));
    window.both("forgotten-kept").await;
    window.press("forgotten-set").await;
    window.find("forgotten-done").await;
    window.press("forgotten-open").await;
    // Where one was before.
    window.press("lock-now").await;
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
    window.says("unlock-password-error", "password", PATIENCE).await;
    window.write("unlock-password", "lantern harbour quartz").await;
    window.press("unlock").await;
    window.find("lock-now").await;
}

/// What is typed into a form is there after a lock and after a reload.
async fn is_interrupted(window: &Window) {
    window.press("rail-delegates").await;
    window.write("delegates-search", "fathom").await;
    window.press("stake-fathom").await;
    window.write("stake-amount", "777").await;
    window.write("stake-days", "14").await;
    window.press("rail-lock").await;
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
    assert_eq!(
        window.wait_for_value("stake-amount", |value| value == "777").await,
        "777"
    );
    window.reload().await;
    assert_eq!(
        window.wait_for_value("stake-amount", |value| value == "777").await,
        "777"
    );
    assert_eq!(window.wait_for_value("stake-days", |value| value == "14").await, "14");
    // Also of a form that was reached by a link.
    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-amount", "12").await;
    window.reload().await;
    assert_eq!(window.wait_for_value("send-amount", |value| value == "12").await, "12");
    window.press("rail-delegates").await;
    window.write("delegates-search", "fathom").await;
    window.press("stake-fathom").await;
    window.write("stake-amount", "5").await;
    // Left by another way it stays; cancelled, it is forgotten.
    window.press("rail-delegates").await;
    window.write("delegates-search", "fathom").await;
    window.press("stake-fathom").await;
    assert_eq!(window.wait_for_value("stake-amount", |value| value == "5").await, "5");
    window.press("stake-cancel").await;
    window.press("stake-fathom").await;
    assert_eq!(window.wait_for_value("stake-amount", str::is_empty).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hurried_hand_signs_nothing_and_a_forgotten_password_has_its_way() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.wait_for_rau("home-liquid", |rau| rau > 0).await;
    is_asked(&window).await;
    is_interrupted(&window).await;
    hurries(&window).await;
    forgets(&window).await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phrase_that_comes_while_no_node_answers_is_searched_when_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("chain");
    let args = [
        "--chain-id",
        "4712",
        "--block-seconds",
        "0.5",
        "--data",
        data.to_str().unwrap(),
    ];
    let node = Practice::start(&args);
    node.ask("practice_mine", json!([{ "blocks": 40, "stepSeconds": 0.5 }]));
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.press("rail-settings").await;
    window.press("network-new").await;
    window.write("network-name", "Garage").await;
    window.write("network-url", &node.url()).await;
    window.press("network-add").await;
    window.press("open-own-4712").await;
    window.find("network-own-4712").await;
    let port = node.address().port();
    drop(node);

    window.press("begin-phrase").await;
    window.write("phrase", PHRASE).await;
    window.write("password", PASSWORD).await;
    window.write("password-again", PASSWORD).await;
    window.press("import-phrase").await;
    window.find("found-missed").await;
    let said = window.text("found-summary").await;
    assert!(said.contains("not known which accounts were used"), "{said}");
    window.both("found-missed").await;

    let _node = Practice::at(port, &args);
    window
        .says("found-summary", "None of the four paths was ever used", PATIENCE)
        .await;
    assert!(!window.has("found-missed").await);
    window.press("found-done").await;
    window.find("own-banner").await;
    window.quit().await;
}

/// Starts the program once more on a home, and says how it ended.
async fn start_again(home: &Path) -> (Option<i32>, String) {
    let mut command = Command::new(program("ballast"));
    command.env("BALLAST_HOME", home).env("HOME", home);
    let ended = tokio::task::spawn_blocking(move || command.output());
    let ended = ended.await.unwrap().expect("a built program can be started");
    (ended.status.code(), String::from_utf8_lossy(&ended.stdout).into_owned())
}

/// Whether the window is put away, once it is so.
async fn is_away(window: &Window, away: bool) {
    for _ in 0..100 {
        if window.script("return document.hidden").await.unwrap() == away.to_string() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the window stays as it was, not hidden: {away}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_brings_the_first_window_to_the_front_and_another_home_opens_its_own() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.find("onboarding").await;
    window.minimise().await;
    is_away(&window, true).await;

    let (code, said) = start_again(folder.path()).await;
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("open already"), "{said}");
    is_away(&window, false).await;
    window.find("onboarding").await;

    let other = Server::start(elsewhere.path());
    let second = other.open().await;
    second.find("onboarding").await;
    second.quit().await;
    // The first one's wallet is still its own.
    window.import().await;
    window.find("practice-banner").await;
    window.quit().await;
}

/// The twelve words that are shown.
async fn words(window: &Window) -> Vec<String> {
    window.find("words-list").await;
    let mut words = Vec::new();
    for i in 1..=12 {
        words.push(window.text(&format!("word-{i}")).await);
    }
    words
}

/// Types the words that are asked for.
async fn answer(window: &Window, words: &[String]) {
    window.find("check-words").await;
    for (i, word) in words.iter().enumerate() {
        let field = format!("check-{}", i + 1);
        if window.has(&field).await {
            window.write(&field, word).await;
        }
    }
    window.press("check-words").await;
}

async fn unlock(window: &Window) {
    window.write("unlock-password", PASSWORD).await;
    window.press("unlock").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_are_shown_again_and_the_practice_network_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.says("network-wallet", "for Practice alone", PATIENCE).await;
    window.press("begin-create").await;
    window.says("for-network", "For Practice", PATIENCE).await;
    window.write("password", PASSWORD).await;
    window.write("password-again", PASSWORD).await;
    window.press("create-vault").await;
    let written = words(&window).await;
    window.press("words-written").await;
    window.find("check-words").await;
    window.both("words-check").await;
    // Who did not write them down looks again: they are the same.
    window.press("check-again").await;
    assert_eq!(words(&window).await, written);
    window.press("words-written").await;
    answer(&window, &written).await;
    let allowance = window.wait_for_rau("home-liquid", |rau| rau > 0).await;

    window.press("rail-delegates").await;
    window.write("delegates-search", "fathom").await;
    window.press("stake-fathom").await;
    window.write("stake-amount", "1000").await;
    window.wait_for_rau("stake-votes", |votes| votes > 0).await;
    window.press("stake-review").await;
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;
    window.press("rail-home").await;
    window.wait_for_rau("home-staked", |rau| rau > 0).await;

    window.press("rail-settings").await;
    window
        .says("practice-settings", "comes from this network's faucet", PATIENCE)
        .await;
    window.press("practice-over").await;
    window.press("practice-over-not").await;
    window.press("practice-over").await;
    window.find("practice-over-yes").await;
    window.both("practice-over").await;
    window.press("practice-over-yes").await;
    unlock(&window).await;
    window.press("rail-home").await;
    window.wait_for_rau("home-staked", |rau| rau == 0).await;
    window.wait_for_rau("home-liquid", |rau| rau == allowance).await;
    window.press("rail-activity").await;
    // What is cut short in its cell is no text for the driver.
    window.find("activity").await;
    let read = "return document.querySelector(\"[data-test='activity']\").textContent";
    let mut activity = String::new();
    for _ in 0..300 {
        activity = window.script(read).await.unwrap();
        if activity.contains("practice money") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(
        activity.contains("practice money") && !activity.contains("fathom"),
        "{activity}"
    );
    window.quit().await;
}
