//! `ballast-cli`: every use case without a window, for scripts, tests and headless machines. The same wallet as the
//! window's, asked by the same requests.
//!
//! Exit codes: 0 done, 1 refused or failed (with the rule or the code), 2 wrong usage.

#[macro_use]
mod stdout;

mod args;
mod commands;
mod dispatch;
mod globals;
mod intent;
mod output;
mod password;
mod plan_file;
mod whose;
mod words;

use std::process::ExitCode;

use ballast_api::{Failure, FailureKind};
// What people write is read here as the wallet reads a file that they choose.
use ballast_wallet::json;
use clap::Parser;

use crate::args::Args;

/// How a command ended, apart from an error.
pub(crate) enum Done {
    /// As wanted.
    Ok,
    /// Answered, and the answer is no; already said.
    Refused,
}

pub(crate) type Outcome = Result<Done, Failure>;

/// A mistake in how the program was called.
pub(crate) fn wrong_usage(text: impl Into<String>) -> Failure {
    Failure::new(FailureKind::Input, USAGE, text)
}

const USAGE: &str = "usage";

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let args = Args::parse();
    let json = args.globals.json;
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("The program cannot start: {error}");
            return ExitCode::from(1);
        }
    };
    let ended = runtime.block_on(dispatch::run(args));
    // Reads that wait for the terminal must not hold the program back.
    runtime.shutdown_background();
    match ended {
        Ok(Done::Ok) => ExitCode::SUCCESS,
        Ok(Done::Refused) => ExitCode::from(1),
        Err(failure) => {
            output::failure(&failure, json);
            ExitCode::from(if failure.code == USAGE { 2 } else { 1 })
        }
    }
}
