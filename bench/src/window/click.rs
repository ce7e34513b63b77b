//! The click that leads to a screen whose code is not loaded yet, until that screen is painted, against the same click
//! once its code is there. Timed in the page: from the click until the frame that shows the screen is done.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use serde_json::Value;
use thirtyfour::prelude::*;

use super::profile;
use crate::{
    driver::Server,
    error::{Error, Result},
    table::{Limit, Line, ms},
    time::median,
};

/// Windows opened anew, each clicked for the first time.
const ROUNDS: usize = 11;
/// For a screen to come.
const PATIENCE: Duration = Duration::from_secs(30);
/// Until nothing moves.
const REST: Duration = Duration::from_millis(1_500);

/// Clicks on Delegates, and answers with the milliseconds until its list is drawn: what is posted in a frame's callback
/// comes after its painting.
const CLICK: &str = "
    const done = arguments[arguments.length - 1];
    const there = () => document.querySelector(\"[data-test^='delegates-row-']\");
    const start = performance.now();
    const drawn = () => requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => done(performance.now() - start);
        after.port2.postMessage(0);
    });
    const watch = new MutationObserver(() => { if (there()) { watch.disconnect(); drawn(); } });
    watch.observe(document.body, { subtree: true, childList: true });
    document.querySelector(\"[data-test='rail-delegates']\").click();";

/// Measures the first click in a new window, and the same click in a window that has shown the screen.
///
/// # Errors
/// A window or a screen that does not come.
pub async fn measure(app: &Path) -> Result<Line> {
    let home = tempfile::tempdir().map_err(Error::io("a folder for the profile"))?;
    profile::prepare(home.path()).await?;
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut server = Server::start(home.path())?;
        let driver = server.open(app).await?;
        driver.set_script_timeout(PATIENCE).await?;
        home_is_up(&driver).await?;
        first.push(click(&driver).await?);
        driver.find(By::Css("[data-test='rail-home']")).await?.click().await?;
        home_is_up(&driver).await?;
        tokio::time::sleep(REST).await;
        again.push(click(&driver).await?);
        driver.quit().await?;
        server.stop();
    }
    let (ours, theirs) = (median(first), median(again));
    Ok(Line {
        what: "first click to its screen",
        ours: ms(ours),
        peer: "the click when its code is there".into(),
        theirs: ms(theirs),
        ratio: ours.as_secs_f64() / theirs.as_secs_f64(),
        limit: Limit::None,
    })
}

async fn click(driver: &WebDriver) -> Result<Duration> {
    let answer = driver.execute_async(CLICK, Vec::<Value>::new()).await?;
    let taken = answer.json().as_f64();
    let taken = taken.ok_or_else(|| Error::Unfair("the page did not say how long it took".into()))?;
    Ok(Duration::from_secs_f64(taken / 1e3))
}

async fn home_is_up(driver: &WebDriver) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if driver.find(By::Css("[data-test='home-total']")).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(Error::Unfair("Home did not come".into()))
}
