//! What runs in the page cannot empty the wallet, in the real window: what gives value away is confirmed outside the page,
//! and a page that tries to break out gets nowhere.
//!
//! Needs a display and WebKitWebDriver, as `window` does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use ballast_tests::{
    desk::Desk,
    programs::{Practice, only, repository},
    proxy::{Fault, MARKUP, Proxy},
    window::{Server, Window, answer, asked},
};
use serde_json::{Value, json};

const STRANGER: &str = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

/// Asks the backend as a script in the page does; the answer, or the failure.
async fn tried(window: &Window, name: &str, body: Value) -> Value {
    let (name, body) = (json!(name), json!(body.to_string()));
    let script =
        format!("return window.__TAURI__.core.invoke('ask', {{ name: {name}, body: {body} }}).catch(e => String(e))");
    let text: String = serde_json::from_str(&window.script(&script).await.unwrap()).unwrap();
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

/// What a script does, by a text that it leaves behind; `waiting` while it has said nothing.
async fn left(window: &Window, script: &str) -> String {
    window
        .script(&format!("window.__left = 'waiting'; {script}; return 1"))
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    let left = window.script("return String(window.__left)").await.unwrap();
    left.trim_matches('"').to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gift_to_a_stranger_is_confirmed_outside_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let desk = Desk::open(home).await;
    let window = &desk.window;
    assert_eq!(asked(home), "", "nothing was given away so far");

    // By a script, with no gesture and no dialog of the page.
    answer(home, "no");
    let intent = json!({ "account": desk.account, "action": "send", "to": STRANGER, "amount": "99000 IOTX" });
    let proposal = desk.ask("Propose", json!({ "intent": intent })).await;
    let refused = tried(window, "Approve", json!({ "id": proposal["id"] })).await;
    assert_eq!(refused["code"], "confirm.refused", "{refused}");
    assert_eq!(desk.signed().await, 0);
    let question = asked(home);
    for said in ["Send 99 000 IOTX to an unknown address?", STRANGER, "Network: Practice"] {
        assert!(question.contains(said), "{said}: {question}");
    }
    // Nor does it put the stranger into the book, or lift the limit.
    let contact = json!({ "address": STRANGER, "name": "Bank", "note": "" });
    assert_eq!(tried(window, "SetContact", contact).await["code"], "confirm.refused");
    let mut settings = desk.ask("GetStatus", json!({})).await["settings"].clone();
    settings["giftLimit"] = json!("99000 IOTX");
    let set = tried(window, "SetSettings", json!({ "settings": settings })).await;
    assert_eq!(set["code"], "confirm.refused");
    asked(home);

    // By the forms: no leaves the review as it stands, yes signs.
    window.press("rail-home").await;
    window.press("home-send").await;
    window.write("send-to", STRANGER).await;
    window.write("send-amount", "12000").await;
    window.press("send-review").await;
    window.press("review-sign").await;
    desk.until("return document.body.innerText.includes('did not say yes')", |said| {
        said == "true"
    })
    .await;
    window.both("confirm-refused").await;
    assert!(asked(home).contains("Send 12 000 IOTX to an unknown address?"));
    assert_eq!(desk.signed().await, 0);

    answer(home, "yes");
    let proposal = desk.ask("Propose", json!({ "intent": intent })).await;
    let approved = tried(window, "Approve", json!({ "id": proposal["id"] })).await;
    assert_eq!(approved["id"], proposal["id"], "{approved}");
    assert_eq!(desk.signed().await, 1);
}

/// Somebody who counts who comes, also who says nothing: for a link that is pressed WebKit would open a connection ahead.
fn listen() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let came = Arc::new(AtomicUsize::new(0));
    let counted = came.clone();
    std::thread::spawn(move || {
        for mut guest in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            // Who says nothing keeps nobody waiting.
            guest.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
            if matches!(guest.read(&mut [0; 1024]), Ok(0) | Err(_)) {
                continue;
            }
            let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>";
            let _ = guest.write_all(page.as_bytes());
        }
    });
    (url, came)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_tries_to_break_out_gets_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let server = Server::start(home);
    let window = server.open().await;
    window.find("begin-create").await;
    let (out, came) = listen();
    let own = window.script("return location.origin").await.unwrap();

    // Elsewhere, by every way that a page goes.
    let html = "data:text/html,<script>document.title='out'</script>";
    for to in [out.as_str(), "file:///etc/hostname", html, "about:blank"] {
        let goes = format!(
            "window.__left = 'still here'; location.href = {to}; return 1",
            to = json!(to)
        );
        window.script(&goes).await.unwrap();
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(window.script("return location.origin").await.unwrap(), own, "{to}");
        assert_eq!(
            window.script("return window.__left").await.unwrap(),
            "\"still here\"",
            "{to}"
        );
    }
    let link = format!(
        "const a = document.createElement('a'); a.href = {}; a.target = '_blank'; document.body.append(a); a.click(); a.remove()",
        json!(out)
    );
    left(&window, &link).await;
    let form = format!(
        "const f = document.createElement('form'); f.action = {}; f.method = 'post'; document.body.append(f); f.submit(); f.remove()",
        json!(out)
    );
    left(&window, &form).await;
    assert_eq!(window.script("return location.origin").await.unwrap(), own);

    // New windows, frames, and words to the world.
    let opens = format!("window.__left = String(window.open({}))", json!(out));
    assert_eq!(left(&window, &opens).await, "null");
    let frame = format!(
        "const f = document.createElement('iframe'); f.src = {}; document.body.append(f); setTimeout(() => f.remove(), 400)",
        json!(out)
    );
    left(&window, &frame).await;
    let fetches = format!(
        "fetch({url}).then(() => window.__left = 'out', () => window.__left = 'refused'); \
         navigator.sendBeacon({url}, 'x'); new Image().src = {url}; \
         const s = document.createElement('script'); s.src = {url}; document.head.append(s)",
        url = json!(out)
    );
    assert_eq!(left(&window, &fetches).await, "refused");
    let socket = format!(
        "try {{ const s = new WebSocket({}); s.onopen = () => window.__left = 'out'; s.onerror = () => window.__left = 'refused' }} \
         catch (e) {{ window.__left = 'refused' }}",
        json!(out.replace("http", "ws"))
    );
    assert_eq!(left(&window, &socket).await, "refused");

    // By the wallet: a node is asked with the person's yes alone.
    answer(home, "no");
    let open = tried(&window, "OpenNetwork", json!({ "network": "testnet" })).await;
    assert!(open["settings"].is_object(), "{open}");
    let check = tried(
        &window,
        "CheckEndpoint",
        json!({ "url": format!("{out}?balance=1"), "ws": null }),
    )
    .await;
    assert_eq!(check["code"], "confirm.refused", "{check}");
    assert!(asked(home).contains("in your own network"));
    assert_eq!(came.load(Ordering::SeqCst), 0, "nobody came");

    // What is dragged over it is not dropped into it.
    let drop = "const e = new DragEvent('drop', { bubbles: true, cancelable: true }); let reached = false; \
                document.body.addEventListener('drop', () => reached = true, { once: true }); \
                document.body.dispatchEvent(e); window.__left = `${e.defaultPrevented} ${reached}`";
    assert_eq!(left(&window, drop).await, "true false");

    // Words of strangers stay words, and what nobody knows is refused.
    let script = "const d = document.createElement('div'); \
                  d.innerHTML = '<img src=x onerror=\"window.__left = 1\"><b onclick=\"window.__left = 1\">x</b>'; \
                  document.body.append(d); d.querySelector('b').click(); setTimeout(() => d.remove(), 300)";
    assert_eq!(left(&window, script).await, "waiting", "no script of a text runs");
    for command in [
        "plugin:webview|create_webview_window",
        "plugin:shell|open",
        "plugin:dialog|message",
        "wipe",
    ] {
        let asks = format!(
            "window.__TAURI__.core.invoke('{command}', {{}}).then(() => window.__left = 'allowed', () => window.__left = 'refused')"
        );
        assert_eq!(left(&window, &asks).await, "refused", "{command}");
    }
    let unknown = tried(&window, "GiveAll", json!({})).await;
    assert_eq!(unknown["code"], "wallet.request", "{unknown}");
    window.quit().await;
}

/// Waits until the page shows this name, which is markup: as letters, and nothing in the page was made of it.
async fn shows_letters(window: &Window, name: &str) {
    let shows = format!("return document.body.innerText.includes({})", json!(name));
    for _ in 0..100 {
        if window.script(&shows).await.unwrap_or_default() == "true" {
            let made = window.script("return document.querySelectorAll('img, [onerror]').length");
            assert_eq!(made.await.unwrap(), "0", "it is no picture");
            assert_eq!(
                window.script("return String(window.hit)").await.unwrap(),
                "\"undefined\""
            );
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    window.picture("markup").await;
    panic!("{name} is not shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_with_markup_are_shown_as_letters() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    // Whoever hands such a name to the backend: what is kept of it comes back.
    let intent = json!({ "account": desk.account, "action": "createStake", "candidate": MARKUP,
        "amount": "100 IOTX", "duration": 7, "locked": true });
    let draft = desk
        .ask("SaveDraft", json!({ "id": null, "name": MARKUP, "intents": [intent] }))
        .await;
    assert!(draft["id"].is_string(), "{draft}");
    desk.go("/drafts").await;
    shows_letters(&desk.window, MARKUP).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegates_name_with_markup_is_shown_as_letters() {
    let folder = tempfile::tempdir().unwrap();
    let genesis = repository("tests/recordings/genesis.json");
    let node = Practice::start(&["--genesis", genesis.to_str().unwrap(), "--block-seconds", "1"]);
    node.ask("practice_mine", json!([{ "blocks": 40, "stepSeconds": 1 }]));
    let liar = Proxy::start(node.address(), Fault::Marks).url();
    only(folder.path(), &[&liar]);
    let server = Server::start(folder.path());
    let window = server.open().await;
    window.import().await;
    window.find("home-liquid").await;

    window.press("rail-delegates").await;
    window.find("delegates").await;
    window.press("delegates-by-rank").await;
    shows_letters(&window, MARKUP).await;
    window.both("delegate-markup").await;
    // Its page, as the row opens it.
    let opens = format!(
        "const names = [...document.querySelectorAll(\"[data-test='delegates'] b\")]; \
         names.find(name => name.textContent === {}).click(); return 1",
        json!(MARKUP)
    );
    window.script(&opens).await.unwrap();
    assert_eq!(window.text("delegate-name").await, MARKUP);
    shows_letters(&window, MARKUP).await;
    window.quit().await;
}
