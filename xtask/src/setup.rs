//! Makes the machine ready: the parts of the Rust toolchain, then the system's packages. Nothing is installed on the
//! system before it was said and, where somebody is there to be asked, agreed to.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use crate::command::{ask, cargo, on_path, program, run};
use crate::failure::{Failure, Result};
use crate::needs::{self, Need, Purpose, packages};
use crate::permission::{self, Decision, Person, Right};

const WASM: &str = "wasm32-unknown-unknown";

/// Adds what rustup's toolchain lacks. These parts lie in the person's own rustup folder and are named in
/// rust-toolchain.toml, so no question is asked.
pub fn rust(with_checks: bool) -> Result {
    let target = ask(&mut program("rustc", ["--print", "target-libdir", "--target", WASM]));
    if !target.is_some_and(|folder| Path::new(&folder).is_dir()) {
        rustup(["target", "add", WASM])?;
    }
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if with_checks && ask(&mut cargo([tool, "--version"])).is_none() {
            rustup(["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(arguments: [&str; 3]) -> Result {
    if !on_path("rustup") {
        let part = arguments[2];
        return Err(Failure::Missing(format!(
            "The Rust toolchain lacks {part}, and there is no rustup to add it."
        )));
    }
    run(&mut program("rustup", arguments))
}

/// Sees to the system's packages for `purpose`: installs them on Debian and Ubuntu, names them elsewhere and stops.
pub fn system(purpose: Purpose) -> Result {
    if cfg!(target_os = "macos") {
        return match ask(&mut program("xcode-select", ["-p"])) {
            Some(_) => Ok(()),
            None => Err(Failure::Missing(
                "macOS needs Xcode's command line tools: xcode-select --install".into(),
            )),
        };
    }
    if cfg!(windows) {
        return windows();
    }
    let missing = needs::unmet(purpose);
    if missing.is_empty() {
        println!("  everything is there");
        return Ok(());
    }
    if on_path("apt-get") {
        debian(&missing)
    } else {
        Err(Failure::Missing(elsewhere(&missing)))
    }
}

fn debian(missing: &[&'static Need]) -> Result {
    let packages = packages(missing, |need| need.debian);
    let right = Right::here();
    let by_hand = [right.typed(), &["apt-get", "install"], &packages].concat().join(" ");
    println!("  These packages are missing:\n    {}", packages.join(" "));
    match permission::decide(right, person()) {
        Decision::Install => println!("  They will be installed now."),
        Decision::Ask if agreed()? => {}
        Decision::Ask => {
            return Err(Failure::Missing(format!(
                "Nothing was installed. To install them yourself:\n  {by_hand}"
            )));
        }
        Decision::Stop(why) => return Err(Failure::Missing(format!("{why}\n  {by_hand}"))),
    }
    let apt = |arguments: &[&str]| {
        let apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        let line = [right.prefix(), &apt, arguments].concat();
        run(&mut program(line[0], &line[1..]))
    };
    apt(&["update", "-q"])?;
    apt(&[&["install", "-q", "-y"], packages.as_slice()].concat())
}

fn person() -> Person {
    let agreed = std::env::var("CI").is_ok_and(|value| value == "true");
    match std::io::stdin().is_terminal() {
        false => Person::Away,
        true if agreed => Person::Agreed,
        true => Person::There,
    }
}

fn agreed() -> Result<bool> {
    print!("  Install them now? [y/N] ");
    let mut answer = String::new();
    std::io::stdout()
        .flush()
        .and_then(|()| std::io::stdin().lock().read_line(&mut answer))
        .map_err(|error| Failure::Other(format!("The answer could not be read: {error}")))?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// The sentence for a Linux without apt.
fn elsewhere(missing: &[&'static Need]) -> String {
    let fedora = packages(missing, |need| need.fedora).join(" ");
    let arch = packages(missing, |need| need.arch).join(" ");
    let debian = packages(missing, |need| need.debian).join(" ");
    format!(
        "Some packages are missing. xtask installs them on Debian and Ubuntu only.\n  \
         Fedora:  sudo dnf install {fedora}\n  \
         Arch:    sudo pacman -S --needed {arch}\n  \
         Others, by their Debian names:  {debian}"
    )
}

/// Windows 11 brings WebView2; older ones have it where Edge put it.
fn windows() -> Result {
    const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let keys = [
        format!(r"HKLM\SOFTWARE\WOW6432Node\{CLIENT}"),
        format!(r"HKCU\Software\{CLIENT}"),
    ];
    if keys
        .iter()
        .any(|key| ask(&mut program("reg", ["query", key, "/v", "pv"])).is_some())
    {
        return Ok(());
    }
    Err(Failure::Missing(
        "Windows needs the Microsoft Edge WebView2 Runtime and the Visual Studio Build Tools (Desktop development with C++)."
            .into(),
    ))
}
