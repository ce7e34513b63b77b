//! Builds and tests all native code, in the one profile that tests, command line and window share.
//!
//! Every call selects the same packages, the workspace's default members, as a plain `cargo test` does. Cargo unites the
//! features of what is selected, so another selection would build half of the dependencies a second time.

use crate::command::{cargo, run};
use crate::failure::Result;

const WITH_WINDOW: [&str; 2] = ["--features", "ballast-tests/window"];

/// Builds the named targets, as in `&["--bin", "ballast"]`.
pub fn build(targets: &[&str]) -> Result {
    run(&mut cargo([&["build"], targets].concat()))
}

/// Builds both binaries and every test.
pub fn build_all() -> Result {
    build(&["--bin", "ballast", "--bin", "ballast-cli", "--tests"])
}

/// Lints every native crate with its tests, whatever feature they hide behind.
pub fn clippy() -> Result {
    let features = ["--features", "ballast-tests/window,xtask/bindgen"];
    run(&mut cargo(
        [&["clippy", "--all-targets"], &features[..], &["--", "-D", "warnings"]].concat(),
    ))
}

/// Runs every test that needs no window. The black-box ones use the binaries of `build_all`.
pub fn test() -> Result {
    run(&mut cargo(["test"]))
}

/// Runs the interface's own tests, which need no browser: its figures, dates and the contrast of its colours.
pub fn test_interface() -> Result {
    run(&mut cargo(["test", "-p", "ballast-ui"]))
}

/// The arguments of cargo that run a test of the window (`window*`, `pictures`); with `--no-run`, that only build it.
pub fn window_test(name: &'static str, no_run: bool) -> Vec<&'static str> {
    let mut arguments = [&["test", "--no-fail-fast"], &WITH_WINDOW[..], &["--test", name]].concat();
    if no_run {
        arguments.push("--no-run");
    }
    arguments
}
