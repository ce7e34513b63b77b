//! A delegate's whole life in operator mode, a batch over two accounts of which a part fails, and what is saved as a
//! file: in the real window.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::desk::Desk;
use serde_json::{Value, json};

/// The practice network's contracts of version 3.
const THIRD: &str = "0x96d0D7F128E22718795C834A4DfBc1D855819521";
const EPOCH: u64 = 1_440;

#[tokio::test(flavor = "multi_thread")]
async fn a_delegate_is_activated_claims_leaves_and_is_handed_over() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    let bucket = delegate_with_a_stake(&desk).await;
    desk.window.press("rail-settings").await;
    desk.window.press("operator-mode").await;

    open_deed(&desk, "activate").await;
    let first = desk
        .window
        .wait_for_value("activate-bucket", |text| !text.is_empty())
        .await;
    assert_eq!(first, bucket, "the one that fits stands there");
    for (number, rule) in [("60", "delegate.self-stake-amount"), ("999999", "bucket.unknown")] {
        desk.window.write("activate-bucket", number).await;
        desk.says("deed-refused", &[rule]).await;
        assert!(!desk.can_press("deed-review").await, "{rule}");
    }
    desk.window.write("activate-bucket", &bucket).await;
    sign_deed(&desk, "Make").await;
    desk.node("practice_mine", json!([{ "blocks": 3 * EPOCH }]));
    desk.window.press("rail-operator").await;
    desk.says("own-place", &["of those that can be elected"]).await;

    let granted = desk.window.wait_for_rau("own-unclaimed", |rau| rau > 0).await;
    open_deed_at_once(&desk, "claim", "Claim").await;
    desk.window.press("rail-operator").await;
    desk.window.wait_for_rau("own-unclaimed", |rau| rau < granted).await;

    open_deed_at_once(&desk, "request-exit", "Ask to take").await;
    desk.window.press("rail-operator").await;
    desk.says("own-exit", &["has requested its exit and waits for a slot"])
        .await;
    let why = "return document.querySelector(\"[data-test='deed-own1-confirm-exit']\").title";
    assert!(desk.window.script(why).await.unwrap().contains("exit.not-ready"));
    desk.window.both("operator-leaving").await;
    leave(&desk).await;
    hand_over(&desk).await;
    desk.end().await;
}

/// Registers `own1` and stakes what makes it the first of all; says the bucket's number.
async fn delegate_with_a_stake(desk: &Desk) -> String {
    desk.enrich(&desk.account, 25_000_000);
    desk.register().await;
    let staked = desk
        .done(
            json!({ "account": desk.account, "action": "createStake", "candidate": "own1",
                      "amount": "20000000 IOTX", "duration": 91, "locked": true }),
        )
        .await;
    staked["bucket"].as_str().unwrap().to_owned()
}

async fn open_deed(desk: &Desk, deed: &str) {
    desk.window.press("rail-operator").await;
    desk.window.find("own-own1").await;
    desk.window.press(&format!("deed-own1-{deed}")).await;
}

async fn sign_deed(desk: &Desk, sentence: &str) {
    desk.window.press("deed-review").await;
    desk.says("review-sentence", &[sentence]).await;
    desk.sign().await;
}

/// A deed that asks for nothing is reviewed as soon as it is pressed.
async fn open_deed_at_once(desk: &Desk, deed: &str, sentence: &str) {
    open_deed(desk, deed).await;
    desk.says("review-sentence", &[sentence]).await;
    desk.sign().await;
}

/// The practice network's time is moved on until the slot has come, and its block.
async fn leave(desk: &Desk) {
    for _ in 0..8 {
        desk.node("practice_mine", json!([{ "blocks": 12 * EPOCH }]));
        let own = desk.ask("GetOwnDelegates", json!({})).await;
        let deeds = own["value"][0]["deeds"].as_array().unwrap().clone();
        let exit = deeds.iter().find(|d| d["deed"] == "confirmExit").unwrap();
        if exit["refusal"].is_null() {
            break;
        }
    }
    desk.window.press("rail-home").await;
    desk.window.press("rail-operator").await;
    desk.says("own-exit", &["It may leave from block", "It is not elected any more."])
        .await;
    open_deed_at_once(desk, "confirm-exit", "Take your delegate out").await;
    desk.window.press("rail-operator").await;
    desk.says("own-place", &["cannot be elected now"]).await;
}

async fn hand_over(desk: &Desk) {
    let taken = desk.delegate("fathom").await["owner"].as_str().unwrap().to_owned();
    let heir = next_account(desk).await;
    open_deed(desk, "give").await;
    for (to, rule) in [
        (desk.account.as_str(), "delegate.same-owner"),
        (THIRD, "delegate.owner-contract"),
        (&taken, "delegate.owner-taken"),
    ] {
        desk.window.write("give-to", to).await;
        desk.says("deed-refused", &[rule]).await;
        assert!(!desk.can_press("deed-review").await, "{rule}");
    }
    desk.window.write("give-to", &heir).await;
    desk.refuses(
        "give-again",
        "000000",
        "give-again-error",
        &["not the address's last"],
        "deed-review",
    )
    .await;
    desk.window.write("give-again", &heir[heir.len() - 6..]).await;
    sign_deed(desk, "own1").await;
    let own = desk.ask("GetOwnDelegates", json!({})).await;
    let owner = own["value"][0]["row"]["owner"].as_str().unwrap();
    assert_eq!(owner.to_lowercase(), heir.to_lowercase());
    desk.window.press("rail-operator").await;
    desk.window.find("own-own1").await;
}

/// The next account of the phrase, with practice money.
async fn next_account(desk: &Desk) -> String {
    desk.window.press("rail-settings").await;
    for step in ["account-add", "begin-more", "more-add"] {
        desk.window.press(step).await;
    }
    desk.window.find("home-total").await;
    let status = desk.ask("GetStatus", json!({})).await;
    let accounts = status["accounts"].as_array().unwrap().clone();
    let other = |a: &&Value| a["address"].as_str() != Some(&desk.account) && a["source"] != "watched";
    let next = accounts.iter().rev().find(other).unwrap()["address"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.enrich(&next, 10_000);
    next
}

/// A row of the table is picked by its checkbox and by Space on it; what is copied out of a figure has all its decimals.
async fn pick_and_copy(desk: &Desk, bucket: &str) {
    let checkbox = format!("bucket-{bucket}-pick");
    desk.window.press(&checkbox).await;
    desk.says("batch-selected", &["1 bucket"]).await;
    let space = format!(
        "const row = document.querySelector(\"[data-test='buckets-row-{bucket}']\"); row.focus();
         row.dispatchEvent(new KeyboardEvent('keydown', {{ key: ' ', bubbles: true }})); return ''"
    );
    desk.window.script(&space).await.unwrap();
    let ticked = format!("return String(document.querySelector(\"[data-test='{checkbox}']\").checked)");
    desk.window.wait_for("batch-bar", "class", "row batch-bar").await;
    assert_eq!(desk.window.script(&ticked).await.unwrap(), "\"false\"");
    let copy = format!(
        "const copied = new DataTransfer();
         const event = new ClipboardEvent('copy', {{ clipboardData: copied, bubbles: true, cancelable: true }});
         document.querySelector(\"[data-test='bucket-{bucket}-amount'] .frac\").dispatchEvent(event);
         return event.defaultPrevented + ' ' + copied.getData('text/plain')"
    );
    assert_eq!(desk.window.script(&copy).await.unwrap(), "\"true 1000\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_over_two_accounts_tells_of_each_item_and_the_history_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("Downloads")).unwrap();
    let desk = Desk::open(folder.path()).await;
    // The third stands outside of the batch: a signature goes by the nonces that its accounts had at the review.
    let second = next_account(&desk).await;
    let third = next_account(&desk).await;
    let delegate = desk.delegate("fathom").await["id"].clone();
    let stake = |account: &str, days: u32| {
        json!({ "account": account, "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX",
                "duration": days, "locked": true })
    };
    let first = desk.done(stake(&desk.account, 91)).await;
    desk.done(stake(&second, 14)).await;
    let nft = desk
        .done(
            json!({ "account": desk.account, "action": "nftStake", "contract": THIRD, "delegate": delegate,
                      "amount": "500 IOTX", "duration": "7 days" }),
        )
        .await;
    let nft = nft["bucket"].as_str().unwrap().to_owned();
    approve(&desk, &nft, &third).await;

    desk.window.press("account").await;
    desk.window.press("account-all").await;
    desk.window.press("rail-buckets").await;
    desk.window.find("batch-bar").await;
    desk.says("buckets-count", &["3"]).await;
    pick_and_copy(&desk, first["bucket"].as_str().unwrap()).await;
    desk.window.press("batch-select-all").await;
    desk.says("batch-selected", &["3"]).await;
    only_what_is_legal(&desk).await;
    desk.window.press("batch-extend").await;
    desk.window.write("batch-days", "365").await;
    desk.window.press("batch-extend-go").await;
    desk.window.wait_for("batch-review", "data-legal", "3").await;
    // What a contract says of the bucket NFT's part stands with it, and whose word its fee is.
    let ran = "return document.querySelector(\"[data-test^='batch-item-'][data-test$='-ran']\")?.innerText ?? ''";
    desk.until(ran, |said| !said.is_empty()).await;
    desk.says("batch-items", &["asked of the node"]).await;
    desk.window.both("batch-accounts").await;
    // Whom the owner let take it takes it, while the review still stands.
    desk.done(json!({ "account": third, "action": "nftTransfer", "bucket": nft, "from": desk.account, "to": third }))
        .await;
    desk.window.press("review-sign").await;
    desk.window.find("batch-verdict").await;
    desk.mine();
    desk.window.wait_for("batch-verdict", "data-state", "failed").await;
    desk.says(
        "batch-verdict",
        &["2 of 3 are final; 1 came to nothing, and did not stop the others."],
    )
    .await;
    desk.one_news_says("/batch/", &["2 done, 1 failed."]).await;
    desk.says("submission-why", &["The contract refused the call.", "ErrNotOwner"])
        .await;
    desk.window.both("batch-failed").await;
    files(&desk, &folder.path().join("Downloads")).await;
    desk.end().await;
}

/// All that are selected are locked: they can be unlocked, made longer and moved; what cannot be done says why, and keeps its
/// place for the keyboard.
async fn only_what_is_legal(desk: &Desk) {
    for (button, why) in [
        ("batch-lock", "they are so already"),
        ("batch-unstake-chosen", "lock"),
        ("batch-withdraw-chosen", "unstake"),
    ] {
        desk.window.wait_for(button, "aria-disabled", "true").await;
        let read = format!(
            "const b = document.querySelector(\"[data-test='{button}']\"); b.focus(); \
             return b === document.activeElement ? b.title.toLowerCase() : 'no focus'"
        );
        let said = desk.window.script(&read).await.unwrap();
        if !said.contains(why) {
            desk.note(format!("{button} says {said}"));
        }
    }
    for button in ["batch-extend", "batch-unlock", "batch-move", "batch-migrate"] {
        if !desk.can_press(button).await {
            desk.note(format!("{button} cannot be pressed"));
        }
    }
}

/// Lets another account take a bucket NFT: no form does that, a call of its contract does.
async fn approve(desk: &Desk, nft: &str, to: &str) {
    let number: u64 = nft.rsplit('/').next().unwrap().parse().unwrap();
    // approve(address to, uint256 id)
    let call = format!(
        "095ea7b3{:0>64}{number:064x}",
        to.trim_start_matches("0x").to_lowercase()
    );
    let digits = call.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    let payload: Vec<u8> = digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
    desk.done(
        json!({ "account": desk.account, "action": "send", "to": THIRD, "amount": "0 IOTX", "payload": payload }),
    )
    .await;
}

/// A row of what came in by itself opens to its transaction, whose hash the node knows, and closes to the history.
async fn arrival_is_told(desk: &Desk) {
    let press = "const a = document.querySelector(\"[data-test='activity'] a.what[href*='received=']\"); a?.click(); \
                 return a ? 'yes' : 'no'";
    desk.until(press, |pressed| pressed == "yes").await;
    let hash = desk.says("arrival-hash", &["0x"]).await;
    let known = desk.node("eth_getTransactionByHash", json!([hash.trim()]));
    assert!(!known.is_null(), "the node knows no transaction {hash}");
    let close = "document.querySelector('dialog[open]').close(); return 'yes'";
    desk.until(close, |closed| closed == "yes").await;
    let path = "return location.pathname + location.search";
    desk.until(path, |path| path == "/activity").await;
}

/// What rows are called that are not of own actions.
const OF_NO_ACTION: [&str; 5] = ["received", "payout", "commission", "left", "unseen"];

/// CSV and JSON of the history and the calendar's file lie where downloads do, and hold what they should.
async fn files(desk: &Desk, downloads: &std::path::Path) {
    let done = desk
        .ask("GetSubmissions", json!({ "account": null }))
        .await
        .as_array()
        .unwrap()
        .len();
    desk.window.press("rail-activity").await;
    desk.window.press("activity-received").await;
    desk.says(
        "activity",
        &["IOTX of practice money from the practice network", "Received"],
    )
    .await;
    arrival_is_told(desk).await;
    desk.window.press("activity-all").await;
    for (button, ending) in [("activity-csv", "csv"), ("activity-json", "json")] {
        desk.window.press(button).await;
        let text = saved(downloads, ending).await;
        let rows = match ending {
            "csv" => {
                assert!(text.lines().next().unwrap().contains("fee"), "{text}");
                let others = |line: &&str| !OF_NO_ACTION.iter().any(|kind| line.contains(&format!(",{kind},")));
                text.trim_end().lines().skip(1).filter(others).count()
            }
            _ => {
                let rows = serde_json::from_str::<Value>(&text).unwrap();
                let others = |row: &&Value| !OF_NO_ACTION.iter().any(|kind| row["action"] == *kind);
                rows.as_array().unwrap().iter().filter(others).count()
            }
        };
        assert_eq!(rows, done, "{text}");
    }
    // Locked buckets have no dates to come.
    desk.done(
        json!({ "account": desk.account, "action": "createStake", "candidate": "fathom", "amount": "100 IOTX",
                      "duration": 30, "locked": false }),
    )
    .await;
    desk.window.press("rail-buckets").await;
    desk.window.press("buckets-calendar").await;
    desk.window.press("calendar-save").await;
    desk.says("calendar-saved", &["Saved as", ".ics"]).await;
    let calendar = saved(downloads, "ics").await;
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"),
        "{calendar}"
    );
    let count = |line: &str| calendar.lines().filter(|l| *l == line).count();
    assert!(count("BEGIN:VEVENT") > 0, "{calendar}");
    assert_eq!(count("BEGIN:VEVENT"), count("END:VEVENT"));
}

async fn saved(folder: &std::path::Path, ending: &str) -> String {
    for _ in 0..100 {
        let files = std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path());
        let mut found = files.filter(|path| path.extension().is_some_and(|e| e == ending));
        if let Some(path) = found.next()
            && let Ok(text) = std::fs::read_to_string(path)
            && !text.is_empty()
        {
            return text;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("no .{ending} in {}", folder.display());
}
