//! A wish of several steps in the real window: a bucket NFT of version 2 moves to version 3 as one sequence, and a bucket is
//! left over weeks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::{Duration, Instant};

use ballast_tests::desk::Desk;
use serde_json::{Value, json};

/// The practice network's contract of version 2, and what its page is called.
const SECOND: &str = "0x888c1897Afe11CFec7A37341a0F94dD44F87aF5A";
const BLOCKS_A_DAY: u64 = 17_280;

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_nft_of_version_2_moves_to_version_3_as_one_sequence() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let nft = stake_in_the_second(&desk).await;

    desk.go(&format!("/bucket/{}", nft.replace('/', "-"))).await;
    desk.window.press("wish-migrate").await;
    desk.says("sequence-sentence", &["Move bucket NFT", "to version 3"])
        .await;
    desk.says("sequence-step-1", &["take bucket NFT", "asked of the node"])
        .await;
    desk.says("sequence-step-2", &["Move bucket NFT", "not known yet"])
        .await;
    desk.says(
        "sequence-step-1-bounds",
        &["Goes to Bucket NFTs, version 2", "gas at most"],
    )
    .await;
    desk.says(
        "sequence-step-2-bounds",
        &["Goes to Bucket NFTs, version 3", "gas at most"],
    )
    .await;
    desk.says("sequence-stops-1", &["may still take"]).await;
    let page = format!("/bucket/{}", nft.replace('/', "-"));
    for part in [
        "sequence-sentence",
        "sequence-step-1",
        "sequence-step-2",
        "sequence-stops-1",
    ] {
        let link = format!(
            "return document.querySelector(\"[data-test='{part}'] a.named[href^='/bucket/']\")?.getAttribute('href') ?? ''"
        );
        desk.until(&link, |href| href == page).await;
    }
    desk.says("sequence-to", &["nobody"]).await;
    desk.window.both("sequence-review").await;
    desk.window.press("review-sign").await;
    desk.window.find("sequence-state").await;
    desk.finish_sequence().await;
    desk.one_news_says("/sequences/", &["Move bucket NFT", "2 steps done."])
        .await;
    assert_eq!(
        desk.news_of("/activity/").await,
        [] as [String; 0],
        "no notice of its own for a step"
    );
    desk.window.both("sequence-page").await;

    desk.window.press("rail-activity").await;
    let id = desk.ask("GetSequences", json!({})).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.says(&format!("sequence-{id}"), &["Sequence, 2 of 2 done"]).await;
    desk.window.press(&format!("open-{id}")).await;
    desk.window.find(&format!("activity-row-{id}-2")).await;
    state_is_whole(&desk).await;
    desk.window.both("sequence-activity").await;
    let buckets = desk.ask("GetBuckets", json!({ "account": null })).await;
    let ids: Vec<&str> = buckets["rows"]["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["bucket"]["id"].as_str().unwrap())
        .collect();
    assert!(!ids.contains(&nft.as_str()), "it is not of version 2 any more: {ids:?}");
    desk.end().await;
}

/// What stands in the last column of the history, State, is not cut: neither by itself nor by the table's edge.
async fn state_is_whole(desk: &Desk) {
    let cut = "const frame = document.querySelector('.table-scroll').getBoundingClientRect(); \
               const cells = [...document.querySelectorAll(\"[data-test^='activity-row-'] td:last-child > *\")]; \
               return cells.filter(c => c.scrollWidth > c.clientWidth + 1 || c.getBoundingClientRect().right > frame.right) \
                   .map(c => c.innerText).join('; ')";
    desk.until(cut, str::is_empty).await;
}

/// Stakes in version 2, which no form offers since its votes are lost there; says the bucket's id.
async fn stake_in_the_second(desk: &Desk) -> String {
    let delegate = desk.delegate("fathom").await["id"].as_str().unwrap().to_owned();
    // stake(uint256 duration, address delegate)
    let call = format!(
        "7acb7757{:064x}{:0>64}",
        91 * BLOCKS_A_DAY,
        delegate.trim_start_matches("0x").to_lowercase()
    );
    let digits = call.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    let payload: Vec<u8> = digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
    desk.done(
        json!({ "account": desk.account, "action": "send", "to": SECOND, "amount": "100 IOTX", "payload": payload }),
    )
    .await;
    let buckets = desk.ask("GetBuckets", json!({ "account": null })).await;
    let rows = buckets["rows"]["value"].as_array().unwrap().clone();
    let id = |row: &Value| row["bucket"]["id"].as_str().unwrap().to_owned();
    rows.iter().map(id).find(|id| id.starts_with(SECOND)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_is_left_as_one_wish_that_waits_can_be_looked_at_and_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let staked = desk
        .done(
            json!({ "account": desk.account, "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX",
                      "duration": 7, "locked": true }),
        )
        .await;
    let bucket = staked["bucket"].as_str().unwrap();
    desk.go(&format!("/bucket/{bucket}")).await;
    desk.window.press("wish-leave").await;
    desk.says("sequence-sentence", &["Take the 1 000 IOTX of bucket"]).await;
    desk.says("sequence-step-3", &["Withdraw"]).await;
    desk.says("sequence-stops-2", &["earn nothing"]).await;
    desk.window.both("sequence-leave").await;
    desk.window.press("sequence-by-itself").await;
    desk.window.press("review-sign").await;
    desk.window.find("sequence-state").await;
    desk.window.press("rail-activity").await;
    // Steps that wait stand under it without being cut, too.
    desk.window.find("activity").await;
    let open = "document.querySelector(\"[data-test^='open-']\").click(); return ''";
    desk.window.script(open).await.unwrap();
    desk.until(
        "return String(document.querySelectorAll(\"[data-test^='activity-row-'][data-test$='-3']\").length)",
        |n| n == "1",
    )
    .await;
    state_is_whole(&desk).await;
    desk.window
        .script("document.querySelector(\"[data-test^='sequence-']\").click(); return ''")
        .await
        .unwrap();
    let start = Instant::now();
    loop {
        desk.mine();
        let state = desk.shown("sequence-state").await.unwrap_or_default();
        if state.contains("Waits for") {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{state}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    desk.pass(8);
    desk.says("sequence-asks", &["Its turn has come"]).await;
    desk.window.both("sequence-asks").await;
    desk.window.press("sequence-stop").await;
    desk.says("sequence-state", &["Stopped"]).await;
    desk.window.both("sequence-stopped").await;
    desk.end().await;
}
