//! Every screen there is, and how each is reached: one walk through the real window, which shows one after another to
//! whoever wants to see them. Its pictures are the documentation's; each is held to what `look` asks.

mod begin;
mod layers;
mod money;
mod operator;
mod road;
mod setup;
mod stake;

use std::path::Path;

use serde_json::json;

pub use layers::over;

use crate::{
    desk::Desk,
    window::{Server, Window},
};

/// Walks through every screen, each in the state in which it has most to show, and tells `see` what each is called. The
/// wallets are made below `home`, on the practice network.
///
/// # Panics
/// When a screen does not come.
pub async fn walk(home: &Path, see: &impl AsyncFn(&Window, &str)) {
    begin::new_wallet(&home.join("new"), see).await;
    let home = home.join("own");
    std::fs::create_dir_all(&home).expect("the test's folder can be written");
    let server = Server::start(&home);
    let window = server.open().await;
    begin::ways_in(&window, see).await;
    let desk = Desk::of(server, window).await;
    money::all(&desk, see).await;
    stake::delegates(&desk, see).await;
    stake::buckets(&desk, see).await;
    stake::many(&desk, see).await;
    money::send_token(&desk).await;
    road::all(&desk, see).await;
    operator::all(&desk, see).await;
    setup::all(&desk, see).await;
    desk.end().await;
}

/// As far as the review of a stake.
async fn stake(desk: &Desk, delegate: &str, amount: &str, days: &str) {
    stake_form(desk, delegate, amount, days).await;
    review(desk, "stake-review").await;
}

async fn stake_form(desk: &Desk, delegate: &str, amount: &str, days: &str) {
    let window = &desk.window;
    window.press("rail-delegates").await;
    window.write("delegates-search", delegate).await;
    window.press(&format!("stake-{delegate}")).await;
    window.write("stake-amount", amount).await;
    window.write("stake-days", days).await;
}

/// Asks for a review by a form's button; it can be signed when this ends.
async fn review(desk: &Desk, button: &str) {
    desk.window.press(button).await;
    desk.window.find("review-sentence").await;
    desk.window.wait_until_able("review-sign").await;
}

/// Stops all producers of the practice network, or has them go on.
fn produce(desk: &Desk, running: bool) {
    for delegate in 0..40 {
        desk.node(
            "practice_producer",
            json!([{ "delegate": delegate, "running": running }]),
        );
    }
}
