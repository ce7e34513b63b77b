//! A form's wish on its way to the backend: one at a time, with what went wrong.

use leptos::prelude::*;

use crate::kit::backend::Failure;

/// Whether a form's wish is under way, and why the last one failed.
#[derive(Clone, Copy)]
pub struct Asking {
    /// Something is under way.
    pub busy: RwSignal<bool>,
    /// What went wrong; none since the next one began.
    pub failure: RwSignal<Option<Failure>>,
}

impl Asking {
    /// Nothing was asked yet.
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }

    /// Asks, unless something is under way already, and hands the answer to `done`. The form may be gone by then.
    pub fn begin<T: 'static>(
        self,
        wish: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        leptos::task::spawn_local(async move {
            match wish.await {
                Ok(answer) => done(answer),
                Err(failure) => drop(self.failure.try_set(Some(failure))),
            }
            let _ = self.busy.try_set(false);
        });
    }
}
