//! `cargo xtask bench` in numbers: the promises of speed, each measured against a named peer in the same run, so that
//! a slow or busy machine slows both.
//!
//! `ballast-bench APP EMPTY_APP [table|window]`, with the variable `BALLAST_SCREEN` naming the pixels of the desktop it runs on.

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
    let measured = match arguments.as_slice() {
        [app, empty] => measure(Path::new(app), Path::new(empty)).await,
        [app, _, table] if table == "table" => list::measure(Path::new(app)).await,
        [app, empty, window] if window == "window" => of_window(Path::new(app), Path::new(empty)).await,
        _ => {
            eprintln!("usage: ballast-bench APP EMPTY_APP [table|window] (better: cargo xtask bench)");
            return ExitCode::from(2);
        }
    };
    match measured {
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
    // The window last: the others leave the machine quiet.
    let mut lines = vec![buckets::measure()?, accounts::measure()?, votes::measure()];
    lines.extend(of_window(app, empty).await?);
    Ok(lines)
}

async fn of_window(app: &Path, empty: &Path) -> Result<Vec<Line>> {
    Ok(vec![
        window::measure(app, empty).await?,
        window::click::measure(app).await?,
        window::memory::measure(app, empty).await?,
    ])
}
