//! Who runs a delegate.

use crate::{
    desk::{Desk, OPERATOR},
    window::Window,
};

/// The place without a delegate, the form that registers one, the delegate, and some of its deeds.
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
    payout(desk, see).await;
    window.press("rail-settings").await;
    window.press("operator-mode").await;
}

/// What its voters get: the form of both portions, the review of its two steps, and an opt-in that is refused without.
async fn payout(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-operator").await;
    window.press("deed-own1-portions").await;
    window.write("portion-block", "85").await;
    window.write("portion-epoch", "90").await;
    window.wait_until_able("portion-review").await;
    see(window, "operator-portions").await;
    window.press("portion-review").await;
    window.find("sequence-review").await;
    window.wait_until_able("review-sign").await;
    see(window, "operator-portions-review").await;
    desk.go("/operator/own1/opt-in").await;
    window.find("review-blocked").await;
    see(window, "operator-opt-in").await;
}
