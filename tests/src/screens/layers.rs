//! What the walk does not come to: what lies over a page, and the pages and forms of a bucket NFT.

use serde_json::json;

use crate::{desk::Desk, window::Window};

/// The practice network's contract of version 3.
const THIRD: &str = "0x96d0D7F128E22718795C834A4DfBc1D855819521";
/// The actions on a bucket NFT that ask for something, as their paths name them.
const FORMS: [&str; 5] = ["expand", "lock", "change-delegate", "merge", "transfer"];

/// Shows each of it in a window of its own beginning.
///
/// # Panics
/// When one does not come.
pub async fn over(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    dialogs(desk, see).await;
    fields(desk, see).await;
    menu(desk, see).await;
    news(desk, see).await;
    nft(desk, see).await;
}

/// What finds everything, the keys, the network's contracts, and the keyring's question.
async fn dialogs(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-home").await;
    window.wait_for_rau("home-total", |rau| rau > 0).await;
    window.key("k", "ctrlKey: true,").await;
    window.write("find-text", "fa").await;
    window.find("find-option").await;
    see(window, "find").await;
    close(window).await;
    window.key("?", "").await;
    window.find("keys").await;
    see(window, "keys").await;
    close(window).await;
    window.press("rail-settings").await;
    window.press("contracts-show").await;
    window.find("contracts-list").await;
    see(window, "settings-contracts").await;
    close(window).await;
    window.find("keyring-state").await;
    // Where the system has no keyring there is nothing to change.
    if window.has("keyring-change").await {
        window.press("keyring-change").await;
        window.find("keyring-dialog").await;
        see(window, "settings-keyring").await;
        close(window).await;
    }
}

async fn close(window: &Window) {
    let close = "document.querySelector('dialog[open]')?.close(); return 1";
    window.script(close).await.expect("a script runs");
}

/// A month's sheet, and a list that opens under its field.
async fn fields(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    desk.go("/plan").await;
    window.find("plan-amount").await;
    window.press("plan-date-open").await;
    window.find("plan-date-calendar").await;
    see(window, "calendar-open").await;
    close(window).await;
    window.write("plan-delegate", "e").await;
    window.find("plan-delegate-list").await;
    see(window, "chooser-open").await;
}

/// The window's own menu, on a figure.
async fn menu(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    window.press("rail-home").await;
    window.wait_for_rau("home-total", |rau| rau > 0).await;
    let open = "const e = document.querySelector(\"[data-test='home-total']\"), box = e.getBoundingClientRect(); \
                e.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, \
                clientX: box.left + 2, clientY: box.top + 2 })); return 1";
    window.script(open).await.expect("a script runs");
    window.find("context-copy").await;
    see(window, "copy-menu").await;
    window.key("Escape", "").await;
}

/// News of each kind, which nobody has dismissed.
async fn news(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    desk.go("/gallery").await;
    window.find("gallery").await;
    for verdict in ["wait", "good", "warn", "bad"] {
        window.press(&format!("gallery-toast-{verdict}")).await;
    }
    window.find("toast").await;
    see(window, "news").await;
    window.dismiss_news().await;
}

/// A bucket NFT, and each form of it.
async fn nft(desk: &Desk, see: &impl AsyncFn(&Window, &str)) {
    let window = &desk.window;
    let delegate = desk.delegate("fathom").await["id"].clone();
    let made = desk
        .done(
            json!({ "account": desk.account, "action": "nftStake", "contract": THIRD, "delegate": delegate,
                      "amount": "500 IOTX", "duration": "7 days" }),
        )
        .await;
    let nft = made["bucket"].as_str().expect("a bucket NFT was made");
    let page = format!("/bucket/{}", nft.replace('/', "-"));
    desk.go(&page).await;
    window.find("bucket-actions").await;
    see(window, "nft").await;
    for form in FORMS {
        let path = format!("{page}/{form}");
        desk.go(&path).await;
        desk.until("return location.pathname", |at| at == path).await;
        window.find("act-title").await;
        see(window, &format!("nft-{form}")).await;
    }
}
