//! The beginning: a new wallet, and the ways to bring one.

use std::path::Path;

use crate::{
    programs::{PASSWORD, PHRASE},
    window::{Server, Window},
};

/// A wallet is made, in a window of its own, as far as the check of its words and the reminder on Home.
pub async fn new_wallet(home: &Path, see: &impl AsyncFn(&Window, &str)) {
    std::fs::create_dir_all(home).expect("the test's folder can be written");
    let server = Server::start(home);
    let window = server.open().await;
    window.press("begin-create").await;
    passwords(&window).await;
    see(&window, "onboarding-create").await;
    window.press("create-vault").await;
    window.find("words-list").await;
    window.wait_until_able("words-written").await;
    see(&window, "onboarding-words").await;
    window.press("words-written").await;
    window.find("check-words").await;
    see(&window, "onboarding-check").await;
    window.press("check-later").await;
    window.find("not-backed-up").await;
    window.wait_for_rau("home-liquid", |rau| rau > 0).await;
    see(&window, "home-new").await;
    window.quit().await;
}

/// The first page and each way in; the last of them brings the tests' wallet, and ends at Home.
pub async fn ways_in(window: &Window, see: &impl AsyncFn(&Window, &str)) {
    window.find("begin-create").await;
    see(window, "onboarding").await;
    window.press("begin-key").await;
    window.find("key").await;
    see(window, "onboarding-key").await;
    window.press("import-back").await;
    window.press("begin-watch").await;
    window.find("watch-address").await;
    see(window, "onboarding-watch").await;
    window.press("watch-back").await;
    window.press("begin-phrase").await;
    window.write("phrase", PHRASE).await;
    passwords(window).await;
    see(window, "onboarding-phrase").await;
    window.press("import-phrase").await;
    window.find("found").await;
    see(window, "onboarding-found").await;
    window.press("found-done").await;
}

async fn passwords(window: &Window) {
    window.write("password", PASSWORD).await;
    window.write("password-again", PASSWORD).await;
}
