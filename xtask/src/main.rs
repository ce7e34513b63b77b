//! `cargo xtask`: everything a person does with this repository, in one command each. It sees to what the machine lacks,
//! builds the interface and the app in the right order, and says how many minutes each stage took.

mod bench;
mod chains;
mod checks;
mod command;
mod contracts;
mod crew;
mod desktop;
mod failure;
mod native;
mod needs;
mod npm;
mod optimise;
mod package;
mod parts;
mod permission;
mod setup;
mod soak;
mod stage;
mod ui;
mod window;

use std::process::ExitCode;

use failure::{Failure, Result};
use needs::Purpose;
use stage::Stages;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  run [ARGS]         build Ballast and open it; ARGS go to the app
  test               everything that must hold: format, lints, tests, the window, the dependencies
  check              the quick half of `test`: format and lints
  window [NAME ...]  the tests that drive the window; of these programs alone, as in `window window_send`
  screenshot [FILE]  build Ballast and take a picture of its window (target/ballast-window.png)
  pictures           take the pictures of the documentation anew (docs/pictures)
  gallery            take the pictures of every piece of the interface anew (docs/gallery)
  ui                 build the interface alone, into ui/dist
  bench              the promises of speed, each against a named peer; needs node and npm
  bench table        a table of 10,000 buckets: painted, sorted and scrolled
  bench window       the window alone: its start, the first click, its memory
  contracts          compile the practice network's contracts anew; needs node and npm
  chains             write anew which ids public chains have (assets/public-chains.json); needs node and npm
  soak [NAME] [--seed S]
                     the tests of chance in full, of which `test` plays a tenth; one of them by name: kills,
                     sequences, faults, wishes, nfts, properties
  package            build what is shipped: optimised binaries and, with dpkg, a .deb; needs node and npm
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut stages = Stages::default();
    let result = dispatch(&mut stages, &arguments);
    stages.print();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(reason)) => {
            eprintln!("{reason}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(stages: &mut Stages, arguments: &[String]) -> Result {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(Failure::Usage("A command is missing.".into()));
    };
    match (command.as_str(), rest) {
        ("run", rest) => run(stages, rest),
        ("test", []) => test(stages),
        ("check", []) => check(stages),
        ("window", names) => window_tests(stages, names),
        ("screenshot", []) => screenshot(stages, None),
        ("screenshot", [file]) => screenshot(stages, Some(file)),
        ("pictures", []) => pictures(stages, "pictures"),
        ("gallery", []) => pictures(stages, "gallery"),
        ("ui", []) => interface(stages),
        ("bench", []) => bench::all(stages, None),
        ("bench", [table]) if table == "table" => bench::all(stages, Some("table")),
        ("bench", [window]) if window == "window" => bench::all(stages, Some("window")),
        ("contracts", []) => contracts::all(stages),
        ("chains", []) => chains::all(stages),
        ("package", []) => package(stages),
        ("soak", rest) => soak::all(stages, rest),
        ("help" | "-h" | "--help", _) => {
            println!("{USAGE}");
            Ok(())
        }
        (
            "test" | "check" | "screenshot" | "pictures" | "gallery" | "ui" | "bench" | "contracts" | "chains"
            | "package",
            _,
        ) => Err(Failure::Usage(format!("`{command}` takes no such arguments."))),
        _ => Err(Failure::Usage(format!("There is no command `{command}`."))),
    }
}

fn run(stages: &mut Stages, arguments: &[String]) -> Result {
    let seen = window::display();
    app(stages, if seen { Purpose::Build } else { Purpose::Headless })?;
    if seen {
        println!("\nOpening Ballast. Close its window to end.");
        return window::open(arguments);
    }
    println!("\nThere is no display here, so Ballast runs on one of its own and a picture is taken.");
    stages.run("picture", || window::photograph(arguments, None))
}

fn screenshot(stages: &mut Stages, file: Option<&str>) -> Result {
    app(stages, Purpose::Headless)?;
    stages.run("picture", || window::photograph(&[], file))
}

/// The pictures that the window test `name` takes, for the documentation's folder of that name.
fn pictures(stages: &mut Stages, name: &str) -> Result {
    app(stages, Purpose::Tests)?;
    stages.run("pictures", || window::pictures(name))
}

/// The machine, the interface, the app.
fn app(stages: &mut Stages, purpose: Purpose) -> Result {
    stages.run("system packages", || setup::system(purpose))?;
    stages.run("Rust toolchain", || setup::rust(false))?;
    build_interface(stages, "ui")?;
    stages.run("app", || native::build(&["--bin", "ballast"]))
}

fn interface(stages: &mut Stages) -> Result {
    stages.run("Rust toolchain", || setup::rust(false))?;
    build_interface(stages, "ui")
}

fn build_interface(stages: &mut Stages, profile: &'static str) -> Result {
    stages.run("interface, compiled", || ui::compile(profile))?;
    stages.run("interface, its tool", ui::tool)?;
    stages.run("interface, assembled", || ui::assemble(profile))
}

fn check(stages: &mut Stages) -> Result {
    stages.run("system packages", || setup::system(Purpose::Build))?;
    stages.run("Rust toolchain", || setup::rust(true))?;
    stages.run("format", checks::format)?;
    stages.run("lints, interface", ui::clippy)?;
    stages.run("lints, native", native::clippy)
}

/// What costs least and fails most often comes first.
fn test(stages: &mut Stages) -> Result {
    stages.run("system packages", || setup::system(Purpose::Tests))?;
    stages.run("Rust toolchain", || setup::rust(true))?;
    stages.run("format", checks::format)?;
    stages.run("cargo-deny", checks::deny_tool)?;
    stages.run("dependencies", checks::deny)?;
    stages.run("interface, compiled", || ui::compile("ui"))?;
    stages.run("lints, interface", ui::clippy)?;
    stages.run("interface, its tool", ui::linted_tool)?;
    stages.run("interface, assembled", || ui::assemble("ui"))?;
    stages.run("lints, app, cli and tests", native::build_all)?;
    stages.run("tests", native::test)?;
    stages.run("tests, interface", native::test_interface)?;
    if cfg!(target_os = "linux") {
        stages.run("axe", window::axe)?;
        stages.run("window tests", || window::test(&[]))
    } else {
        println!("\nThe window tests drive WebKitGTK; they run on Linux only.");
        Ok(())
    }
}

fn window_tests(stages: &mut Stages, names: &[String]) -> Result {
    stages.run("system packages", || setup::system(Purpose::Tests))?;
    stages.run("Rust toolchain", || setup::rust(true))?;
    build_interface(stages, "ui")?;
    stages.run("app and cli", native::build_programs)?;
    stages.run("axe", window::axe)?;
    stages.run("window tests", || window::test(names))
}

fn package(stages: &mut Stages) -> Result {
    stages.run("system packages", || setup::system(Purpose::Build))?;
    stages.run("Rust toolchain", || setup::rust(false))?;
    build_interface(stages, ui::SHIPPED)?;
    stages.run("shipping binaries", || {
        native::build(&["--release", "--bin", "ballast", "--bin", "ballast-cli"])
    })?;
    stages.run("package", package::debian)
}
