//! The stages of a command: what runs now, and at the end how many minutes each took, so that a slow one is seen.

use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::failure::Result;

/// The stages done so far.
#[derive(Default)]
pub struct Stages {
    done: Vec<(&'static str, Duration, bool)>,
}

impl Stages {
    /// Runs one stage under its name and keeps its time, also when it fails.
    pub fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {name}");
        let start = Instant::now();
        let result = work();
        self.done.push((name, start.elapsed(), result.is_ok()));
        result
    }

    /// The table of times. Empty before the first stage.
    pub fn table(&self) -> String {
        if self.done.is_empty() {
            return String::new();
        }
        let width = self.done.iter().map(|(name, ..)| name.len()).fold(5, usize::max);
        let mut table = format!("\n{:width$}  minutes\n", "stage");
        for (name, time, passed) in &self.done {
            table += &format!(
                "{name:width$}  {:>7}{}\n",
                minutes(*time),
                if *passed { "" } else { "  failed" }
            );
        }
        let total = self.done.iter().map(|(_, time, _)| *time).sum();
        table + &format!("{:width$}  {:>7}\n", "total", minutes(total))
    }

    /// Prints the table.
    pub fn print(&self) {
        print!("{}", self.table());
        // A terminal that has gone away is no reason to fail.
        let _ = std::io::stdout().flush();
    }
}

/// Minutes and seconds: `3:07`.
fn minutes(time: Duration) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    #[test]
    fn times_are_minutes_and_seconds_rounded() {
        assert_eq!(minutes(Duration::from_millis(400)), "0:00");
        assert_eq!(minutes(Duration::from_millis(59_600)), "1:00");
        assert_eq!(minutes(Duration::from_secs(754)), "12:34");
    }

    #[test]
    fn a_failed_stage_is_in_the_table_and_marked() {
        let mut stages = Stages::default();
        assert!(stages.run("builds", || Ok(())).is_ok());
        assert!(
            stages
                .run("breaks", || Err::<(), _>(Failure::Other("no".into())))
                .is_err()
        );
        let table = stages.table();
        let marked: Vec<_> = table.lines().filter(|line| line.ends_with("failed")).collect();
        assert_eq!(marked.len(), 1);
        assert!(marked[0].starts_with("breaks"));
        assert!(table.lines().any(|line| line.starts_with("builds")));
    }
}
