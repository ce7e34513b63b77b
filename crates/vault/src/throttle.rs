//! The growing pause after wrong passwords, for whoever guesses at an unattended window.
//!
//! Counted in memory: a thief of the file guesses without Ballast, and argon2id is what stops them.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Wrong passwords that cost nothing but argon2's time.
const FREE: u32 = 2;
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(30);

/// The wrong passwords of one vault file. Cheap to clone: clones count together, so that whoever makes a handle of the file
/// anew goes on counting ([`crate::Vault::throttled`]).
#[derive(Clone, Debug, Default)]
pub struct Throttle {
    counted: Arc<Mutex<Counted>>,
}

/// Failures since the last success.
#[derive(Debug, Default)]
struct Counted {
    failures: u32,
    last: Option<Instant>,
}

impl Throttle {
    /// How long until the next try: 1, 2, 4, 8, 16, then 30 s from the third failure on.
    pub(crate) fn wait(&self, now: Instant) -> Duration {
        let counted = self.counted();
        let Some(last) = counted.last else {
            return Duration::ZERO;
        };
        if counted.failures <= FREE {
            return Duration::ZERO;
        }
        let pause = Duration::from_secs(1 << (counted.failures - FREE - 1).min(5)).min(LONGEST);
        pause.saturating_sub(now.saturating_duration_since(last))
    }

    /// A wrong password was tried.
    pub(crate) fn failed(&self, now: Instant) {
        let mut counted = self.counted();
        counted.failures = counted.failures.saturating_add(1);
        counted.last = Some(now);
    }

    /// The right password was given.
    pub(crate) fn succeeded(&self) {
        *self.counted() = Counted::default();
    }

    /// A panic elsewhere leaves a count that is still sound.
    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_from_the_third_failure_to_half_a_minute() {
        let (throttle, now) = (Throttle::default(), Instant::now());
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
