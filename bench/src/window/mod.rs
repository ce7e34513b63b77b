//! The window's start, from the start of the process until a person can read their own figures, against a window of
//! the same size, shell and toolkit that shows one word and does nothing else.
//!
//! Seen from outside, as a person sees it: by the pixels on the screen. Where the figures stand and how they look is
//! learnt once, through the window's driver; the starts that are timed know nothing of a driver. A start ends with the
//! first moment at which these pixels are those, so skeletons, dashes and fonts that come later do not count.
//! Ballast opens a profile that was used before, with its practice network, and all of that is within its time.

pub mod click;
mod look;
pub mod memory;
mod profile;
mod screen;

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use self::{
    look::{Look, Sought},
    screen::Screen,
};
use crate::{
    error::{Error, Result},
    table::{Limit, Line, ms},
    time::median,
};

/// Of each window: starts that warm the machine, and starts that count.
const WARM_UP: usize = 2;
const STARTS: usize = 21;
const PATIENCE: Duration = Duration::from_secs(30);
/// After an end, until the helpers of WebKit are gone too.
const REST: Duration = Duration::from_millis(1500);

/// Starts both windows by turns, and compares the medians.
///
/// # Errors
/// A window that does not come up, or a screen that cannot be read.
pub async fn measure(app: &Path, empty: &Path) -> Result<Line> {
    let home = tempfile::tempdir().map_err(Error::io("a folder for the profile"))?;
    let total = profile::prepare(home.path()).await?;
    let screen = Screen::of_this_desktop()?;
    let figures = Sought {
        css: "[data-test='home-total']",
        attribute: Some(("data-rau", total.rau().to_string())),
    };
    let word = Sought {
        css: "#word",
        attribute: None,
    };
    let ours = look::learn(app, home.path(), &screen, figures).await?;
    let theirs = look::learn(empty, home.path(), &screen, word).await?;
    println!(
        "  the figures stand at {}, the empty window's word at {}",
        ours.area, theirs.area
    );

    let (mut with_figures, mut with_word) = (Vec::new(), Vec::new());
    for _ in 0..WARM_UP + STARTS {
        with_figures.push(start(app, home.path(), &screen, &ours)?);
        with_word.push(start(empty, home.path(), &screen, &theirs)?);
    }
    let [ours, theirs] = [with_figures, with_word].map(|times| median(times[WARM_UP..].to_vec()));
    Ok(Line {
        what: "window to own figures",
        ours: ms(ours),
        peer: "empty Tauri+Leptos window".into(),
        theirs: ms(theirs),
        ratio: ours.as_secs_f64() / theirs.as_secs_f64(),
        limit: Limit::AtMost(1.5),
    })
}

/// Starts a program with a window and measures until the screen looks as it should.
fn start(program: &Path, home: &Path, screen: &Screen, look: &Look) -> Result<Duration> {
    if screen.read(&look.area)? == look.pixels {
        return Err(Error::Unfair("the last window is still on the screen".into()));
    }
    let start = Instant::now();
    let mut child = window_of(program, home).spawn().map_err(Error::io(program.display()))?;
    let seen = wait_until_seen(&mut child, screen, look, start);
    // One that has already ended needs no end.
    let _ = child.kill();
    let _ = child.wait();
    sleep(REST);
    seen
}

fn wait_until_seen(child: &mut Child, screen: &Screen, look: &Look, start: Instant) -> Result<Duration> {
    while start.elapsed() < PATIENCE {
        if screen.read(&look.area)? == look.pixels {
            return Ok(start.elapsed());
        }
        if let Ok(Some(status)) = child.try_wait() {
            return Err(Error::Unfair(format!("the window closed by itself ({status})")));
        }
        sleep(Duration::from_millis(1));
    }
    Err(Error::Unfair("the window did not come to look as it did before".into()))
}

/// A program with a window, as both are started: with the same environment, and silent.
fn window_of(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("BALLAST_HOME", home).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}
