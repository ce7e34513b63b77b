//! Short news in the corner, for a while.

use std::time::Duration;

use leptos::prelude::*;

use crate::kit::backend::Failure;

const SHOWN_FOR: Duration = Duration::from_secs(8);
/// More than this would cover the page: the oldest make way.
const MOST: usize = 4;

/// One piece of news.
#[derive(Clone, PartialEq, Eq)]
pub struct Toast {
    /// Names it.
    pub id: u64,
    /// `good`, `warn` or `bad`.
    pub verdict: &'static str,
    /// What happened.
    pub sentence: String,
}

/// All that are shown.
#[derive(Clone, Copy)]
pub struct Toasts {
    /// The oldest first.
    pub shown: RwSignal<Vec<Toast>>,
    next: RwSignal<u64>,
}

impl Toasts {
    /// None.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            next: RwSignal::new(0),
        }
    }

    /// Shows a sentence for a while.
    pub fn say(self, verdict: &'static str, sentence: impl Into<String>) {
        let id = self.next.get_untracked();
        self.next.set(id + 1);
        self.shown.update(|shown| {
            shown.push(Toast {
                id,
                verdict,
                sentence: sentence.into(),
            });
            shown.drain(..shown.len().saturating_sub(MOST));
        });
        set_timeout(move || self.dismiss(id), SHOWN_FOR);
    }

    /// Shows what went wrong.
    pub fn failure(self, failure: &Failure) {
        self.say("bad", failure.sentence.clone());
    }

    /// Takes one away.
    pub fn dismiss(self, id: u64) {
        self.shown.update(|shown| shown.retain(|toast| toast.id != id));
    }
}
