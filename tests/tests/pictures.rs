//! The pictures of the documentation, taken anew from the real window in both themes: `cargo xtask pictures`. It is no
//! test of anything but that every screen can be reached.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use ballast_tests::{screens::walk, window::Window};

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_in_light_and_dark() {
    let folder = tempfile::tempdir().unwrap();
    walk(folder.path(), &async |window: &Window, screen: &str| {
        window.both(screen).await;
    })
    .await;
}
