//! What the backend says of what is wanted: asked, and asked again from a newer block.

use ballast_api::calls;
use ballast_domain::{Intent, Proposal};
use leptos::prelude::*;

use crate::kit::backend::{Failure, ask};

/// The last proposal, and why there is none.
#[derive(Clone, Copy)]
pub struct Asked {
    /// The backend's answer; it stays when asking again fails.
    pub proposal: RwSignal<Option<Proposal>>,
    /// Why the last asking failed.
    pub failure: RwSignal<Option<Failure>>,
    /// While the backend computes.
    pub busy: RwSignal<bool>,
}

impl Asked {
    /// Nothing was asked yet.
    pub fn new() -> Self {
        Self {
            proposal: RwSignal::new(None),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// Has the backend look at an intent. The screen may be gone before it answers.
    pub fn propose(self, intent: Intent) {
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::Propose { intent }).await {
                Ok(answer) => {
                    let _ = self.failure.try_set(None);
                    let _ = self.proposal.try_set(Some(answer));
                }
                Err(error) => {
                    let _ = self.failure.try_set(Some(error));
                }
            }
            let _ = self.busy.try_set(false);
        });
    }
}
