//! This machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use ballast_domain::Timestamp;

/// Seconds after which a chain's newest block is old by this clock: clocks differ by less.
pub(crate) const OLD: u64 = 60;

/// What this machine's clock says.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(jumped(since.as_micros().try_into().unwrap_or(u64::MAX)))
}

/// Where a test says by how many seconds this machine's clock is wrong: the path of a file that holds the number. What is
/// shipped knows no such thing.
#[cfg(debug_assertions)]
const CLOCK: &str = "BALLAST_CLOCK";

#[cfg(debug_assertions)]
fn jumped(micros: u64) -> u64 {
    let told = std::env::var_os(CLOCK).and_then(|file| std::fs::read_to_string(file).ok());
    let seconds: i64 = told.and_then(|told| told.trim().parse().ok()).unwrap_or_default();
    micros.saturating_add_signed(seconds.saturating_mul(1_000_000))
}

#[cfg(not(debug_assertions))]
fn jumped(micros: u64) -> u64 {
    micros
}
