//! A bucket lived through in the window, from its stake to the money in hand; and a bucket NFT by its forms.

use std::time::{Duration, Instant};

use ballast_tests::window::{Server, Window};

use super::{RAU, VOTES, create_wallet, own_bucket, refuses};

/// 10,000 gas at the chain's floor of 1,000 Qev and a tip of 1 Rau.
const FEE: u128 = 10_000 * (1_000_000_000_000 + 1);

async fn open_stake(window: &Window, delegate: &str, amount: &str) {
    window.press("rail-delegates").await;
    window.write("delegates-search", delegate).await;
    window.press(&format!("stake-{delegate}")).await;
    window.write("stake-amount", amount).await;
    window.write("stake-days", "91").await;
}

/// Signs what is reviewed, and waits until it is final.
async fn sign(window: &Window) {
    window.press("review-sign").await;
    window.wait_for("submission", "data-state", "final").await;
}

/// The page of the first bucket in the table.
async fn open_page(window: &Window) {
    window.press("rail-buckets").await;
    own_bucket(window).await;
    window.press("bucket-life-open").await;
    window.find("bucket-actions").await;
}

/// The day that the practice network's clock shows, of `Block 16 · 1 Jan 2026 00:00`.
fn day(clock: &str) -> String {
    let (_, moment) = clock.split_once('·').unwrap();
    moment.rsplit_once(' ').unwrap().0.to_owned()
}

async fn wait_for_text(window: &Window, name: &str, is: impl Fn(&str) -> bool) -> String {
    let start = Instant::now();
    loop {
        let text = window.text(name).await;
        if is(&text) {
            return text;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "{name} stays at {text}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// An action of the page that asks for nothing: pressed, reviewed, signed.
async fn act(window: &Window, action: &str) {
    window.press(&format!("act-{action}")).await;
    window.find("review-sentence").await;
    sign(window).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_of_ninety_one_days_is_lived_through() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    create_wallet(&window).await;
    window.wait_for_rau("home-liquid", |rau| rau == 100_000 * RAU).await;

    open_stake(&window, "fathom", "1000").await;
    window.press("stake-review").await;
    sign(&window).await;
    open_page(&window).await;
    assert_eq!(window.wait_for_rau("bucket-amount", |rau| rau > 0).await, 1000 * RAU);
    assert_eq!(window.wait_for_rau("bucket-votes", |rau| rau > 0).await, VOTES);
    let why = window.text("why-not-unstake").await;
    assert!(
        why.contains("bucket.locked") && why.contains("If you unlock it as soon as you can, from"),
        "{why}"
    );
    window.press("bucket-leave-91").await;
    let begins = window.text("bucket-leave-at").await;
    assert!(begins.starts_with("If you start leaving in 91 days"), "{begins}");
    window.write("bucket-label", "roof").await;
    window.press("bucket-note-save").await;
    wait_for_text(&window, "bucket-title", |text| text.ends_with("· roof")).await;
    window.picture("bucket-locked").await;

    window.press("act-deposit").await;
    window.find("act-amount").await;
    refuses(&window, "act-amount", "100000", "does not hold the amount and the fee").await;
    window.write("act-amount", "250.5").await;
    window.press("act-review").await;
    sign(&window).await;
    open_page(&window).await;
    window
        .wait_for_rau("bucket-amount", |rau| rau == 12_505 * RAU / 10)
        .await;

    act(&window, "unlock").await;
    open_page(&window).await;
    wait_for_text(&window, "bucket-state", |text| text == "Counting down").await;
    let why = wait_for_text(&window, "why-not-unstake", |text| text.contains("Possible from")).await;
    assert!(why.contains("bucket.unstake-early"), "{why}");
    window.press("practice-plus-91-days").await;
    wait_for_text(&window, "bucket-state", |text| text == "Matured").await;
    let theme = |name: &str| format!("document.documentElement.dataset.theme = '{name}'; return 1");
    window.script(&theme("dark")).await.unwrap();
    window.picture("bucket-matured").await;
    window.script(&theme("light")).await.unwrap();

    act(&window, "unstake").await;
    open_page(&window).await;
    wait_for_text(&window, "bucket-state", |text| text == "Unstaking").await;
    assert_eq!(window.wait_for_rau("bucket-votes", |rau| rau == 0).await, 0);
    let why = window.text("why-not-withdraw").await;
    assert!(why.contains("bucket.withdraw-early"), "{why}");
    for _ in 0..3 {
        let before = day(&window.text("practice-clock").await);
        window.press("practice-plus-day").await;
        wait_for_text(&window, "practice-clock", |text| day(text) != before).await;
    }
    wait_for_text(&window, "bucket-state", |text| text == "Withdrawable").await;

    act(&window, "withdraw").await;
    window.press("rail-buckets").await;
    window.find("buckets-none").await;
    window.press("rail-home").await;
    // Staked, added to, unlocked, unstaked, withdrawn: five fees, and not a Rau more.
    window
        .wait_for_rau("home-liquid", |rau| rau == 100_000 * RAU - 5 * FEE)
        .await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_nft_is_staked_and_changed_by_its_forms() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let window = server.open().await;
    create_wallet(&window).await;
    window.wait_for_rau("home-liquid", |rau| rau == 100_000 * RAU).await;

    open_stake(&window, "fathom", "1000").await;
    window.press("stake-nft").await;
    window.press("stake-review").await;
    let sentence = window.text("review-sentence").await;
    assert!(sentence.contains("as a bucket NFT"), "{sentence}");
    sign(&window).await;
    open_page(&window).await;
    assert_eq!(window.text("bucket-kind").await, "NFT of contract version 3");
    assert_eq!(window.wait_for_rau("bucket-votes", |rau| rau > 0).await, VOTES);

    // Somebody else's bucket, found by its number: to look at, and to add to where its rules allow it.
    window.press("bucket-find").await;
    window.write("find-number", "5").await;
    window.press("find-open").await;
    let why = wait_for_text(&window, "why-not-transfer", |text| text.contains("bucket.")).await;
    assert!(why.contains("bucket.not-owner"), "{why}");
    assert_eq!(window.text("bucket-kind").await, "native, of the staking protocol");
    open_page(&window).await;

    window.press("act-expand").await;
    window.write("act-days", "90").await;
    let said = window.text("act-refused").await;
    assert!(said.contains("nft.shorter"), "{said}");
    window.write("act-days", "182").await;
    window.write("act-amount", "50").await;
    window.picture("bucket-expand").await;
    window.press("act-review").await;
    sign(&window).await;
    open_page(&window).await;
    window.wait_for_rau("bucket-amount", |rau| rau == 1050 * RAU).await;

    window.press("act-change-delegate").await;
    window.write("act-delegate", "squ").await;
    window.press("act-delegate-squall").await;
    window.wait_for_value("act-delegate", |name| name == "squall").await;
    window.press("act-review").await;
    sign(&window).await;
    open_page(&window).await;
    wait_for_text(&window, "bucket-delegate", |text| text.contains("squall")).await;

    let somebody = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    window.press("act-transfer").await;
    window.write("act-to", somebody).await;
    window.find("recipient-first").await;
    window.write("act-again", "dc79C9").await;
    window.find("act-again-error").await;
    window.write("act-again", "dc79C8").await;
    window.picture("bucket-transfer").await;
    window.press("act-review").await;
    sign(&window).await;
    window.press("rail-buckets").await;
    window.find("buckets-none").await;
    window.quit().await;
}
