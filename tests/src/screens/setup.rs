//! Settings and what opens from it, the gallery, and the locked window.

use crate::{desk::Desk, programs::PASSWORD, window::Window};

/// All of them; the window is locked at the end.
pub async fn all(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-settings").await;
    window.find("accounts").await;
    see(window, "settings").await;
    rewards(desk, see).await;
    window.press("phrase-show").await;
    window.find("phrase-password").await;
    see(window, "settings-phrase").await;
    window.write("phrase-password", PASSWORD).await;
    window.press("phrase-reveal").await;
    window.find("words-list").await;
    see(window, "settings-words").await;
    window.press("phrase-close").await;
    window.press("network-new").await;
    window.find("network-name").await;
    see(window, "settings-network").await;
    window.press("network-new-not").await;

    window.press("account-add").await;
    window.find("more-add").await;
    see(window, "settings-account").await;
    window.press("begin-watch").await;
    window.find("watch-address").await;
    see(window, "settings-watch").await;
    window.press("account-add-not").await;
    window.press("practice-over").await;
    window.find("practice-over-yes").await;
    see(window, "settings-practice").await;
    window.press("practice-over-not").await;
    window.press("account-add").await;
    window.press("account-import").await;
    window.find("begin-more").await;
    see(window, "onboarding-again").await;
    window.press("begin-more").await;
    window.find("more-add").await;
    see(window, "onboarding-more").await;
    window.press("more-back").await;
    window.press("begin-open").await;

    window.press("rail-settings").await;
    window.press("settings-gallery").await;
    window.find("gallery").await;
    see(window, "gallery").await;

    window.press("rail-home").await;
    window.press("rail-lock").await;
    window.find("unlock-screen").await;
    see(window, "unlock").await;
    window.press("forgot").await;
    window.find("forgotten-screen").await;
    see(window, "forgotten").await;
    window.press("forgotten-leave").await;
}

/// Where an account's rewards go, from its line in Settings and back.
async fn rewards(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    let open = "document.querySelector(\"[data-test='accounts'] a[data-test^='rewards-']\").click()";
    window.script(open).await.expect("a script runs");
    window.find("rewards-goes").await;
    see(window, "settings-rewards").await;
    window.press("rewards-cancel").await;
    window.find("accounts").await;
}
