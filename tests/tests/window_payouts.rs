//! What the protocol pays for votes, in the real window: how each delegate pays, up to which freeze a vote counts for
//! rewards, and what leaving before it forfeits; and once the era is over the payout, by its delegate and era, in Activity
//! and on Home.
//!
//! In a program of its own, since a picture is of the whole desktop, which all tests of a program share.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_domain::grouped;
use ballast_tests::{
    ahead::{EPOCH, ERA, freeze_of},
    desk::Desk,
};
use serde_json::json;

/// How the second era is called, which is the one that the form votes for.
const VOTED_FOR: &str = "era 48";
/// Blocks that are enough to pay all voters of the practice network.
const PAID: u64 = 10;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_vote_brought_is_named_once_its_era_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let staked = desk
        .done(
            json!({ "account": desk.account, "action": "createStake", "candidate": "keel", "amount": "5000 IOTX",
                      "duration": 0, "locked": false }),
        )
        .await;
    // Until the first freeze nobody can tell who pays; and of an era that has just begun there is little to lose.
    desk.mine_to(ERA + EPOCH + 1);
    each_way_of_paying_is_told(&desk).await;
    a_vote_is_cast(&desk).await;
    leaving_early_has_its_price(&desk, staked["bucket"].as_str().unwrap()).await;

    desk.window.press("rail-home").await;
    desk.mine_to(freeze_of(2) + 1);
    desk.mine_to(2 * ERA + PAID);
    payouts_stand_at(&desk, "home-submissions").await;
    desk.window.both("payouts-home").await;
    desk.window.press("rail-activity").await;
    payouts_stand_at(&desk, "activity").await;
    desk.window.both("payouts-activity").await;
    one_payout_is_told(&desk).await;
    // The first vote was in time for the era before, too.
    desk.window.press("activity-payout").await;
    desk.says("activity-count", &["3 rows"]).await;
    desk.says("activity", &["IOTX from keel, era 24"]).await;

    desk.window.press("rail-settings").await;
    desk.says("contracts", &["which Ballast knows"]).await;
    let show = "document.querySelector(\"[data-test='contracts']\").scrollIntoView({ block: 'center' }); return ''";
    desk.window.script(show).await.unwrap();
    desk.window.both("payouts-settings").await;
    desk.end().await;
}

/// The block of the freeze that decides, as people read it.
fn freeze() -> String {
    grouped(freeze_of(2)).replace('\u{202f}', " ")
}

/// The table tells of each delegate who pays its voters, and how many are paid by the protocol.
async fn each_way_of_paying_is_told(desk: &Desk) {
    let window = &desk.window;
    window.press("rail-delegates").await;
    for (delegate, way) in [
        ("fathom", "By the protocol"),
        ("ebb", "By hand, if at all"),
        ("jib", "By Hermes"),
        ("tidewater", "Nothing: unset"),
        ("polaris", "Nothing"),
    ] {
        window.write("delegates-search", delegate).await;
        desk.says(&format!("delegates-row-{delegate}"), &[way]).await;
    }
    window.press("delegates-search-clear").await;
    let delegates = desk.ask("GetDelegates", json!({})).await;
    let rows = delegates["rows"]["value"].as_array().unwrap().iter();
    let paid = rows.filter(|row| row["payout"]["mode"] == "protocol").count();
    desk.says("delegates-paid", &["Paid by the protocol", &paid.to_string()])
        .await;
    window.both("payouts-delegates").await;
}

/// The form and its review say by which freeze a vote counts for rewards, beside the epoch from which it counts for the
/// election.
async fn a_vote_is_cast(desk: &Desk) {
    let window = &desk.window;
    window.write("delegates-search", "fathom").await;
    window.press("stake-fathom").await;
    window.write("stake-amount", "12000").await;
    window.write("stake-days", "91").await;
    window.wait_for_rau("stake-votes", |votes| votes > 0).await;
    desk.says("stake-pays", &["By the protocol"]).await;
    let up_to = format!("Votes up to block {}", freeze());
    let era = format!("share in the rewards of {VOTED_FOR}.");
    desk.says("stake-pays-why", &["after each reward era.", &up_to, &era])
        .await;
    desk.says("stake-counts-from", &["epoch 27"]).await;
    desk.says("stake-rewards-from", &["Jan 2026"]).await;
    window.both("payouts-stake").await;
    window.press("stake-review").await;
    let frozen = format!("from {VOTED_FOR} on, whose votes are frozen in block {}", freeze());
    desk.says("warning-votes.count-from", &[&frozen]).await;
    desk.sign().await;
}

/// Who leaves a delegate before the freeze is told in the review what that takes, and until when.
async fn leaving_early_has_its_price(desk: &Desk, bucket: &str) {
    desk.go(&format!("/bucket/{bucket}")).await;
    desk.window.press("act-unstake").await;
    let until = format!("In a block up to {}, about ", freeze());
    let what = format!("IOTX of keel's rewards for {VOTED_FOR}");
    desk.says(
        "warning-voters.forfeits",
        &[
            "Caution.",
            &until,
            &what,
            "by the era's end at this pace",
            "After that block it costs nothing of the era.",
        ],
    )
    .await;
    desk.window.both("payouts-unstake").await;
    desk.window.press("review-back").await;
}

/// Both delegates' payouts are named in a part of the page.
async fn payouts_stand_at(desk: &Desk, place: &str) {
    let read = format!("return document.querySelector(\"[data-test='{place}']\")?.innerText ?? ''");
    for delegate in ["fathom", "keel"] {
        let payout = format!("IOTX from {delegate}, {VOTED_FOR}");
        desk.until(&read, |said| said.contains("Received ") && said.contains(&payout))
            .await;
    }
}

/// A payout opens to its delegate, its era, and the transaction in which the protocol paid it.
async fn one_payout_is_told(desk: &Desk) {
    let press = "const all = [...document.querySelectorAll(\"[data-test='activity'] a.what\")]; \
                 const one = all.find(a => a.innerText.includes('from fathom, era')); \
                 one?.click(); return one ? 'yes' : 'no'";
    desk.until(press, |pressed| pressed == "yes").await;
    desk.says(
        "arrival-sentence",
        &["Received ", &format!("IOTX from fathom, {VOTED_FOR}.")],
    )
    .await;
    desk.says("arrival-delegate", &["fathom"]).await;
    desk.says("arrival-era", &["48"]).await;
    let hash = desk.says("arrival-hash", &["0x"]).await;
    let receipt = desk.node("eth_getTransactionReceipt", json!([hash.trim()]));
    let block = receipt["blockNumber"].as_str().unwrap_or_default();
    let block = u64::from_str_radix(block.trim_start_matches("0x"), 16).unwrap_or_default();
    assert!(
        (2 * ERA + 1..=2 * ERA + PAID).contains(&block),
        "the node knows no payout {hash}: {receipt}"
    );
    desk.window.both("payouts-row").await;
    let close = "document.querySelector('dialog[open]').close(); return 'yes'";
    desk.until(close, |closed| closed == "yes").await;
    let path = "return location.pathname + location.search";
    desk.until(path, |path| path == "/activity").await;
}
