//! What a window keeps in memory: of all its processes, WebKit's too, the part that is theirs alone and their share of
//! what several have (PSS). Ballast with its practice network in the same process, Home on the screen and every part of
//! the interface loaded, against the empty window.

use std::{
    collections::HashMap,
    path::Path,
    process::{Child, Command},
    thread::sleep,
    time::Duration,
};

use procfs::process::{Process, all_processes};

use super::{REST, profile, window_of};
use crate::{
    error::{Error, Result},
    table::{Limit, Line},
    time::median,
};

/// Of each window.
const ROUNDS: usize = 5;
/// Until Home stands, all parts are loaded and nothing moves.
const SETTLED: Duration = Duration::from_secs(8);
const MIB: f64 = 1_048_576.0;

/// Opens both windows by turns, and compares the medians.
///
/// # Errors
/// A window that closes by itself, or processes that cannot be read.
pub async fn measure(app: &Path, empty: &Path) -> Result<Line> {
    let home = tempfile::tempdir().map_err(Error::io("a folder for the profile"))?;
    profile::prepare(home.path()).await?;
    let (mut with_figures, mut with_word) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        with_figures.push(of(window_of(app, home.path()))?);
        with_word.push(of(window_of(empty, home.path()))?);
    }
    let (ours, theirs) = (median(with_figures), median(with_word));
    let mib = |bytes: u64| format!("{:.0} MiB", bytes as f64 / MIB);
    Ok(Line {
        what: "memory, Home on the screen",
        ours: mib(ours),
        peer: "empty Tauri+Leptos window".into(),
        theirs: mib(theirs),
        ratio: ours as f64 / theirs as f64,
        limit: Limit::None,
    })
}

/// Bytes of a window that has come to rest.
fn of(mut window: Command) -> Result<u64> {
    let mut child = window.spawn().map_err(Error::io("a window"))?;
    sleep(SETTLED);
    let bytes = match child.try_wait() {
        Ok(None) => of_family(&child),
        _ => Err(Error::Unfair("the window closed by itself".into())),
    };
    // One that has already ended needs no end.
    let _ = child.kill();
    let _ = child.wait();
    sleep(REST);
    bytes
}

/// Bytes of a process and of all that it started.
fn of_family(of: &Child) -> Result<u64> {
    let all: Vec<Process> = all_processes()?.filter_map(|one| one.ok()).collect();
    // A process that ends meanwhile is nobody's parent.
    let parents: HashMap<i32, i32> = all
        .iter()
        .filter_map(|one| Some((one.pid(), one.stat().ok()?.ppid)))
        .collect();
    let head = i32::try_from(of.id()).map_err(|_| Error::Unfair("a process has no number".into()))?;
    let is_of_it = |pid: i32| {
        let mut at = Some(pid);
        while let Some(pid) = at.filter(|pid| *pid != head) {
            at = parents.get(&pid).copied();
        }
        at.is_some()
    };
    let mut bytes = 0;
    for process in all.iter().filter(|one| is_of_it(one.pid())) {
        bytes += process
            .smaps_rollup()?
            .memory_map_rollup
            .into_iter()
            .filter_map(|map| map.extension.map.get("Pss").copied())
            .sum::<u64>();
    }
    Ok(bytes)
}
