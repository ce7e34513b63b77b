//! `cargo xtask bench` in numbers: the promises of speed, each measured against a named peer in the same run, so that
//! a slow or busy machine slows both.
//!
//! `ballast-bench APP EMPTY_APP`, with the variable `BALLAST_SCREEN` naming the pixels of the desktop it runs on.

mod accounts;
mod buckets;
mod driver;
mod error;
mod list;
mod peers;
mod table;
mod time;
mod votes;
mod window;

use std::{path::Path, process::ExitCode};

use error::Result;
use table::Line;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [app, empty] = arguments.as_slice() else {
        eprintln!("usage: ballast-bench APP EMPTY_APP (better: cargo xtask bench)");
        return ExitCode::from(2);
    };
    match measure(Path::new(app), Path::new(empty)).await {
        Ok(lines) => {
            print!("\n{}", table::of(&lines));
            match lines.iter().all(Line::holds) {
                true => ExitCode::SUCCESS,
                false => ExitCode::FAILURE,
            }
        }
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(app: &Path, empty: &Path) -> Result<Vec<Line>> {
    let mut lines = vec![buckets::measure()?, accounts::measure()?, votes::measure()];
    // The windows last: the others leave the machine quiet.
    lines.extend(list::measure(app).await?);
    lines.push(window::measure(app, empty).await?);
    Ok(lines)
}
