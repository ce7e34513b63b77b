//! Who runs a delegate.

use crate::{
    desk::{Desk, OPERATOR},
    window::Window,
};

/// The place without a delegate, the form that registers one, the delegate, and one of its deeds.
pub async fn all(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-settings").await;
    window.press("operator-mode").await;
    window.press("rail-operator").await;
    window.find("operator-none").await;
    see(window, "operator-none").await;
    window.press("operator-register").await;
    window.write("register-name", "own1").await;
    window.write("register-operator", OPERATOR).await;
    see(window, "operator-register").await;
    desk.enrich(&desk.account, 10_000);
    desk.register().await;
    window.press("rail-operator").await;
    window.find("own-own1").await;
    window.find("own-gaps").await;
    see(window, "operator").await;
    window.press("deed-own1-update").await;
    window.find("update-name").await;
    see(window, "operator-update").await;
    window.press("rail-settings").await;
    window.press("operator-mode").await;
}
