//! The table of buckets with 10,000 of them, of 120 delegates, on a practice network in the app's own process: how soon
//! it is painted, how soon it is sorted, and how it scrolls.
//!
//! The first is held to the time that the same HTTP client takes to fetch the same bytes from the same network, all of
//! them, although the table is painted as soon as the first rows are there; until all are there is told beside it. Each
//! is timed in the page, from the click to the first moment at which the frame that shows the result is done.

mod network;
mod page;

use std::{path::Path, time::Duration};

use self::{network::Fetch, page::Page};
use crate::{
    driver::Server,
    error::{Error, Result},
    table::{Limit, Line, ms},
    time::median,
};

const ROUNDS: usize = 11;
const SORTED_WITHIN: Duration = Duration::from_millis(50);
const FRAME_WITHIN: Duration = Duration::from_millis(16);

/// Measures them.
///
/// # Errors
/// A window or a network that does not come up.
pub async fn measure(app: &Path) -> Result<Vec<Line>> {
    let home = tempfile::tempdir().map_err(Error::io("a folder for the profile"))?;
    let fetch = Fetch::prepare(home.path()).await?;
    fetch.once().await?;
    let mut server = Server::start(home.path())?;
    let driver = server.open(app).await?;
    let page = Page::of(&driver).await?;
    let (mut fetched, mut painted, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    // By turns, so that what slows one of them slows the other.
    for _ in 0..ROUNDS {
        fetched.push(fetch.once().await?);
        let (first, all) = page.until_painted().await?;
        painted.push(first);
        whole.push(all);
    }
    let fetched = median(fetched);
    let mut sorted = Vec::new();
    for round in 0..ROUNDS {
        sorted.push(page.until_sorted(round).await?);
    }
    let mut frames = page.frames_of_scrolling().await?;
    driver.quit().await?;
    server.stop();
    frames.sort_unstable();
    let p95 = frames.get(frames.len() * 95 / 100).copied().unwrap_or_default();
    Ok(vec![
        line(
            "10,000 buckets into a table",
            median(painted),
            "their bytes fetched",
            fetched,
            Limit::AtMost(1.5),
        ),
        line(
            "until it has all of them",
            median(whole),
            "their bytes fetched",
            fetched,
            Limit::None,
        ),
        line(
            "10,000 rows sorted",
            median(sorted),
            "the time promised",
            SORTED_WITHIN,
            Limit::AtMost(1.0),
        ),
        line(
            "a frame of scrolling, p95",
            p95,
            "the time aimed at",
            FRAME_WITHIN,
            Limit::None,
        ),
    ])
}

fn line(what: &'static str, ours: Duration, peer: &str, theirs: Duration, limit: Limit) -> Line {
    Line {
        what,
        ours: ms(ours),
        peer: peer.into(),
        theirs: ms(theirs),
        ratio: ours.as_secs_f64() / theirs.as_secs_f64(),
        limit,
    }
}
