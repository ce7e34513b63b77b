//! Builds, lints and tests all native code, in the one profile that tests, command line and window share.
//!
//! Every call selects the same packages, the workspace's default members, as a plain `cargo test` does. Cargo unites the
//! features of what is selected, so another selection would build half of the dependencies a second time.
//!
//! What is tested is compiled by clippy's driver, which is the compiler with more lints: what is linted is built by the
//! same pass, and each dependency once. Cargo keeps such crates of ours apart from those that a plain `cargo build` made;
//! the dependencies are shared.

use std::path::PathBuf;
use std::process::Command;

use crate::command::{self, ask, program, run};
use crate::crew::{self, Job};
use crate::failure::{Failure, Result};
use crate::soak;

/// The tests that need a display, which plain `cargo test` leaves out.
const OF_WINDOW: [&str; 6] = ["--test", "window*", "--test", "pictures", "--test", "gallery"];

/// The programs of tests that take longest. Begun last, one would run alone at the end.
const LONGEST: [&str; 4] = ["batch_accounts", "faults", "crash_sequence", "faults_suite"];

/// Builds the named targets as a plain `cargo build` does, as in `&["--bin", "ballast"]`.
pub fn build(targets: &[&str]) -> Result {
    run(&mut command::cargo([&["build"], targets].concat()))
}

/// Builds the programs and every test, and fails on the first crate with a warning.
pub fn build_all() -> Result {
    run(&mut linting(&["build", "--all-targets"])?)?;
    run(&mut linting(&[&["build"], &OF_WINDOW[..]].concat())?)
}

/// Builds the programs that the tests drive, as the tests themselves are built.
pub fn build_programs() -> Result {
    run(&mut linting(&["build", "--bin", "ballast", "--bin", "ballast-cli"])?)
}

/// Lints every native crate with its tests and builds none of them.
pub fn clippy() -> Result {
    let (features, strictly) = (["--features", "xtask/bindgen"], ["--", "-D", "warnings"]);
    for targets in [&["--all-targets"][..], &OF_WINDOW] {
        let arguments = [&["clippy"], targets, &features, &strictly].concat();
        run(&mut command::cargo(arguments))?;
    }
    Ok(())
}

/// Runs every test that needs no window, and each time the same. The black-box ones use the programs of `build_all`.
pub fn test() -> Result {
    let (name, seed) = soak::PROPERTIES_SEED;
    let mut jobs = tests(&[])?;
    jobs.push(Job {
        name: "examples of the documentation".into(),
        command: linting(&["test", "--doc"])?,
    });
    crew::run(jobs, hands() + 1, &LONGEST, |_, command| {
        command.env(name, seed);
    })
}

/// The programs of tests that these arguments of `cargo test` select, built where they are not yet.
pub fn tests(selected: &[&str]) -> Result<Vec<Job>> {
    let build = ["test", "--no-run", "--message-format=json-render-diagnostics"];
    Ok(crew::built(&command::hear(&mut linting(
        &[&build, selected].concat(),
    )?)?))
}

/// How many programs this machine runs at full speed.
pub fn hands() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Runs the interface's own tests, which need no browser: its figures, dates and the contrast of its colours. They take
/// no time and share little with the other crates, so they are compiled as fast as it goes.
pub fn test_interface() -> Result {
    let as_it_is = ["--config", "profile.dev.opt-level=0"];
    run(&mut linting(&[&["test", "-p", "ballast-ui"], &as_it_is[..]].concat())?)
}

/// Cargo with clippy's driver as the compiler of our own crates, warnings being errors.
pub fn linting(arguments: &[&str]) -> Result<Command> {
    let mut cargo = command::cargo(arguments);
    // As cargo-clippy calls it.
    cargo.env("RUSTC_WORKSPACE_WRAPPER", driver()?);
    cargo.env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    Ok(cargo)
}

/// Where clippy's driver lies: beside the compiler that it is one with.
fn driver() -> Result<PathBuf> {
    let sysroot = ask(&mut program("rustc", ["--print", "sysroot"])).map(PathBuf::from);
    let name = format!("clippy-driver{}", std::env::consts::EXE_SUFFIX);
    let driver = sysroot.map(|sysroot| sysroot.join("bin").join(name));
    driver
        .filter(|driver| driver.is_file())
        .ok_or_else(|| Failure::Missing("The Rust toolchain has no clippy-driver.".into()))
}
