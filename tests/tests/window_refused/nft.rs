//! Bucket NFTs of all three versions (iotex-protocol.md §3.2): what their contracts refuse is refused before.

use ballast_tests::desk::Desk;
use serde_json::{Value, json};

use super::{menu_refuses, open_form, refuses_recipients};

/// The practice network's contracts of versions 1 to 3.
const CONTRACTS: [&str; 3] = [
    "0x40A0063B7751fF6103F0d4147A0cDC0af50bBA7f",
    "0x888c1897Afe11CFec7A37341a0F94dD44F87aF5A",
    "0x96d0D7F128E22718795C834A4DfBc1D855819521",
];

pub async fn refuses(desk: &Desk) {
    desk.enrich(&desk.account, 100_000);
    third(desk).await;
    second(desk).await;
    first(desk).await;
}

fn id(version: usize, number: u64) -> String {
    format!("{}/{number}", CONTRACTS[version - 1])
}

async fn stake(desk: &Desk, version: usize, amount: &str, term: &str) -> String {
    let delegate = desk.delegate("fathom").await["id"].clone();
    let made = desk
        .done(
            json!({ "account": desk.account, "action": "nftStake", "contract": CONTRACTS[version - 1],
                      "delegate": delegate, "amount": format!("{amount} IOTX"), "duration": term }),
        )
        .await;
    made["bucket"].as_str().unwrap().to_owned()
}

async fn act(desk: &Desk, action: &str, bucket: &str) -> Value {
    desk.done(json!({ "account": desk.account, "action": action, "bucket": bucket }))
        .await
}

async fn third(desk: &Desk) {
    let locked = stake(desk, 3, "1000", "91 days").await;
    let counting = stake(desk, 3, "1000", "7 days").await;
    let unstaked = stake(desk, 3, "100", "0 days").await;
    for bucket in [&counting, &unstaked] {
        act(desk, "nftUnlock", bucket).await;
    }
    act(desk, "nftUnstake", &unstaked).await;

    menu_refuses(
        desk,
        &locked,
        &[
            ("unstake", &["The bucket NFT is locked.", "nft.locked", "from"]),
            ("withdraw", &["has to be unstaked", "nft.not-unstaked"]),
        ],
    )
    .await;
    open_form(desk, &locked, "expand").await;
    for (typed, at, words) in [
        ("90", "act-refused", "nft.shorter"),
        ("1096", "act-refused", "nft.term"),
        ("91.5", "act-days-error", "Enter a whole number of days."),
    ] {
        desk.refuses("act-days", typed, at, &[words], "act-review").await;
    }
    desk.window.write("act-days", "91").await;
    let money = ["does not hold the amount and the fee"];
    desk.refuses("act-amount", "99999999", "act-amount-error", &money, "act-review")
        .await;
    open_form(desk, &locked, "merge").await;
    assert!(!desk.can_press("act-review").await, "nothing is chosen to merge");
    let other = counting.rsplit('/').next().unwrap();
    desk.window.press(&format!("act-other-{other}")).await;
    desk.refuses("act-days", "90", "act-refused", &["nft.shorter"], "act-review")
        .await;
    desk.window.both("refused-merge").await;
    refuses_recipients(
        desk,
        &locked,
        ["nft.zero-recipient", "bucket.same-owner", "bucket.to-protocol"],
    )
    .await;

    let unlocked: &[&str] = &["The bucket NFT is unlocked.", "nft.unlocked", "Lock it again first."];
    menu_refuses(
        desk,
        &counting,
        &[
            ("expand", unlocked),
            ("unstake", &["time is not over", "nft.unstake-early", "Possible from"]),
        ],
    )
    .await;
    open_form(desk, &counting, "lock").await;
    desk.refuses("act-days", "6", "act-refused", &["nft.shorter"], "act-review")
        .await;

    let gone: &[&str] = &["The bucket NFT is unstaked", "nft.unstaked"];
    menu_refuses(
        desk,
        &unstaked,
        &[
            ("expand", gone),
            ("lock", gone),
            ("change-delegate", gone),
            ("merge", gone),
            (
                "withdraw",
                &["waiting time", "nft.withdraw-early", "Possible from", "(in 3 days)"],
            ),
        ],
    )
    .await;
}

/// No form makes a bucket of version 2; a call of its contract does, and mutes it at once.
async fn second(desk: &Desk) {
    let delegate = desk.delegate("fathom").await["id"].as_str().unwrap().to_lowercase();
    // stake(uint256 duration, address delegate), for ten days of blocks
    let call = format!("7acb7757{:064x}{:0>64}", 172_800, delegate.trim_start_matches("0x"));
    let payload: Vec<u8> = (0..call.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&call[i..i + 2], 16).unwrap())
        .collect();
    desk.done(
        json!({ "account": desk.account, "action": "send", "to": CONTRACTS[1], "amount": "500 IOTX",
                      "payload": payload }),
    )
    .await;
    let muted: &[&str] = &["takes the votes", "Move it to version 3", "nft.mutes"];
    menu_refuses(
        desk,
        &id(2, 1),
        &[
            ("expand", muted),
            (
                "move-to-version-3",
                &["may not take", "nft.not-approved", "Let it first"],
            ),
        ],
    )
    .await;
    desk.says("bucket-muted", &["Muted", "Move it to version 3", "nft.mutes"])
        .await;
    desk.window.both("refused-muted").await;
    act(desk, "nftUnlock", &id(2, 1)).await;
    menu_refuses(desk, &id(2, 1), &[("lock", muted)]).await;
}

async fn first(desk: &Desk) {
    let locked = stake(desk, 1, "10000", "1572480 blocks").await;
    menu_refuses(
        desk,
        &locked,
        &[
            ("unstake", &["nft.locked"]),
            ("merge", &["two bucket NFTs or more", "nft.merge-one"]),
        ],
    )
    .await;
    open_form(desk, &locked, "expand").await;
    desk.refuses(
        "act-amount",
        "5",
        "act-refused",
        &["fixed amounts and durations", "nft.type"],
        "act-review",
    )
    .await;
}
