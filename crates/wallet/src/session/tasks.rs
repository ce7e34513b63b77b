//! What goes on by itself while a network is open. Nothing that comes from outside may end it: what dies is begun anew.

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Weak},
    time::Duration,
};

use futures_util::FutureExt;

use super::{Session, lock};

/// How long after its death a task is begun anew.
const AGAIN: Duration = Duration::from_secs(1);

impl Session {
    /// Runs a task for as long as the session is open. `begin` begins it, and begins it anew where it died.
    pub(crate) fn keep_up<F>(
        self: &Arc<Self>,
        what: &'static str,
        begin: impl Fn(Weak<Session>) -> F + Send + Sync + 'static,
    ) where
        F: Future<Output = ()> + Send + 'static,
    {
        let session = Arc::downgrade(self);
        let task = again_and_again(what, AGAIN, move || begin(session.clone()));
        lock(&self.tasks).spawn(task);
    }
}

/// Runs what `begin` begins to its end, and anew after each death.
async fn again_and_again<F>(what: &'static str, pause: Duration, begin: impl Fn() -> F + Send + Sync)
where
    F: Future<Output = ()> + Send,
{
    loop {
        // Whatever a task keeps between two looks is its own and goes with it; what it shares stands behind locks that
        // bear a death.
        let run = AssertUnwindSafe(async { begin().await });
        match run.catch_unwind().await {
            Ok(()) => return,
            Err(_) => tracing::error!(what, "what goes on by itself died; it is begun anew"),
        }
        tokio::time::sleep(pause).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn what_dies_is_begun_anew_until_it_ends_by_itself() {
        let times = AtomicU32::new(0);
        let begun = &times;
        let task = move || async move {
            tokio::task::yield_now().await;
            match begun.fetch_add(1, Ordering::SeqCst) {
                0 => panic!("a block of number 2^64-1"),
                1 => assert_eq!(Vec::<u8>::new()[7], 0),
                _ => {}
            }
        };
        again_and_again("a test", Duration::ZERO, task).await;
        assert_eq!(times.load(Ordering::SeqCst), 3);
    }
}
