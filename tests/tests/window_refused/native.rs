//! Native buckets: staking, and the menu and forms of a bucket's page (iotex-protocol.md §2.3).

use ballast_tests::desk::Desk;
use serde_json::{Value, json};

use super::{menu_refuses, open_form, refuses_recipients};

pub async fn refuses(desk: &Desk) {
    staking(desk).await;
    let [locked, counting, unstaked] = buckets(desk).await;
    of_a_locked_one(desk, &locked).await;
    of_one_that_counts_down(desk, &counting).await;
    of_an_unstaked_one(desk, &unstaked).await;
    of_another_account(desk).await;
}

async fn staking(desk: &Desk) {
    desk.go("/stake/nobody").await;
    desk.says("stake-unknown", &["There is no delegate named nobody"]).await;
    desk.go("/stake/fathom").await;
    desk.window.find("stake-review").await;
    let (amount, said) = ("stake-amount", "stake-amount-error");
    for (typed, words) in [
        ("0", "The amount must be more than zero."),
        ("99.999", "A bucket holds at least 100 IOTX."),
        ("99999999", "does not hold the amount and the fee"),
        ("12 apples", "."),
        ("100.0000000000000000001", "18"),
    ] {
        desk.refuses(amount, typed, said, &[words], "stake-review").await;
    }
    desk.window.picture("refused-stake").await;
    desk.window.write(amount, "100").await;
    for (typed, words) in [
        ("1051", "A bucket runs for at most 1 050 days."),
        ("7.5", "Enter a whole number of days."),
        ("-7", "Enter a whole number of days."),
    ] {
        desk.refuses("stake-days", typed, "stake-days-error", &[words], "stake-review")
            .await;
    }
}

/// One with stake-lock, one whose days run, one that is unstaked.
async fn buckets(desk: &Desk) -> [String; 3] {
    let stake = |days: u32, locked: bool| {
        json!({ "account": desk.account, "action": "createStake", "candidate": "fathom", "amount": "1000 IOTX",
                "duration": days, "locked": locked })
    };
    let number = |outcome: Value| outcome["bucket"].as_str().unwrap().to_owned();
    let locked = number(desk.done(stake(91, true)).await);
    let counting = number(desk.done(stake(91, false)).await);
    let unstaked = number(desk.done(stake(0, false)).await);
    let index: u64 = unstaked.parse().unwrap();
    desk.done(json!({ "account": desk.account, "action": "unstake", "bucket": index }))
        .await;
    [locked, counting, unstaked]
}

async fn of_a_locked_one(desk: &Desk, bucket: &str) {
    menu_refuses(
        desk,
        bucket,
        &[
            (
                "unstake",
                &[
                    "stake-lock is on",
                    "bucket.locked",
                    "If you unlock it as soon as you can, from",
                ],
            ),
            ("withdraw", &["has to be unstaked", "bucket.withdraw-not-unstaked"]),
            ("endorse", &["1 200 000 IOTX", "delegate.self-stake-amount"]),
            ("request-revocation", &["endorses nobody", "endorsement.none"]),
            ("revoke", &["endorsement.revoke-early"]),
        ],
    )
    .await;
    open_form(desk, bucket, "deposit").await;
    for (typed, at, words) in [
        ("0", "act-refused", "amount.zero"),
        ("99999999", "act-amount-error", "does not hold the amount and the fee"),
        ("1,5", "act-amount-error", "."),
    ] {
        desk.refuses("act-amount", typed, at, &[words], "act-review").await;
    }
    open_form(desk, bucket, "extend").await;
    for (typed, at, words) in [
        ("90", "act-refused", "bucket.shorten-locked"),
        ("1051", "act-refused", "stake.max-duration"),
        ("91.5", "act-days-error", "Enter a whole number of days."),
    ] {
        desk.refuses("act-days", typed, at, &[words], "act-review").await;
    }
    desk.window.both("refused-extend").await;
    open_form(desk, bucket, "change-delegate").await;
    let present = ["It votes for fathom already."];
    desk.refuses("act-delegate", "fathom", "act-delegate-error", &present, "act-review")
        .await;
    desk.window.write("act-delegate", "squall").await;
    desk.window.wait_until_able("act-review").await;
    refuses_recipients(
        desk,
        bucket,
        ["address.zero", "bucket.same-owner", "bucket.to-protocol"],
    )
    .await;

    // A contract is warned of, and only the address's end typed again lets it be reviewed.
    let contract = "0x40A0063B7751fF6103F0d4147A0cDC0af50bBA7f";
    desk.window.write("act-to", contract).await;
    desk.says("recipient-contract", &["This address is a contract"]).await;
    desk.refuses(
        "act-again",
        "bBA7f0",
        "act-again-error",
        &["not the address's last"],
        "act-review",
    )
    .await;
    desk.window.write("act-again", "0bBA7f").await;
    desk.window.press("act-review").await;
    desk.says("warning-bucket.to-contract", &["Caution.", "bucket.to-contract"])
        .await;
}

async fn of_one_that_counts_down(desk: &Desk, bucket: &str) {
    menu_refuses(
        desk,
        bucket,
        &[
            (
                "unstake",
                &[
                    "days are not over",
                    "bucket.unstake-early",
                    "Possible from",
                    "(in 91 days)",
                ],
            ),
            (
                "deposit",
                &["Only a bucket with stake-lock", "bucket.not-locked", "Lock it first."],
            ),
            ("turn-into-an-nft", &["migrate.not-locked", "Lock it first."]),
        ],
    )
    .await;
    desk.window.both("refused-menu").await;
    open_form(desk, bucket, "extend").await;
    let early = ["bucket.shorten-early", "Possible from"];
    desk.refuses("act-days", "7", "act-refused", &early, "act-review").await;
}

async fn of_an_unstaked_one(desk: &Desk, bucket: &str) {
    let gone: &[&str] = &["The bucket is unstaked", "bucket.unstaked"];
    menu_refuses(
        desk,
        bucket,
        &[
            ("deposit", gone),
            ("extend", gone),
            ("lock", gone),
            ("change-delegate", gone),
            (
                "withdraw",
                &["waiting time", "bucket.withdraw-early", "Possible from", "(in 3 days)"],
            ),
        ],
    )
    .await;
}

/// A voter's bucket with stake-lock, and a delegate's self-stake.
async fn of_another_account(desk: &Desk) {
    let self_stake = desk.delegate("fathom").await["selfStakeBucket"].clone();
    let self_stake = self_stake
        .as_u64()
        .map_or_else(|| self_stake.as_str().unwrap_or("1").to_owned(), |n| n.to_string());
    // Whatever else forbids it, and however soon that ends: it is not this person's.
    let owners: &[&str] = &["Only the bucket's owner may do this.", "bucket.not-owner"];
    menu_refuses(
        desk,
        &self_stake,
        &[("transfer", owners), ("unstake", owners), ("withdraw", owners)],
    )
    .await;
    for index in 60.. {
        let life = desk
            .ask("GetBucketLife", json!({ "bucket": index.to_string(), "leaveAt": null }))
            .await;
        if life["value"]["state"] == "locked" {
            let cases = [("unlock", owners), ("change-delegate", owners), ("transfer", owners)];
            menu_refuses(desk, &index.to_string(), &cases).await;
            open_form(desk, &index.to_string(), "deposit").await;
            desk.says("act-foreign", &["becomes that account's money", "bucket.foreign"])
                .await;
            break;
        }
        assert!(index < 300, "no voter's bucket is locked");
    }
}
