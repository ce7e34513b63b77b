//! Starting other programs: cargo as the person would have called it, and everything with its command line in the error.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Result};

/// The repository's root.
pub fn root() -> PathBuf {
    // xtask lies directly below the root, in every checkout.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The folder in which cargo put xtask itself and puts every other native binary: normally `target/debug`.
pub fn binaries() -> Result<PathBuf> {
    let own = std::env::current_exe().map_err(|error| Failure::Start("xtask".into(), error))?;
    own.parent()
        .map(Path::to_owned)
        .ok_or_else(|| Failure::Other("xtask does not know its own folder".into()))
}

/// Cargo's target folder.
pub fn target() -> Result<PathBuf> {
    let binaries = binaries()?;
    Ok(binaries.parent().map_or(binaries.clone(), Path::to_owned))
}

/// The native binary `name` of the one native profile.
pub fn binary(name: &str) -> Result<PathBuf> {
    Ok(binaries()?.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// Cargo at the repository's root.
///
/// `cargo run` describes the package it runs in the environment. Passed on, those variables look like a change to build
/// scripts that watch them (ring's does), and everything above would be built again after each plain `cargo build`.
pub fn cargo<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut cargo = program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), arguments);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(name);
        }
    }
    // Whoever works here builds again after each edit, and what has not changed is kept in parts: an edit of one screen takes an
    // eighth of the time. Where it is built once alone that would only cost.
    let is_said = |name| std::env::var_os(name).is_some();
    if !is_said("CI") && !is_said("CARGO_INCREMENTAL") {
        cargo.env("CARGO_INCREMENTAL", "1");
    }
    cargo
}

/// Any program at the repository's root.
pub fn program<A: AsRef<OsStr>>(name: &str, arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command to its end, its output on the terminal.
pub fn run(command: &mut Command) -> Result {
    println!("  $ {}", line(command));
    let status = command.status().map_err(|error| Failure::Start(name(command), error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Exit(line(command), status))
    }
}

/// Runs a command to its end and returns its standard output; what it says of errors goes to the terminal.
pub fn hear(command: &mut Command) -> Result<String> {
    println!("  $ {}", line(command));
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Failure::Start(name(command), error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::Exit(line(command), output.status))
    }
}

/// Runs a command silently: its standard output, or nothing where it could not run or failed.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program of that name is on the search path.
pub fn on_path(name: &str) -> bool {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::var_os("PATH")
        .is_some_and(|paths| std::env::split_paths(&paths).any(|folder| folder.join(&name).is_file()))
}

fn name(command: &Command) -> String {
    let path = Path::new(command.get_program());
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn line(command: &Command) -> String {
    let arguments = command
        .get_args()
        .map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name(command))
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}
