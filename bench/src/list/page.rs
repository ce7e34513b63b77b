//! The page of the buckets, clicked and timed by scripts in it.

use std::time::{Duration, Instant};

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::error::{Error, Result};

/// For all rows to be there.
const PATIENCE: Duration = Duration::from_secs(60);
/// Before each press, until nothing moves.
const REST: Duration = Duration::from_millis(1500);

/// Ends a script with the milliseconds from `start` until the frame that is drawn next is done: what is posted in a
/// frame's callback comes after its painting.
const WHEN_DRAWN: &str = "
    const done = arguments[arguments.length - 1];
    const whenDrawn = (start) => requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => done(performance.now() - start);
        after.port2.postMessage(0);
    });";

/// Clicks `target` and waits until the table's rows are there, or are others.
const CLICK: &str = "
    const rows = () => [...document.querySelectorAll(\"[data-test^='buckets-row-']\")].map((r) => r.id).join();
    const before = rows();
    const start = performance.now();
    window.clicked = start;
    const watch = new MutationObserver(() => {
        const now = rows();
        if (now !== '' && now !== before) { watch.disconnect(); whenDrawn(start); }
    });
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
    document.querySelector(target).click();";

/// Answers with the milliseconds from the last click until the table had all rows.
const WHEN_WHOLE: &str = "
    const done = arguments[0];
    const look = () => {
        const table = document.querySelector(\"[data-test='buckets'][aria-rowcount='10000']\");
        if (table) done(performance.now() - window.clicked); else requestAnimationFrame(look);
    };
    look();";

/// Scrolls the table on by half a screen each frame, and answers with what each frame took.
const SCROLL: &str = "
    const done = arguments[0];
    const pane = document.querySelector('.table-scroll');
    const took = [];
    const frame = () => {
        const start = performance.now();
        pane.scrollTop += pane.clientHeight / 2;
        const after = new MessageChannel();
        after.port1.onmessage = () => {
            took.push(performance.now() - start);
            if (took.length < 200) requestAnimationFrame(frame); else done(took);
        };
        after.port2.postMessage(0);
    };
    requestAnimationFrame(frame);";

/// The app's window, standing at Home.
pub struct Page<'a> {
    driver: &'a WebDriver,
}

impl<'a> Page<'a> {
    /// Waits for Home.
    ///
    /// # Errors
    /// It does not come.
    pub async fn of(driver: &'a WebDriver) -> Result<Self> {
        driver.set_script_timeout(PATIENCE).await?;
        let page = Self { driver };
        page.wait_for("[data-test='home-total']").await?;
        Ok(page)
    }

    /// From the click on Buckets until the first rows are drawn, and until all are in the table.
    ///
    /// # Errors
    /// They are not.
    pub async fn until_painted(&self) -> Result<(Duration, Duration)> {
        self.click("[data-test='rail-home']").await?;
        self.wait_for("[data-test='home-total']").await?;
        tokio::time::sleep(REST).await;
        let first = self.click_until_drawn("[data-test='rail-buckets']").await?;
        let all = self.driver.execute_async(WHEN_WHOLE, Vec::new()).await?;
        Ok((first, milliseconds(all.json())?))
    }

    /// From the click on a column's head until the rows are drawn in its order; every `round` by another column than the
    /// last, so that nothing of the last order helps.
    ///
    /// # Errors
    /// They are not.
    pub async fn until_sorted(&self, round: usize) -> Result<Duration> {
        let column = ["amount", "days", "votes", "free"][round % 4];
        // Every block the table is read anew, which takes a while: presses one after another would all fall into that, or none.
        tokio::time::sleep(REST).await;
        self.click_until_drawn(&format!("[data-test='buckets-by-{column}']"))
            .await
    }

    /// What each frame took while the table was scrolled through.
    ///
    /// # Errors
    /// The page does not answer.
    pub async fn frames_of_scrolling(&self) -> Result<Vec<Duration>> {
        let took = self.driver.execute_async(SCROLL, Vec::new()).await?;
        let took = took.json().as_array().cloned().unwrap_or_default();
        took.iter().map(milliseconds).collect()
    }

    async fn click(&self, css: &str) -> Result<()> {
        Ok(self.driver.find(By::Css(css)).await?.click().await?)
    }

    async fn click_until_drawn(&self, target: &str) -> Result<Duration> {
        let script = format!("{WHEN_DRAWN} const target = {}; {CLICK}", Value::from(target));
        let took = self.driver.execute_async(script, Vec::new()).await?;
        milliseconds(took.json())
    }

    async fn wait_for(&self, css: &str) -> Result<()> {
        let start = Instant::now();
        while self.driver.find(By::Css(css)).await.is_err() {
            if start.elapsed() > PATIENCE {
                return Err(Error::Unfair(format!("{css} did not come")));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }
}

fn milliseconds(value: &Value) -> Result<Duration> {
    let number = value.as_f64().filter(|ms| *ms >= 0.0);
    let number = number.ok_or_else(|| Error::Unfair(format!("the page answered {value}")))?;
    Ok(Duration::from_secs_f64(number / 1e3))
}
