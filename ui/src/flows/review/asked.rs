//! What the backend says of what is wanted: asked, and asked again from a newer block.

use ballast_api::calls;
use ballast_domain::{Intent, Proposal};
use leptos::prelude::*;

use crate::kit::{
    backend::{Failure, ask},
    state::KeptForm,
};

/// In a form that is kept.
const REVIEWED: &str = "review";

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

    /// As [`Asked::new`], for a form that is kept: what is under review when the window is loaded anew is proposed anew. Who
    /// leaves the review, by any way, comes back to the form.
    pub fn of(form: &KeptForm) -> Self {
        let asked = Self::new();
        let reviewed = form.keep(REVIEWED, None::<Intent>);
        if let Some(intent) = reviewed.get_untracked() {
            asked.propose(intent);
        }
        Effect::new(move |stood: Option<bool>| {
            let intent = asked.proposal.with(|p| p.as_ref().map(|p| p.intent.clone()));
            let stands = intent.is_some();
            let failed = asked.failure.with(Option::is_some);
            // While it is asked for anew it stays.
            if stands || failed || stood == Some(true) {
                reviewed.set(intent);
            }
            stands
        });
        let form = form.clone();
        on_cleanup(move || form.forget_one(REVIEWED));
        asked
    }

    /// What is under review in a form since before the window was loaded anew.
    pub fn reviewed(form: &KeptForm) -> Option<Intent> {
        form.kept::<Option<Intent>>(REVIEWED).flatten()
    }

    /// What computes anew: the very thing that is under review, whatever its form means by now; without a review, what the
    /// form holds.
    pub fn again(self, propose: Callback<()>) -> Callback<()> {
        Callback::new(move |()| {
            let reviewed = self.proposal.with_untracked(|p| p.as_ref().map(|p| p.intent.clone()));
            match reviewed {
                Some(intent) => self.propose(intent),
                None => propose.run(()),
            }
        })
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
