//! The pictures of every piece of the interface, taken anew from the real window in both themes: `cargo xtask gallery`. It
//! is no test of anything but that the gallery can be reached and that what it opens opens.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::time::Duration;

use ballast_tests::{desk::Desk, window::Window};

#[tokio::test(flavor = "multi_thread")]
async fn every_section_in_light_and_dark() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await;
    desk.go("/gallery").await;
    desk.window.find("gallery").await;
    for section in sections(&desk.window).await {
        pictures(&desk.window, &section).await;
    }
    layers(&desk.window).await;
    desk.end().await;
}

/// The sections' names, as they stand on the page.
async fn sections(window: &Window) -> Vec<String> {
    let names = "return [...document.querySelectorAll(\"section[data-test^='gallery-']\")].map(s => s.dataset.test)";
    let names: Vec<String> = serde_json::from_str(&window.script(names).await.unwrap()).unwrap();
    assert!(!names.is_empty());
    names
}

/// A section, in as many pictures as it is higher than the window.
async fn pictures(window: &Window, section: &str) {
    let name = section.strip_prefix("gallery-").unwrap();
    let (mut page, mut pages) = (0, 1);
    while page < pages {
        pages = scroll(window, section, page).await;
        let number = if pages > 1 {
            format!("-{}", page + 1)
        } else {
            String::new()
        };
        window.both(&format!("{name}{number}")).await;
        page += 1;
    }
}

/// Scrolls to a page of a section; gives how many it has.
async fn scroll(window: &Window, section: &str, page: u32) -> u32 {
    let script = format!(
        "const main = document.querySelector('main'), section = document.querySelector(\"[data-test='{section}']\"); \
         const top = section.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop - 12; \
         const step = main.clientHeight - 24; main.scrollTop = top + {page} * step; \
         return Math.ceil(section.offsetHeight / step)"
    );
    let pages = window.script(&script).await.unwrap().parse().unwrap();
    // A page full of drawings takes longer to be painted than a screen.
    tokio::time::sleep(Duration::from_millis(400)).await;
    pages
}

/// What comes before the page, while it is open.
async fn layers(window: &Window) {
    window.press("gallery-dialog-open").await;
    window.find("gallery-dialog").await;
    window.both("layers-dialog").await;
    window.press("gallery-dialog-close").await;
    window.press("gallery-unlock-open").await;
    window.find("unlock-password").await;
    window.both("layers-unlock").await;
    window.press("gallery-unlock-close").await;
    window.press("gallery-popover").await;
    window.find("gallery-popover-panel").await;
    window.both("layers-popover").await;
    window.press("gallery-popover").await;
    for verdict in ["good", "warn", "bad"] {
        window.press(&format!("gallery-toast-{verdict}")).await;
    }
    // Not by `both`, which takes the news away.
    for theme in ["dark", "light"] {
        let script = format!("document.documentElement.dataset.theme = '{theme}'");
        window.script(&script).await.unwrap();
        window.picture(&format!("both/layers-news-{theme}")).await;
    }
}
