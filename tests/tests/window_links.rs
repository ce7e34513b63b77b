//! Whatever a sentence, a date or an outcome names leads there, in the real window.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::desk::Desk;
use serde_json::json;

/// Follows a link within an element, by how its address begins; says the address.
async fn follow(desk: &Desk, within: &str, begins: &str) -> String {
    let press = format!(
        "const a = document.querySelector(\"{within} a.named[href^='{begins}']\"); a?.click(); \
         return a?.getAttribute('href') ?? ''"
    );
    desk.until(&press, |href| !href.is_empty()).await
}

fn named(test: &str) -> String {
    format!("[data-test='{test}']")
}

#[tokio::test(flavor = "multi_thread")]
async fn buckets_delegates_and_accounts_in_sentences_lead_to_what_they_name() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let staked = desk
        .done(
            json!({ "account": desk.account, "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX",
                      "duration": 30, "locked": false }),
        )
        .await;
    let bucket = staked["bucket"].as_str().unwrap().to_owned();
    let done = desk.ask("GetSubmissions", json!({ "account": null })).await;
    let page = format!("/activity/{}", done[0]["id"].as_str().unwrap());

    // What was wished, and what came of it.
    desk.go(&page).await;
    desk.window.find("submission-outcome").await;
    let href = follow(&desk, &named("submission-outcome"), "/bucket/").await;
    assert_eq!(href, format!("/bucket/{bucket}"));
    desk.window.find("bucket-title").await;
    desk.go(&page).await;
    desk.window.find("submission-sentence").await;
    assert_eq!(
        follow(&desk, &named("submission-sentence"), "/delegates/").await,
        "/delegates/fathom"
    );
    desk.says("delegate-name", &["fathom"]).await;
    desk.go(&page).await;
    desk.window.find("submission-from").await;
    follow(&desk, &named("submission-from"), "/activity?search=").await;
    let own = desk.account.to_lowercase();
    desk.window
        .wait_for_value("activity-search", |text| text.to_lowercase() == own)
        .await;
    desk.says("activity-count", &["row"]).await;

    // A date of the calendar, and what comes next on the first screen.
    desk.go("/calendar").await;
    desk.window.find("calendar-month").await;
    let href = follow(&desk, "[data-test^='date-']", "/bucket/").await;
    assert_eq!(href, format!("/bucket/{bucket}"));
    desk.window.find("bucket-title").await;
    desk.go("/calendar").await;
    desk.window.find("calendar-month").await;
    follow(&desk, "[data-test^='date-']", "/delegates/fathom").await;
    desk.says("delegate-name", &["fathom"]).await;
    desk.window.press("rail-home").await;
    desk.window.find("home-next").await;
    follow(&desk, &named("home-next"), "/bucket/").await;
    desk.window.find("bucket-title").await;

    // A review's own sentence; and no link stands within another, on any of these.
    desk.window.press("act-lock").await;
    desk.says("review-sentence", &["Lock bucket"]).await;
    let line = "return String(!!document.querySelector(\"[data-test='review-changes'] a.named[href^='/bucket/']\"))";
    desk.until(line, |is_there| is_there == "true").await;
    follow(&desk, &named("review-sentence"), "/bucket/").await;
    desk.window.find("bucket-title").await;
    for path in ["/", "/activity", &page, "/calendar"] {
        desk.go(path).await;
        desk.window.find("rail-home").await;
        let nested = "return String(document.querySelectorAll('a a').length)";
        desk.until(nested, |count| count == "0").await;
    }
    desk.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_leads_to_what_it_tells_of() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    desk.window.dismiss_news().await;
    let staked = desk
        .done(
            json!({ "account": desk.account, "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX",
                      "duration": 30, "locked": false }),
        )
        .await;
    let bucket = staked["bucket"].as_str().unwrap().to_owned();
    desk.one_news_says("/activity/", &["votes for fathom", "Details"]).await;
    let href = follow(&desk, &named("toast"), "/bucket/").await;
    assert_eq!(href, format!("/bucket/{bucket}"));
    desk.window.find("bucket-title").await;
    desk.end().await;
}
