//! The growing pause after wrong passwords, for whoever guesses at an unattended window.
//!
//! Counted in memory: a thief of the file guesses without Ballast, and argon2id is what stops them.

use std::time::{Duration, Instant};

/// Wrong passwords that cost nothing but argon2's time.
const FREE: u32 = 2;
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(30);

/// Failures since the last success.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    failures: u32,
    last: Option<Instant>,
}

impl Throttle {
    /// How long until the next try: 1, 2, 4, 8, 16, then 30 s from the third failure on.
    pub(crate) fn wait(&self, now: Instant) -> Duration {
        let Some(last) = self.last else { return Duration::ZERO };
        if self.failures <= FREE {
            return Duration::ZERO;
        }
        let pause = Duration::from_secs(1 << (self.failures - FREE - 1).min(5)).min(LONGEST);
        pause.saturating_sub(now.saturating_duration_since(last))
    }

    /// A wrong password was tried.
    pub(crate) fn failed(&mut self, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        self.last = Some(now);
    }

    /// The right password was given.
    pub(crate) fn succeeded(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_from_the_third_failure_to_half_a_minute() {
        let (mut throttle, now) = (Throttle::default(), Instant::now());
        let mut pauses = Vec::new();
        for _ in 0..10 {
            throttle.failed(now);
            pauses.push(throttle.wait(now).as_secs());
        }
        assert_eq!(pauses, [0, 0, 1, 2, 4, 8, 16, 30, 30, 30]);
        assert_eq!(throttle.wait(now + Duration::from_secs(29)), Duration::from_secs(1));
        assert_eq!(throttle.wait(now + Duration::from_secs(31)), Duration::ZERO);
        throttle.succeeded();
        throttle.failed(now);
        assert_eq!(throttle.wait(now), Duration::ZERO);
    }
}
