//! What a screen is held to, in the window itself: every rule of axe in both themes; and in every window that there can be,
//! nothing outside, nothing cut, and the main button within reach.

use std::{
    collections::BTreeMap,
    fs,
    sync::{Mutex, MutexGuard},
    time::Duration,
};

use crate::{programs::repository, window::Window};

const AXE: &str = include_str!("axe.js");
const LAYOUT: &str = include_str!("layout.js");

/// Where a main button is seen without scrolling in a window of 1024x700: where money is about to go.
const IN_VIEW: [&str; 11] = [
    "send",
    "send-review",
    "stake",
    "review",
    "batch",
    "sequence-review",
    "replace",
    "ladder",
    "plan",
    "bucket-deposit",
    "bucket-unlock",
];

/// The screen on which the news is what is looked at.
const NEWS: &str = "news";

/// The page's size while the window has 200 %: half of 1280x840.
const ENLARGED: (u32, u32) = (640, 420);

/// What is seen of screen after screen, and what is wrong with them.
pub struct Look {
    axe: String,
    /// Each fault, and where it was seen.
    wrong: Mutex<BTreeMap<String, Vec<String>>>,
    paths: Mutex<Vec<String>>,
}

impl Look {
    /// With axe as `cargo xtask test` has installed it.
    ///
    /// # Panics
    /// When it is not there.
    pub fn new() -> Self {
        let file = repository("tests/axe/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&file);
        Self {
            axe: axe.unwrap_or_else(|e| panic!("{}: {e}; run npm ci --ignore-scripts in tests/axe", file.display())),
            wrong: Mutex::default(),
            paths: Mutex::default(),
        }
    }

    /// Looks at what the window shows, but for news that lies over it, and notes what is wrong with it. The window has its usual size before and after.
    ///
    /// # Panics
    /// When the window does not answer.
    pub async fn at(&self, window: &Window, screen: &str) {
        eprintln!("{screen}");
        let path = window.script("return location.pathname").await.expect("a script runs");
        held(&self.paths).push(path.trim_matches('"').to_owned());
        // News is looked at by itself: over a page it hides what stands there.
        if screen != NEWS {
            window.dismiss_news().await;
        }
        for theme in ["dark", "light"] {
            let paint = format!("document.documentElement.dataset.theme = '{theme}'; return 1");
            window.script(&paint).await.expect("a script runs");
            let script = format!("{};const colours = {};{AXE}", self.axe, theme == "light");
            self.note(&format!("{screen}, {theme}"), window, &script).await;
        }
        for (width, height) in [(1024, 700), (720, 520)] {
            window.resize(width, height).await;
            let in_view = width == 1024 && IN_VIEW.contains(&screen);
            self.layout(&format!("{screen} at {width}x{height}"), window, in_view)
                .await;
        }
        window.resize(1280, 840).await;
        if window.press_until("+", ENLARGED).await {
            self.layout(&format!("{screen} at 200 %"), window, false).await;
        } else {
            let size = window.size().await;
            self.add(
                format!("Ctrl and + end at {size:?} instead of {ENLARGED:?}"),
                screen.to_owned(),
            );
        }
        window.press_until("0", (1280, 840)).await;
        window.resize(1280, 820).await;
    }

    async fn layout(&self, place: &str, window: &Window, in_view: bool) {
        // What has just another width is laid out anew, and the rows in sight are counted again.
        tokio::time::sleep(Duration::from_millis(150)).await;
        let script = format!("const inView = {in_view};{LAYOUT}");
        self.note(place, window, &script).await;
    }

    /// Runs a script that tells faults.
    async fn note(&self, place: &str, window: &Window, script: &str) {
        let told = window.script(script).await.expect("a script runs");
        let told: Vec<String> = serde_json::from_str(&told).unwrap_or_else(|e| panic!("{place}: {e}: {told}"));
        for fault in told {
            self.add(fault, place.to_owned());
        }
    }

    fn add(&self, fault: String, place: String) {
        eprintln!("{place}: {fault}");
        held(&self.wrong).entry(fault).or_default().push(place);
    }

    /// The paths of all that was looked at.
    pub fn paths(&self) -> Vec<String> {
        held(&self.paths).clone()
    }

    /// What was wrong: each fault once, with the screens where it was seen.
    pub fn wrong(&self) -> Vec<String> {
        let faults = held(&self.wrong);
        let line = |(fault, places): (&String, &Vec<String>)| format!("{fault}\n    {}", places.join("; "));
        faults.iter().map(line).collect()
    }
}

impl Default for Look {
    fn default() -> Self {
        Self::new()
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().expect("nobody panics while it is held")
}
