//! Where in a window something stands, and how it looks there: asked once, by WebDriver, before anything is timed.

use std::{
    collections::HashSet,
    path::Path,
    time::{Duration, Instant},
};

use thirtyfour::prelude::*;

use super::{
    PATIENCE,
    screen::{Area, Screen},
};
use crate::{
    driver::Server,
    error::{Error, Result},
};

/// Text has dozens of shades at its edges; a blank area and a skeleton have few.
const SHADES_OF_TEXT: usize = 16;
/// After the text stands, until fonts are there and nothing moves.
const SETTLED: Duration = Duration::from_secs(2);

/// An element of the page.
pub struct Sought {
    /// How to find it.
    pub css: &'static str,
    /// An attribute that it must have, and its value.
    pub attribute: Option<(&'static str, String)>,
}

/// What something looks like on the screen.
pub struct Look {
    /// Where it is.
    pub area: Area,
    /// Its pixels.
    pub pixels: Vec<u8>,
}

/// Opens the window under a driver, waits until what is sought stands there, and keeps its pixels.
///
/// # Errors
/// It does not come, or what is there is not text.
pub async fn learn(program: &Path, home: &Path, screen: &Screen, sought: Sought) -> Result<Look> {
    let mut server = Server::start(home)?;
    let driver = server.open(program).await?;
    let rect = find(&driver, &sought).await;
    tokio::time::sleep(SETTLED).await;
    // Without a window manager the window stands in the screen's corner: the page's pixels are the screen's.
    let look = rect.and_then(|area| Ok((area, screen.read(&area)?)));
    driver.quit().await?;
    server.stop();
    let (area, pixels) = look?;
    let (shades, _) = pixels.as_chunks::<4>();
    if shades.iter().collect::<HashSet<_>>().len() < SHADES_OF_TEXT {
        return Err(Error::Unfair(format!("{} shows no text at {area}", sought.css)));
    }
    Ok(Look { area, pixels })
}

async fn find(driver: &WebDriver, sought: &Sought) -> Result<Area> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Ok(element) = driver.find(By::Css(sought.css)).await
            && is_right(&element, sought).await
        {
            let rect = element.rect().await?;
            return Ok(Area {
                x: rect.x.floor() as u32,
                y: rect.y.floor() as u32,
                width: rect.width.ceil() as u32,
                height: rect.height.ceil() as u32,
            });
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(Error::Unfair(format!(
        "{} did not come to show what it should",
        sought.css
    )))
}

async fn is_right(element: &WebElement, sought: &Sought) -> bool {
    match &sought.attribute {
        None => true,
        Some((name, value)) => element.attr(*name).await.is_ok_and(|is| is.as_ref() == Some(value)),
    }
}
