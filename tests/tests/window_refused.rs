//! Every rule of staking that a form can be made to break, in the real window: its sentence stands beside what broke it,
//! with the rule and, where waiting helps, when it becomes legal; and there is nothing to sign.
//!
//! One wallet and one start of the window; what the forms are about is made by the backend, without them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "window_refused/delegates.rs"]
mod delegates;
#[path = "window_refused/native.rs"]
mod native;
#[path = "window_refused/nft.rs"]
mod nft;

use ballast_tests::desk::Desk;

/// Nobody's, somebody else's, and the staking protocol's.
const NOBODY: &str = "0x0000000000000000000000000000000000000000";
const STAKING: &str = "0x04C22AfaE6a03438b8FED74cb1Cf441168DF3F12";

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_a_rule_is_refused_by_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    // What endorses is in the menu then too.
    desk.window.press("rail-settings").await;
    desk.window.press("operator-mode").await;
    native::refuses(&desk).await;
    nft::refuses(&desk).await;
    delegates::refuses(&desk, folder.path()).await;
    desk.end().await;
}

/// The bucket's page says why not, of each of these actions: the action, and words that stand beside it.
async fn menu_refuses(desk: &Desk, bucket: &str, cases: &[(&str, &[&str])]) {
    desk.go(&format!("/bucket/{}", bucket.replace('/', "-"))).await;
    for (action, words) in cases {
        desk.says(&format!("why-not-{action}"), words).await;
        if desk.can_press(&format!("act-{action}")).await {
            desk.note(format!("{bucket}: {action} can be pressed"));
        }
    }
}

/// Opens a form of a bucket's page.
async fn open_form(desk: &Desk, bucket: &str, action: &str) {
    desk.go(&format!("/bucket/{}/{action}", bucket.replace('/', "-"))).await;
    desk.window.find("act-review").await;
}

/// A form that asks for a recipient refuses who would lose the bucket, and a slip of the hand.
async fn refuses_recipients(desk: &Desk, bucket: &str, rules: [&str; 3]) {
    open_form(desk, bucket, "transfer").await;
    let [zero, own, protocol] = rules;
    desk.refuses("act-to", NOBODY, "act-refused", &[zero], "act-review")
        .await;
    desk.refuses("act-to", &desk.account, "act-refused", &[own], "act-review")
        .await;
    desk.refuses("act-to", STAKING, "act-refused", &[protocol], "act-review")
        .await;
    desk.refuses("act-to", &desk.account[..41], "act-to-error", &["."], "act-review")
        .await;
}
