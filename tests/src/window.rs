//! The real window, driven by WebDriver: the built app under WebKitWebDriver.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::json;
use thirtyfour::{error::WebDriverResult, prelude::*};

use crate::programs::{PASSWORD, PHRASE, program};

/// How long anything on the screen may take to appear.
const PATIENCE: Duration = Duration::from_secs(30);

/// In the wallet's folder: says which file the person chooses where the system's dialog would ask for one.
const CHOOSES: &str = "chooses";

/// The file that the person chooses from now on, in the app of a wallet in `home`; before that, and with none, they choose
/// nothing.
///
/// # Panics
/// When the disk refuses.
pub fn choose(home: &Path, file: Option<&Path>) {
    let chooses = home.join(CHOOSES);
    match file {
        Some(file) => {
            std::fs::write(chooses, file.to_str().expect("a test's path is text")).expect("the disk has room")
        }
        // Not there is as good.
        None => drop(std::fs::remove_file(chooses)),
    }
}

/// In the wallet's folder: says what the person answers where the app asks outside the page; beside it, what it asked.
const CONFIRMS: &str = "confirms";

/// What the person answers from now on to what the app of a wallet in `home` asks outside the page: `yes`, as from the
/// start, `no`, or `ask` to have the system's own dialog opened.
///
/// # Panics
/// When the disk refuses.
pub fn answer(home: &Path, answer: &str) {
    std::fs::create_dir_all(home).expect("the disk has room");
    std::fs::write(home.join(CONFIRMS), answer).expect("the disk has room");
}

/// What the app has asked outside the page since the last time, with plain blanks; nothing where it asked nothing.
pub fn asked(home: &Path) -> String {
    let shown = home.join(CONFIRMS).with_extension("shown");
    let text = std::fs::read_to_string(&shown).unwrap_or_default();
    // Not there is as good.
    let _ = std::fs::remove_file(shown);
    text.replace('\u{202f}', " ")
}

/// A WebDriver server of one's own; dropped, it is stopped.
pub struct Server {
    child: Child,
    port: u16,
    home: PathBuf,
}

impl Server {
    /// Starts one for a wallet in `home`, its app started with this environment.
    ///
    /// # Panics
    /// When there is no WebKitWebDriver.
    pub fn start(home: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .expect("a loopback port is free")
            .port();
        if !home.join(CONFIRMS).exists() {
            answer(home, "yes");
        }
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("BALLAST_HOME", home)
            .env("BALLAST_CHOOSES", home.join(CHOOSES))
            .env("BALLAST_CONFIRMS", home.join(CONFIRMS))
            // What the app saves for the person stays in the test's folder too.
            .env("HOME", home);
        let child = command
            .stdout(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed (webkit2gtk-driver)");
        let home = home.to_owned();
        Self { child, port, home }
    }

    /// Processor time that the app and everything it started have used, in seconds; WebDriver's own is left out.
    pub fn app_seconds(&self) -> f64 {
        let mut all = descendants(self.child.id());
        all.retain(|pid| *pid != self.child.id());
        all.into_iter().map(ticks).sum::<u64>() as f64 / TICKS_A_SECOND
    }

    /// Where the app's practice network is asked, pass and all, as the app writes it down for its owner; none while it runs
    /// none.
    pub fn practice_url(&self) -> Option<String> {
        std::fs::read_to_string(self.home.join("practice/chain/address")).ok()
    }

    /// Opens the app's window.
    ///
    /// # Panics
    /// When it does not open.
    pub async fn open(&self) -> Window {
        let mut capabilities = Capabilities::new();
        let app = program("ballast");
        let options = json!({ "binary": app, "args": [] });
        capabilities
            .set("webkitgtk:browserOptions", options)
            .expect("a JSON object is a capability");
        let url = format!("http://127.0.0.1:{}", self.port);
        for _ in 0..50 {
            match WebDriver::new(&url, capabilities.clone()).await {
                Ok(driver) => return Window { driver },
                Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        }
        panic!("the window did not open");
    }
}

/// The kernel's unit of processor time (`USER_HZ`), which is the same on every Linux.
const TICKS_A_SECOND: f64 = 100.0;

/// A process and all that come from it.
fn descendants(pid: u32) -> Vec<u32> {
    let children = std::fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let children = children.filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
    let children: Vec<u32> = children
        .flat_map(|list| {
            list.split_whitespace()
                .filter_map(|pid| pid.parse().ok())
                .collect::<Vec<_>>()
        })
        .collect();
    std::iter::once(pid)
        .chain(children.into_iter().flat_map(descendants))
        .collect()
}

/// A process's time in its own code and in the kernel; none for one that has ended.
fn ticks(pid: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // Its name, in brackets, may hold blanks.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|n| n.parse::<u64>().ok())
        .sum()
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An open window. Everything in it is found by its `data-test` name.
pub struct Window {
    pub(crate) driver: WebDriver,
}

impl Window {
    /// The element with this name, once it is there and can be seen.
    ///
    /// # Panics
    /// When it does not appear; says what stands in the window instead.
    pub async fn find(&self, name: &str) -> WebElement {
        let start = std::time::Instant::now();
        loop {
            if let Ok(element) = self.driver.find(By::Css(format!("[data-test='{name}']"))).await
                && element.is_displayed().await.unwrap_or(false)
            {
                return element;
            }
            if start.elapsed() > PATIENCE {
                self.picture("missing").await;
                let body = self.text_of("body").await;
                panic!("{name} did not appear; the window says:\n{body}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Whether an element with this name is there now.
    pub async fn has(&self, name: &str) -> bool {
        self.driver.find(By::Css(format!("[data-test='{name}']"))).await.is_ok()
    }

    /// Waits until no element with this name is there.
    ///
    /// # Panics
    /// When it stays for ten seconds.
    pub async fn gone(&self, name: &str) {
        for _ in 0..100 {
            if !self.has(name).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{name} stays");
    }

    async fn text_of(&self, css: &str) -> String {
        match self.driver.find(By::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Brings the tests' wallet, from the first page to the end of the onboarding.
    ///
    /// # Panics
    /// When a step of it does not come.
    pub async fn import(&self) {
        self.press("begin-phrase").await;
        self.write("phrase", PHRASE).await;
        self.write("password", PASSWORD).await;
        self.write("password-again", PASSWORD).await;
        self.press("import-phrase").await;
        self.find("found").await;
        self.press("found-done").await;
    }

    /// Takes away the news that lies over the page.
    ///
    /// # Panics
    /// When the window does not answer.
    pub async fn dismiss_news(&self) {
        let dismiss = "document.querySelectorAll(\"[data-test='toast-dismiss']\").forEach(button => button.click())";
        self.script(dismiss).await.expect("a script runs");
    }

    /// Pictures of a screen in both themes, without the news that lies over it; in a folder of their own, `both`.
    ///
    /// # Panics
    /// When the window does not answer.
    pub async fn both(&self, screen: &str) {
        self.dismiss_news().await;
        // What the pointer was left on would look as if it were pressed.
        if let Ok(heading) = self.driver.find(By::Css("h1")).await {
            let away = self.driver.action_chain().move_to_element_center(&heading);
            // A heading that is scrolled away is no place for it, and a picture must not fail the test.
            let _ = away.perform().await;
        }
        for theme in ["dark", "light"] {
            let script = format!("document.documentElement.dataset.theme = '{theme}'; document.activeElement?.blur()");
            self.script(&script).await.expect("a script runs");
            self.picture(&format!("both/{screen}-{theme}")).await;
        }
    }

    /// Presses it, as soon as it can be pressed.
    ///
    /// # Panics
    /// When it cannot be pressed.
    pub async fn press(&self, name: &str) {
        for _ in 0..60 {
            let element = self.find(name).await;
            // What is still being drawn anew goes stale or is covered for a moment; some cannot be pressed at once.
            let able = element.is_enabled().await.unwrap_or(false);
            if able && element.scroll_into_view().await.is_ok() && element.click().await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
        self.picture("pressed").await;
        panic!("{name} cannot be pressed");
    }

    /// Presses it twice, as fast as a hurried hand does: the second press meets what stands in its place by then.
    ///
    /// # Panics
    /// When it cannot be pressed.
    pub async fn press_twice(&self, name: &str) {
        let element = self.find(name).await;
        element.scroll_into_view().await.expect("it is in the page");
        let hand = self
            .driver
            .action_chain()
            .move_to_element_center(&element)
            .double_click();
        hand.perform().await.expect("a pointer can press");
    }

    /// Waits until it can be pressed.
    ///
    /// # Panics
    /// When it cannot for long.
    pub async fn wait_until_able(&self, name: &str) {
        for _ in 0..50 {
            if self.is_able(name).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{name} cannot be pressed");
    }

    /// Puts the window away, as its own button does.
    ///
    /// # Panics
    /// When the driver refuses.
    pub async fn minimise(&self) {
        self.driver.minimize_window().await.expect("the window can be put away");
    }

    /// Loads the page anew.
    ///
    /// # Panics
    /// When the window does not answer.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("a page can be loaded anew");
    }

    /// Whether it can be pressed now.
    pub async fn is_able(&self, name: &str) -> bool {
        self.find(name).await.is_enabled().await.unwrap_or(false)
    }

    /// Replaces what stands in the field, as a person does: selects all of it and types, or takes it away.
    ///
    /// # Panics
    /// When it cannot be typed into.
    pub async fn write(&self, name: &str, text: &str) {
        let field = self.find(name).await;
        field.send_keys(Key::Control + "a").await.expect("a field takes keys");
        match text {
            "" => field.send_keys(Key::Backspace + "").await,
            text => field.send_keys(text).await,
        }
        .expect("a field takes keys");
    }

    /// What stands in it.
    ///
    /// # Panics
    /// When it is gone.
    pub async fn text(&self, name: &str) -> String {
        self.find(name).await.text().await.expect("an element has a text")
    }

    /// Waits until the element's text has these words.
    ///
    /// # Panics
    /// When it has not within `patience`.
    pub async fn says(&self, name: &str, words: &str, patience: Duration) {
        let start = std::time::Instant::now();
        loop {
            let now = self.text(name).await;
            if now.contains(words) {
                return;
            }
            assert!(start.elapsed() < patience, "{name} does not say {words:?} but {now:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// The exact amount it shows, in Rau; none while it shows a dash.
    pub async fn rau(&self, name: &str) -> Option<u128> {
        self.find(name)
            .await
            .attr("data-rau")
            .await
            .ok()
            .flatten()?
            .parse()
            .ok()
    }

    /// Waits until `is` says yes to the exact amount.
    ///
    /// # Panics
    /// When it does not in time.
    pub async fn wait_for_rau(&self, name: &str, is: impl Fn(u128) -> bool) -> u128 {
        let start = std::time::Instant::now();
        loop {
            let now = self.rau(name).await;
            if let Some(rau) = now.filter(|rau| is(*rau)) {
                return rau;
            }
            if start.elapsed() > PATIENCE {
                self.picture("amount").await;
                panic!("{name} stays at {now:?}");
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Waits until the element's attribute has this value.
    ///
    /// # Panics
    /// When it has not in time.
    pub async fn wait_for(&self, name: &str, attribute: &str, value: &str) {
        let start = std::time::Instant::now();
        loop {
            let now = self.find(name).await.attr(attribute).await.ok().flatten();
            if now.as_deref() == Some(value) {
                return;
            }
            if start.elapsed() > PATIENCE {
                self.picture("attribute").await;
                panic!("{name} has {attribute} {now:?}");
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Waits until `is` says yes to what stands in a field.
    ///
    /// # Panics
    /// When it does not in time.
    pub async fn wait_for_value(&self, name: &str, is: impl Fn(&str) -> bool) -> String {
        let start = std::time::Instant::now();
        loop {
            let now = self
                .find(name)
                .await
                .prop("value")
                .await
                .ok()
                .flatten()
                .unwrap_or_default();
            if is(&now) {
                return now;
            }
            if start.elapsed() > PATIENCE {
                self.picture("value").await;
                panic!("{name} stays at {now:?}");
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Presses a key wherever the keyboard is; with what is held down, such as `ctrlKey: true,`.
    ///
    /// # Panics
    /// When the window does not answer.
    pub async fn key(&self, key: &str, held: &str) {
        let press = format!(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
             {{ key: '{key}', {held} bubbles: true, cancelable: true }})); return 1"
        );
        self.script(&press).await.expect("a script runs");
    }

    /// Runs a script in the page and gives its answer as text.
    ///
    /// # Errors
    /// Of the driver.
    pub async fn script(&self, script: &str) -> WebDriverResult<String> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().to_string())
    }

    /// Writes a picture of the screen beside the built programs, under `window-test`. By `scrot`: the driver's own
    /// pictures can hang it.
    pub async fn picture(&self, name: &str) {
        let file = pictures().join(format!("{name}.png"));
        // What was just pressed is drawn within a few frames. A picture that fails must not fail the test.
        tokio::time::sleep(Duration::from_millis(400)).await;
        let _ = file.parent().map(std::fs::create_dir_all);
        let _ = Command::new("scrot").arg("--overwrite").arg(file).status();
    }

    /// Closes the window and ends the app.
    ///
    /// # Panics
    /// When the driver refuses.
    pub async fn quit(self) {
        self.driver.quit().await.expect("the window closes");
    }
}

fn pictures() -> PathBuf {
    program("ballast").with_file_name("window-test")
}
