//! Programs of tests, several at once. Most of them wait for a block, a window or another program for most of their time,
//! so one after another they leave the machine idle.
//!
//! What a program prints is kept in a file of its own, and shown whole where the program fails.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::command::{binaries, program};
use crate::failure::{Failure, Result};

/// One program of tests and how it is started.
pub struct Job {
    pub name: String,
    pub command: Command,
}

/// How a program ended.
struct End {
    name: String,
    time: Duration,
    passed: bool,
}

/// Runs all jobs, as many at once as there are `hands`, those named in `first` before the others, and none is left out
/// because another failed. `dress` is given the number of the hand, below `hands`, and what it is about to start.
///
/// # Errors
/// The names of those that failed, or of what could not be started.
pub fn run(mut jobs: Vec<Job>, hands: usize, first: &[&str], dress: impl Fn(usize, &mut Command) + Sync) -> Result {
    let place = |job: &Job| first.iter().position(|name| *name == job.name).unwrap_or(first.len());
    jobs.sort_by_key(place);
    let folder = binaries()?.join("test-output");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    println!(
        "  {} programs, {hands} at once; what each prints: {}",
        jobs.len(),
        folder.display()
    );
    let queue = Mutex::new(VecDeque::from(jobs));
    let ends = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for hand in 0..hands {
            let (queue, ends, dress, folder) = (&queue, &ends, &dress, &folder);
            scope.spawn(move || {
                while let Some(mut job) = take(queue) {
                    dress(hand, &mut job.command);
                    let end = play(job, folder);
                    keep(ends, end);
                }
            });
        }
    });
    let ends = ends.into_inner().unwrap_or_else(PoisonError::into_inner);
    let failed: Vec<String> = ends.into_iter().filter(|end| !end.passed).map(|end| end.name).collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::Other(format!("tests failed in {}", failed.join(", "))))
}

fn take(queue: &Mutex<VecDeque<Job>>) -> Option<Job> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

/// Says how a program ended. The lock is held until all is said, so that no two speak at once.
fn keep(ends: &Mutex<Vec<End>>, (end, output): (End, String)) {
    let mut ends = ends.lock().unwrap_or_else(PoisonError::into_inner);
    if !end.passed {
        println!("\n{}", output.trim_end());
    }
    let seconds = end.time.as_secs_f64();
    println!("  {:<28} {seconds:>6.1} s  {}", end.name, said(&output, end.passed));
    ends.push(end);
}

/// The program's own count, of all that it counted apart.
fn said(output: &str, passed: bool) -> String {
    let counts = output.lines().filter_map(|line| line.strip_prefix("test result: "));
    let count = |line: &str| -> Option<u64> {
        let (_, rest) = line.split_once(". ")?;
        rest.split_once(" passed")?.0.parse().ok()
    };
    let all: u64 = counts.filter_map(count).sum();
    let word = if passed { "ok" } else { "FAILED" };
    format!("{word}, {all} passed")
}

fn play(job: Job, folder: &Path) -> (End, String) {
    let Job { name, mut command } = job;
    let file = folder.join(format!("{name}.txt"));
    let start = Instant::now();
    let status = written_to(&file)
        .and_then(|(output, errors)| command.stdin(Stdio::null()).stdout(output).stderr(errors).status());
    let output = fs::read(&file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut output = output.unwrap_or_default();
    if let Err(error) = &status {
        output += &format!("{name} could not be started: {error}");
    }
    let passed = status.is_ok_and(|status| status.success());
    let time = start.elapsed();
    (End { name, time, passed }, output)
}

/// One file that is written to from two sides.
fn written_to(file: &Path) -> std::io::Result<(File, File)> {
    let file = File::create(file)?;
    Ok((file.try_clone()?, file))
}

/// The programs of tests that a `cargo test --no-run` with these messages has built, each to be run where Cargo runs it: in
/// its package's folder.
///
/// The messages are those of `--message-format=json`, a line each.
pub fn built(messages: &str) -> Vec<Job> {
    let is_test = |line: &&str| {
        let profile = line
            .split_once("\"profile\":{")
            .and_then(|(_, rest)| rest.split_once('}'));
        profile.is_some_and(|(profile, _)| profile.contains("\"test\":true"))
    };
    let job = |line: &str| {
        let package = PathBuf::from(text(line, "manifest_path")?).parent()?.to_owned();
        let executable = text(line, "executable")?;
        let (target, is_apart) = (text(line, "name")?, line.contains("\"kind\":[\"test\"]"));
        let mut command = program(&executable, [] as [&str; 0]);
        command.current_dir(&package).env("CARGO_MANIFEST_DIR", &package);
        // Two packages may name a file of tests alike; what a package tests in itself is named after it.
        let own = package.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = match (is_apart, own.as_str()) {
            (true, "tests") => target,
            (true, _) => format!("{own}-{target}"),
            (false, _) => format!("{own}, within {target}"),
        };
        Some(Job { name, command })
    };
    messages.lines().filter(is_test).filter_map(job).collect()
}

/// The text of a field of a message: the first one of that name.
fn text(line: &str, field: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!("\"{field}\":\""))?;
    let (text, _) = rest.split_once('"')?;
    Some(text.replace("\\\\", "\\"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const MESSAGES: &str = r#"{"reason":"compiler-artifact","package_id":"path+file:///h/crates/abi#ballast-abi@0.1.0","manifest_path":"/h/crates/abi/Cargo.toml","target":{"kind":["lib"],"crate_types":["lib"],"name":"ballast_abi","src_path":"/h/crates/abi/src/lib.rs","edition":"2024","doc":true,"doctest":true,"test":true},"profile":{"opt_level":"1","debuginfo":0,"debug_assertions":true,"overflow_checks":true,"test":false},"features":[],"filenames":["/h/target/debug/deps/libballast_abi.rlib"],"executable":null,"fresh":true}
{"reason":"compiler-artifact","package_id":"path+file:///h/crates/abi#ballast-abi@0.1.0","manifest_path":"/h/crates/abi/Cargo.toml","target":{"kind":["test"],"crate_types":["bin"],"name":"selectors","src_path":"/h/crates/abi/tests/selectors.rs","edition":"2024","doc":false,"doctest":false,"test":true},"profile":{"opt_level":"1","debuginfo":0,"debug_assertions":true,"overflow_checks":true,"test":true},"features":[],"filenames":["/h/target/debug/deps/selectors-1"],"executable":"/h/target/debug/deps/selectors-1","fresh":true}
{"reason":"compiler-artifact","package_id":"path+file:///h/crates/abi#ballast-abi@0.1.0","manifest_path":"/h/crates/abi/Cargo.toml","target":{"kind":["lib"],"crate_types":["lib"],"name":"ballast_abi","src_path":"/h/crates/abi/src/lib.rs","edition":"2024","doc":true,"doctest":true,"test":true},"profile":{"opt_level":"1","debuginfo":0,"debug_assertions":true,"overflow_checks":true,"test":true},"features":[],"filenames":["/h/target/debug/deps/ballast_abi-2"],"executable":"/h/target/debug/deps/ballast_abi-2","fresh":true}
{"reason":"compiler-artifact","package_id":"path+file:///h/tests#ballast-tests@0.1.0","manifest_path":"/h/tests/Cargo.toml","target":{"kind":["test"],"crate_types":["bin"],"name":"crash","src_path":"/h/tests/tests/crash.rs","edition":"2024","doc":false,"doctest":false,"test":true},"profile":{"opt_level":"1","debuginfo":0,"debug_assertions":true,"overflow_checks":true,"test":true},"features":[],"filenames":["/h/target/debug/deps/crash-3"],"executable":"/h/target/debug/deps/crash-3","fresh":true}
{"reason":"build-finished","success":true}"#;

    #[test]
    fn programs_of_tests_are_found_with_the_folder_they_run_in() {
        let jobs = built(MESSAGES);
        let found: Vec<_> = jobs
            .iter()
            .map(|job| (job.name.as_str(), job.command.get_program().to_str().unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                ("abi-selectors", "/h/target/debug/deps/selectors-1"),
                ("abi, within ballast_abi", "/h/target/debug/deps/ballast_abi-2"),
                ("crash", "/h/target/debug/deps/crash-3"),
            ]
        );
        assert_eq!(jobs[0].command.get_current_dir(), Some(Path::new("/h/crates/abi")));
    }

    #[test]
    #[cfg(unix)]
    fn every_program_runs_those_named_first_before_the_others_and_a_failure_is_named() {
        let job = |name: &str, code: &str| Job {
            name: name.into(),
            command: program("sh", ["-c", &format!("exit {code} # {name}")]),
        };
        let order = Mutex::new(Vec::new());
        let dress = |hand: usize, command: &mut Command| {
            let script = command.get_args().nth(1).unwrap().to_string_lossy().into_owned();
            order.lock().unwrap().push((hand, script.chars().last().unwrap()));
        };
        let jobs = || vec![job("crew-a", "0"), job("crew-b", "7"), job("crew-c", "0")];
        let failed = run(jobs(), 1, &["crew-c"], dress).unwrap_err();
        assert_eq!(failed.to_string(), "tests failed in crew-b");
        assert_eq!(*order.lock().unwrap(), [(0, 'c'), (0, 'a'), (0, 'b')]);
        assert!(run(vec![job("crew-d", "0")], 2, &[], |_, _| ()).is_ok());
    }

    #[test]
    fn the_counts_of_a_program_are_added() {
        let output = "test result: ok. 3 passed; 0 failed\n\ntest result: ok. 41 passed; 1 failed; 0 ignored";
        assert_eq!(said(output, true), "ok, 44 passed");
        assert_eq!(said("Segmentation fault", false), "FAILED, 0 passed");
    }
}
