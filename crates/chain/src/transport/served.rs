//! Which endpoint serves the network now, and when another last had to step in.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// One endpoint failed, and another one answered in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failover {
    /// Which failed.
    pub from: String,
    /// Which answered.
    pub to: String,
    /// Why the first one failed, as its error says.
    pub why: String,
    /// How long ago.
    pub ago: Duration,
}

#[derive(Default)]
struct State {
    by: Option<String>,
    failover: Option<(Failover, Instant)>,
}

/// What the client remembers of who answered.
#[derive(Default)]
pub(super) struct Served(Mutex<State>);

impl Served {
    fn state(&self) -> MutexGuard<'_, State> {
        // Every write is of plain fields: a panic cannot leave them half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `node` answered; `failed` is the one that was asked first and failed, with the reason.
    pub(super) fn answered(&self, node: &str, failed: Option<(String, String)>) {
        let mut state = self.state();
        if state.by.as_deref() != Some(node) {
            state.by = Some(node.to_owned());
        }
        if let Some((from, why)) = failed {
            let (to, ago) = (node.to_owned(), Duration::ZERO);
            state.failover = Some((Failover { from, to, why, ago }, Instant::now()));
        }
    }

    pub(super) fn by(&self) -> Option<String> {
        self.state().by.clone()
    }

    pub(super) fn last_failover(&self) -> Option<Failover> {
        let state = self.state();
        let (failover, at) = state.failover.as_ref()?;
        let ago = at.elapsed();
        Some(Failover {
            ago,
            ..failover.clone()
        })
    }
}
