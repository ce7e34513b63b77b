//! The checks that run nothing of ours: format, and the rules for dependencies in deny.toml.

use std::path::PathBuf;

use crate::command::{ask, cargo, run};
use crate::failure::Result;

const DENY: &str = "0.20.2";

/// Fails where a file is not as rustfmt leaves it.
pub fn format() -> Result {
    run(&mut cargo(["fmt", "--all", "--check"]))
}

/// Installs cargo-deny where there is none. Unoptimised: it compiles in a fraction of the time and checks in seconds.
pub fn deny_tool() -> Result {
    match ask(&mut cargo(["deny", "--version"])) {
        Some(version) => {
            println!("  {version} is there");
            Ok(())
        }
        None => run(&mut cargo([
            "install",
            "cargo-deny",
            "--version",
            DENY,
            "--locked",
            "--debug",
        ])),
    }
}

/// Bans, licences and sources; advisories too where their database has been fetched (`cargo deny fetch`), for it comes
/// from a host that a build machine may not reach.
pub fn deny() -> Result {
    run(&mut cargo(["deny", "check", "bans", "licenses", "sources"]))?;
    if advisories().is_some_and(|folder| folder.read_dir().is_ok_and(|mut entries| entries.next().is_some())) {
        return run(&mut cargo(["deny", "--offline", "check", "advisories"]));
    }
    println!("  advisories not checked: no database here (`cargo deny fetch db` gets it)");
    Ok(())
}

fn advisories() -> Option<PathBuf> {
    let own = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = own.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))?;
    Some(home.join("advisory-dbs"))
}
