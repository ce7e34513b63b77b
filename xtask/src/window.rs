//! Opens the built app: on the person's desktop, or where there is none, or for a picture or a test, on a private one.

use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;

use crate::command::{binary, cargo, program, root, run, target};
use crate::crew;
use crate::desktop::Desktop;
use crate::failure::{Failure, Result};
use crate::native;
use crate::npm;

/// The programs of tests that take longest. Begun last, one would run alone at the end.
const LONGEST: [&str; 2] = ["window_every", "window_refused"];

/// Whether a window could be seen by anybody.
pub fn display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Opens the app and waits until it is closed.
pub fn open(arguments: &[String]) -> Result {
    let app = binary("ballast")?;
    run(&mut program(&app.to_string_lossy(), arguments))
}

/// Opens the app where nobody sees it, waits until it has painted itself and its first figures, and writes a picture.
pub fn photograph(arguments: &[String], file: Option<&str>) -> Result {
    if !cfg!(target_os = "linux") {
        return Err(Failure::Missing(
            "Pictures of the window are taken on Linux only.".into(),
        ));
    }
    let file = match file {
        Some(file) => std::path::absolute(file).map_err(Failure::file(Path::new(file)))?,
        None => target()?.join("ballast-window.png"),
    };
    let app = binary("ballast")?;
    let desktop = Desktop::bare()?;
    let child = desktop.adopt(&mut program(&app.to_string_lossy(), arguments)).spawn();
    let mut child = child.map_err(|error| Failure::Start("ballast".into(), error))?;
    let taken = settle_and_take(&desktop, &mut child, &file);
    let _ = child.kill();
    let _ = child.wait();
    taken?;
    println!("  the window, as a picture: {}", file.display());
    Ok(())
}

fn settle_and_take(desktop: &Desktop, app: &mut Child, file: &Path) -> Result {
    desktop.wait_until_painted(app, Duration::from_secs(60))?;
    // The frame comes first, the network's answers a moment later.
    std::thread::sleep(Duration::from_secs(4));
    desktop.photograph(file)
}

/// Installs axe, by whose rules the window tests judge every screen.
pub fn axe() -> Result {
    npm::install(
        &root().join("tests/axe"),
        "axe comes by npm, and every screen is held to its rules",
    )
}

/// Runs the tests that drive the window by WebDriver, of these programs or of all where none is named, each program on a
/// desktop of its own while it runs.
pub fn test(names: &[String]) -> Result {
    let desktops: Vec<Desktop> = (0..native::hands().min(4))
        .map(|_| Desktop::full())
        .collect::<Result<_>>()?;
    let mut selected = vec!["--test", "window*"];
    if !names.is_empty() {
        selected = names.iter().flat_map(|name| ["--test", name.as_str()]).collect();
    }
    crew::run(native::tests(&selected)?, desktops.len(), &LONGEST, |hand, command| {
        desktops[hand].adopt(command);
    })
}

/// Drives the window through what the documentation shows, by the test `name`, and puts all of its pictures, and no
/// others, into the documentation's folder of that name.
pub fn pictures(name: &str) -> Result {
    let (taken, shown) = (target()?.join("debug/window-test/both"), root().join("docs").join(name));
    for old in [&taken, &shown] {
        remove_pictures(old).map_err(Failure::file(old))?;
    }
    let desktop = Desktop::bare()?;
    run(desktop.adopt(&mut cargo(["test", "--no-fail-fast", "--test", name])))?;
    std::fs::create_dir_all(&shown).map_err(Failure::file(&shown))?;
    for picture in pictures_in(&taken).map_err(Failure::file(&taken))? {
        let name = picture.file_name().unwrap_or_default();
        std::fs::copy(&picture, shown.join(name)).map_err(Failure::file(&picture))?;
    }
    Ok(())
}

fn remove_pictures(folder: &Path) -> std::io::Result<()> {
    if folder.exists() {
        for picture in pictures_in(folder)? {
            std::fs::remove_file(picture)?;
        }
    }
    Ok(())
}

fn pictures_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let files: Vec<PathBuf> = files.collect::<std::io::Result<_>>()?;
    Ok(files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|e| e == "png"))
        .collect())
}
