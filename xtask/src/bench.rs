//! `cargo xtask bench`: builds what is shipped, the empty window that its start is held to, and the peers, and lets
//! `bench/` measure them (docs/bench.md). Everything is built before anything is measured.

use std::fs;

use crate::command::{binary, cargo, program, root, run, target};
use crate::desktop::Desktop;
use crate::failure::{Failure, Result};
use crate::needs::Purpose;
use crate::npm;
use crate::optimise;
use crate::setup;
use crate::stage::Stages;
use crate::ui;

const EMPTY_UI: &str = "ballast-empty-window-ui";
const WASM: &str = "wasm32-unknown-unknown";

/// The whole of it; fails when a promise is not kept.
pub fn all(stages: &mut Stages, only: Option<&'static str>) -> Result {
    if !cfg!(target_os = "linux") {
        return Err(Failure::Missing(
            "The bench reads the window's pixels; it runs on Linux only.".into(),
        ));
    }
    stages.run("system packages", || setup::system(Purpose::Tests))?;
    stages.run("Rust toolchain", || setup::rust(false))?;
    stages.run("peers", peers)?;
    crate::build_interface(stages, ui::SHIPPED)?;
    stages.run("empty window, its page", empty_page)?;
    stages.run("shipping binaries", binaries)?;
    stages.run("bench", || measure(only))
}

/// The peers come from npm.
fn peers() -> Result {
    npm::install(&root().join("bench/peers"), "the bench measures against JavaScript")
}

/// The tool names every page's glue alike.
fn empty_page() -> Result {
    run(&mut cargo([
        "build",
        "-p",
        EMPTY_UI,
        "--target",
        WASM,
        "--profile",
        ui::SHIPPED,
    ]))?;
    let wasm = target()?
        .join(WASM)
        .join(ui::SHIPPED)
        .join("ballast_empty_window_ui.wasm");
    let dist = root().join("bench/empty-window/dist");
    fs::create_dir_all(&dist).map_err(Failure::file(&dist))?;
    run(&mut program(&binary("ui-bindgen")?.to_string_lossy(), [&wasm, &dist]))?;
    optimise::parts(&dist)?;
    for (name, from) in [
        ("index.html", "bench/empty-window/index.html"),
        ("boot.js", "bench/empty-window/boot.js"),
    ] {
        let from = root().join(from);
        fs::copy(&from, dist.join(name)).map_err(Failure::file(&from))?;
    }
    Ok(())
}

/// The app as `package` builds it and the bench's own programs, in one selection and hence with one set of features.
fn binaries() -> Result {
    let selection = [
        "build",
        "--release",
        "--workspace",
        "--exclude",
        "ballast-ui",
        "--exclude",
        EMPTY_UI,
    ];
    let programs = ["ballast", "ballast-empty-window", "ballast-bench"].map(|name| ["--bin", name]);
    run(&mut cargo([&selection, programs.as_flattened()].concat()))
}

fn measure(only: Option<&'static str>) -> Result {
    let release = target()?.join("release");
    let [app, empty, bench] = ["ballast", "ballast-empty-window", "ballast-bench"].map(|name| release.join(name));
    let desktop = Desktop::bare()?;
    let mut bench = program(&bench.to_string_lossy(), [app, empty]);
    run(desktop.adopt(bench.args(only)))
}
