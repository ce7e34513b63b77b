//! Operator mode since the protocol pays voters: an opt-in is refused, with its reason and its price, until both portions
//! are set; then it is reviewed, signed and done; and the page says who pays the voters, when the next freeze is, and what
//! that has to do with a claim.
//!
//! In a program of its own, since a picture is of the whole desktop, which all tests of a program share.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::Path;

use ballast_domain::grouped;
use ballast_tests::{
    ahead::{EPOCH, ERA, freeze_of},
    desk::Desk,
    window::asked,
};
use serde_json::{Value, json};

/// What both portions missing, or one, would cost.
const PRICE: &str = "all of its block and epoch rewards would go to its owner and its voters would get nothing";
/// The button of the opt-in.
const OPT_IN: &str = "deed-own1-opt-in";

#[tokio::test(flavor = "multi_thread")]
async fn a_delegate_opts_in_once_both_portions_are_set() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    delegate_with_a_stake(&desk).await;
    desk.window.press("rail-settings").await;
    desk.window.press("operator-mode").await;
    is_refused(&desk, "unset").await;
    // One of both is none.
    set_one_portion(&desk).await;
    is_refused(&desk, "half").await;
    set_portions(&desk).await;
    opt_in(&desk, folder.path()).await;
    the_page_says_who_pays(&desk).await;
    a_claim_is_told_apart(&desk).await;
    desk.end().await;
}

/// Registers `own1`, with a self-stake that makes it the first of all.
async fn delegate_with_a_stake(desk: &Desk) {
    desk.enrich(&desk.account, 25_000_000);
    desk.register().await;
    let staked = desk
        .done(
            json!({ "account": desk.account, "action": "createStake", "candidate": "own1",
                      "amount": "20000000 IOTX", "duration": 91, "locked": true }),
        )
        .await;
    let bucket: u64 = staked["bucket"].as_str().unwrap().parse().unwrap();
    desk.done(json!({ "account": desk.account, "action": "candidateActivate", "bucket": bucket }))
        .await;
}

/// The button says why not; and so does the review of who comes to it by its path, with what it would cost the voters.
async fn is_refused(desk: &Desk, picture: &str) {
    let window = &desk.window;
    window.press("rail-operator").await;
    window.find("own-own1").await;
    let why = format!("return document.querySelector(\"[data-test='{OPT_IN}']\")?.title ?? ''");
    let said = |why: &str| {
        let words = [
            "its voters would get nothing",
            "Set both portions first.",
            "(voters.portions-missing)",
        ];
        words.iter().all(|words| why.contains(words))
    };
    desk.until(&why, said).await;
    if desk.can_press(OPT_IN).await {
        desk.note(format!("{picture}: it can be opted in"));
    }
    desk.says("own-pays", &["By hand, if at all"]).await;
    window.both(&format!("optin-{picture}")).await;
    desk.go("/operator/own1/opt-in").await;
    desk.blocked("voters.portions-missing").await;
    desk.says("warning-voters.portions-missing", &[PRICE, "Set both portions first."])
        .await;
    window.both(&format!("optin-{picture}-refused")).await;
}

/// Writes one portion without the form, which asks for both.
async fn set_one_portion(desk: &Desk) {
    let known = desk.ask("GetContracts", json!({})).await;
    let profile = &known["contracts"]["delegateProfile"];
    desk.done(
        json!({ "account": desk.account, "action": "setPortion", "contract": profile, "field": "block",
                  "portion": 7_000 }),
    )
    .await;
}

/// Both portions by the form, in one wish of two transactions.
async fn set_portions(desk: &Desk) {
    let window = &desk.window;
    window.press("rail-operator").await;
    window.press("deed-own1-portions").await;
    desk.refuses(
        "portion-block",
        "100.01",
        "portion-block-error",
        &["from 0 to 100"],
        "portion-review",
    )
    .await;
    window.write("portion-block", "85").await;
    window.write("portion-epoch", "90").await;
    window.wait_until_able("portion-review").await;
    window.both("optin-portions").await;
    window.press("portion-review").await;
    desk.says("sequence-sentence", &["Set what your voters get"]).await;
    desk.says(
        "sequence-step-1",
        &["Give the voters of own1 85 % of its block rewards", "asked of the node"],
    )
    .await;
    desk.says(
        "sequence-step-2",
        &["Give the voters of own1 90 % of its epoch rewards"],
    )
    .await;
    window.both("optin-portions-review").await;
    window.press("review-sign").await;
    window.find("sequence-state").await;
    desk.finish_sequence().await;
    window.both("optin-portions-done").await;
}

/// Legal by now: reviewed with what it does for good, asked about outside the page, signed and done.
async fn opt_in(desk: &Desk, home: &Path) {
    let window = &desk.window;
    window.press("rail-operator").await;
    let tag = format!("return document.querySelector(\"[data-test='{OPT_IN}']\")?.tagName ?? ''");
    desk.until(&tag, |tag| tag == "A").await;
    window.press(OPT_IN).await;
    desk.says(
        "review-sentence",
        &[
            "Have the chain pay the voters of own1 itself: 85 % of its block rewards and 90 % of its epoch rewards",
            "This cannot be taken back.",
        ],
    )
    .await;
    for rule in ["voters.opt-in-for-good", "voters.opt-in-pays-owner"] {
        desk.says(&format!("warning-{rule}"), &["Caution.", rule]).await;
    }
    window.both("optin-review").await;
    // What was asked before this is not of interest.
    asked(home);
    desk.sign().await;
    let question = asked(home);
    assert!(
        question.contains("Have the chain pay your delegate's voters?") && question.contains("cannot be taken back"),
        "{question}"
    );
    desk.says(
        "submission-outcome",
        &["from the next freeze on the chain pays its voters."],
    )
    .await;
}

/// Once the freeze, the era's end and an epoch of the next era have passed: who pays, the voters' money, the next freeze,
/// and what the era brought.
async fn the_page_says_who_pays(desk: &Desk) {
    let window = &desk.window;
    window.press("rail-home").await;
    desk.mine_to(ERA + EPOCH + 1);
    let is_seen = |own: &Value| {
        let eras = own["value"][0]["pays"]["eras"].as_array();
        eras.is_some_and(|eras| !eras.is_empty())
    };
    desk.ask_until("GetOwnDelegates", json!({}), is_seen).await;
    window.press("rail-operator").await;
    desk.says("own-pays", &["By the protocol"]).await;
    desk.says("own-income", &["A claim has nothing to do with it"]).await;
    let freeze = format!("block {}", grouped(freeze_of(2)).replace('\u{202f}', " "));
    desk.says("own-freeze", &[&freeze]).await;
    desk.says("own-eras", &["Era 24", "IOTX to voters", "to the owner"])
        .await;
    window.wait_for_rau("own-pool", |rau| rau > 0).await;
    window.both("optin-operator").await;
}

/// What waits for a claim is from before the freeze; what came since needs none.
async fn a_claim_is_told_apart(desk: &Desk) {
    let window = &desk.window;
    window.wait_for_rau("own-unclaimed", |rau| rau > 0).await;
    window.press("deed-own1-claim").await;
    desk.says("review-sentence", &["Claim"]).await;
    desk.says(
        "claim-note",
        &[
            "The protocol pays commission and tips to the owner's account at once",
            "A claim has nothing to do with it",
        ],
    )
    .await;
    window.both("optin-claim").await;
}
