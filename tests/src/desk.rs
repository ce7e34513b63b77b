//! A window on a practice network of its own, with a wallet that has money; and the ways past the forms, by which a test
//! gets quickly to what it is about.

use std::{
    path::Path,
    sync::Mutex,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    funded::enrich,
    rpc,
    window::{Server, Window},
};

const DAY: u64 = 86_400;
/// How long anything may take to be said.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a sentence may take to stand there.
const SAID: Duration = Duration::from_secs(12);

/// Somebody else of the phrase's: index 5 of its Ethereum path.
pub const OPERATOR: &str = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";

/// A window, its wallet's first account and its chain. Panics where the window or the chain does not do what it is told.
pub struct Desk {
    _server: Server,
    /// The window.
    pub window: Window,
    /// The first account, 0x.
    pub account: String,
    chain: String,
    wrong: Mutex<Vec<String>>,
}

impl Desk {
    /// Opens a window for a wallet in `home`, with the tests' phrase and practice money.
    pub async fn open(home: &Path) -> Self {
        let server = Server::start(home);
        let window = server.open().await;
        window.import().await;
        Self::of(server, window).await
    }

    /// The desk of a window that is open already, its wallet's phrase being the tests'.
    pub async fn of(server: Server, window: Window) -> Self {
        window.wait_for_rau("home-liquid", |rau| rau > 0).await;
        let mut desk = Self {
            window,
            account: String::new(),
            chain: server.practice_url().expect("the window runs a practice network"),
            wrong: Mutex::default(),
            _server: server,
        };
        desk.account = text(&desk.ask("GetStatus", json!({})).await["accounts"][0]["address"]);
        desk
    }

    /// Asks the backend as the page does.
    pub async fn ask(&self, name: &str, body: Value) -> Value {
        let (name, body) = (json!(name), json!(body.to_string()));
        let script = format!(
            "return window.__TAURI__.core.invoke('ask', {{ name: {name}, body: {body} }}).catch(e => '\"' + e + '\"')"
        );
        // The backend answers with JSON in a text, which the driver wraps once more.
        let answer: String = serde_json::from_str(&self.window.script(&script).await.unwrap()).unwrap();
        serde_json::from_str(&answer).unwrap_or_else(|e| panic!("{name} {body}: {e}: {answer}"))
    }

    /// Does it without the forms, in a block of its own, and waits until it is final; says what became of it.
    pub async fn done(&self, intent: Value) -> Value {
        let proposal = self.ask("Propose", json!({ "intent": intent })).await;
        let id = proposal["id"].clone();
        assert!(proposal["transactions"][0].is_object(), "{intent}: {proposal}");
        let approved = self.ask("Approve", json!({ "id": id })).await;
        assert_eq!(approved["id"], id, "{intent}: {approved}");
        self.mine();
        let start = Instant::now();
        loop {
            let all = self.ask("GetSubmissions", json!({ "account": null })).await;
            let own = all
                .as_array()
                .unwrap()
                .iter()
                .find(|s| s["id"] == id)
                .cloned()
                .unwrap_or_default();
            if own["state"] == "final" {
                return own["outcome"].clone();
            }
            assert!(
                start.elapsed() < PATIENCE && own["state"] != "failed",
                "{intent}: {own}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Asks the practice node itself.
    pub fn node(&self, method: &str, params: Value) -> Value {
        rpc(&self.chain, method, params).unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    /// Gives an account practice money, as much as one likes.
    pub fn enrich(&self, account: &str, iotx: u64) {
        enrich(&self.chain, account, iotx);
        self.mine();
    }

    /// Makes one block.
    pub fn mine(&self) {
        self.node("practice_mine", json!([{ "blocks": 1 }]));
    }

    /// Registers the delegate `own1` with [`OPERATOR`], without a stake.
    ///
    /// # Panics
    /// When it is not registered.
    pub async fn register(&self) {
        self.done(
            json!({ "account": self.account, "action": "candidateRegister", "name": "own1",
                    "operator": OPERATOR, "reward": self.account, "owner": self.account, "amount": "0 IOTX",
                    "duration": 91, "locked": true }),
        )
        .await;
    }

    /// Moves the chain's time on by days.
    pub fn pass(&self, days: u64) {
        self.node("practice_mine", json!([{ "blocks": 1, "stepSeconds": days * DAY }]));
    }

    /// A delegate's row, by its name.
    pub async fn delegate(&self, name: &str) -> Value {
        let delegates = self.ask("GetDelegates", json!({})).await;
        let rows = delegates["rows"]["value"].as_array().unwrap();
        rows.iter().find(|row| row["name"] == name).unwrap().clone()
    }

    /// Follows a link to a page of the app, as one that is pressed.
    pub async fn go(&self, path: &str) {
        let script = format!(
            "const a = document.createElement('a'); a.href = {}; document.body.append(a); a.click(); a.remove(); return 1",
            json!(path)
        );
        self.window.script(&script).await.unwrap();
    }

    /// What an element shows now, with plain blanks; nothing where it is not there.
    pub async fn shown(&self, name: &str) -> Option<String> {
        let script = format!("return document.querySelector({})?.innerText ?? null", css(name));
        let text: Option<String> = serde_json::from_str(&self.window.script(&script).await.ok()?).ok()?;
        text.map(|text| text.replace(['\u{202f}', '\u{a0}'], " "))
    }

    /// Waits until an element says all of these words. What it does not say is noted for [`Desk::end`], so that one run
    /// tells of all that is wrong.
    pub async fn says(&self, name: &str, words: &[&str]) -> String {
        let start = Instant::now();
        loop {
            let shown = self.shown(name).await;
            if let Some(text) = shown.as_ref().filter(|text| words.iter().all(|w| text.contains(w))) {
                return text.clone();
            }
            if start.elapsed() > SAID {
                self.window.picture("unsaid").await;
                self.note(format!("{name} says {shown:?} instead of {words:?}"));
                return shown.unwrap_or_default();
            }
            tokio::time::sleep(Duration::from_millis(80)).await;
        }
    }

    /// Whether a button can be pressed.
    pub async fn can_press(&self, name: &str) -> bool {
        let script = format!(
            "const e = document.querySelector({}); \
             return !!e && !e.disabled && e.getAttribute('aria-disabled') !== 'true'",
            css(name)
        );
        self.window.script(&script).await.unwrap() == "true"
    }

    /// Types what breaks a rule into a field: it is said in words at `at`, and `button` cannot be pressed.
    pub async fn refuses(&self, field: &str, typed: &str, at: &str, words: &[&str], button: &str) {
        self.window.write(field, typed).await;
        self.says(at, words).await;
        if self.can_press(button).await {
            self.note(format!("{field} with {typed:?}: {button} can be pressed"));
        }
    }

    /// Chooses an entry of a list by its value.
    pub async fn choose(&self, name: &str, value: &str) {
        let script = format!(
            "const s = document.querySelector({}); if (!s || ![...s.options].some(o => o.value === {value})) return 0; \
             s.value = {value}; s.dispatchEvent(new Event('change', {{ bubbles: true }})); return 1",
            css(name),
            value = json!(value)
        );
        let start = Instant::now();
        while self.window.script(&script).await.unwrap_or_default() != "1" {
            assert!(start.elapsed() < PATIENCE, "{name} has no {value}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until a script in the page answers with a text that fits.
    ///
    /// # Panics
    /// When it never does.
    pub async fn until(&self, script: &str, is: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let answer = self.window.script(script).await.unwrap_or_default();
            let text: String = serde_json::from_str(&answer).unwrap_or(answer);
            if is(&text) {
                return text;
            }
            assert!(start.elapsed() < PATIENCE, "{script} answers {text:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// The news that leads to pages whose path begins so: one text for each.
    pub async fn news_of(&self, path: &str) -> Vec<String> {
        let script = format!(
            "const links = [...document.querySelectorAll({})]; \
             return JSON.stringify(links.map(a => a.closest(\"[data-test='toast']\").innerText))",
            json!(format!("[data-test='toast-link'][href^='{path}']"))
        );
        let answer = self.window.script(&script).await.unwrap_or_default();
        let text: String = serde_json::from_str(&answer).unwrap_or_default();
        let news: Vec<String> = serde_json::from_str(&text).unwrap_or_default();
        let plain = |text: String| text.replace(['\u{202f}', '\u{a0}'], " ");
        news.into_iter().map(plain).collect()
    }

    /// Waits until one piece of news, and no more, leads to pages whose path begins so, and says these words.
    pub async fn one_news_says(&self, path: &str, words: &[&str]) {
        let start = Instant::now();
        loop {
            let news = self.news_of(path).await;
            if news.len() > 1 {
                return self.note(format!("{} pieces of news of {path}: {news:?}", news.len()));
            }
            if news
                .first()
                .is_some_and(|text| words.iter().all(|word| text.contains(word)))
            {
                return;
            }
            if start.elapsed() > SAID {
                return self.note(format!("the news of {path} says {news:?} instead of {words:?}"));
            }
            tokio::time::sleep(Duration::from_millis(80)).await;
        }
    }

    /// Notes what is wrong, for the end.
    pub fn note(&self, wrong: String) {
        eprintln!("{wrong}");
        self.wrong.lock().unwrap().push(wrong);
    }

    /// Closes the window. Panics where anything was noted.
    pub async fn end(self) {
        self.window.quit().await;
        let wrong = self.wrong.into_inner().unwrap();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Signs what is reviewed, makes a block, and waits until it is final.
    pub async fn sign(&self) {
        self.window.press("review-sign").await;
        self.window.find("submission").await;
        self.mine();
        self.window.wait_for("submission", "data-state", "final").await;
    }

    /// The review says by which rule there is nothing to sign.
    pub async fn blocked(&self, rule: &str) {
        self.says(&format!("warning-{rule}"), &["Not possible.", rule]).await;
        self.says("review-blocked", &["a rule forbids it"]).await;
        if self.window.has("review-sign").await {
            self.note(format!("{rule}: it can be signed"));
        }
    }
}

fn css(name: &str) -> Value {
    json!(format!("[data-test='{name}']"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
