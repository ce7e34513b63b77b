//! Who runs a delegate.

use serde_json::json;

use crate::{desk::Desk, window::Window};

/// Somebody else of the phrase's: index 5 of its Ethereum path.
const OPERATOR: &str = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";
const KEY: &str = "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

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
    register(desk).await;
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

async fn register(desk: &Desk) {
    desk.enrich(&desk.account, 10_000);
    desk.done(
        json!({ "account": desk.account, "action": "candidateRegisterWithBLS", "name": "own1",
                      "operator": OPERATOR, "reward": desk.account, "owner": desk.account, "amount": "0 IOTX",
                      "duration": 91, "locked": true, "blsKey": KEY }),
    )
    .await;
}
