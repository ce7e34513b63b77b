//! What the backend tells by itself, and what the window does about it.

use ballast_api::{Event, SubmissionState, SubmissionView, VaultState};
use leptos::prelude::*;

use super::App;
use crate::kit::backend;

/// Listens for as long as the window lives.
pub(super) fn listen(app: App) {
    leptos::task::spawn_local(async move {
        if let Err(failure) = backend::listen(move |event| hear(app, event)).await {
            app.toasts.failure(&failure);
        }
    });
}

fn hear(app: App, event: Event) {
    match event {
        Event::Chain(chain) => {
            if app.network_untracked() != Some(chain.network) {
                return;
            }
            let height = |c: &Option<ballast_api::ChainView>| c.as_ref().and_then(|c| c.height);
            let new_block = app.chain.with_untracked(height) != chain.height;
            app.chain.set(Some(*chain));
            if new_block {
                app.pulse.update(|pulse| *pulse += 1);
            }
        }
        Event::Accounts => {
            app.searches.update(|ended| *ended += 1);
            leptos::task::spawn_local(app.refresh());
        }
        Event::Sequence { .. } => app.pulse.update(|pulse| *pulse += 1),
        Event::Submission(submission) => {
            tell(app, &submission);
            app.pulse.update(|pulse| *pulse += 1);
        }
        Event::Vault(vault) => {
            let before = app.status.with_untracked(|s| s.as_ref().map(|s| s.vault));
            if vault == VaultState::Locked && before == Some(VaultState::Unlocked) {
                app.looking_around.set(false);
            }
            app.set_vault(vault);
        }
        // The shell's.
        Event::Zoom(_) => {}
        Event::Progress { task, done, total } => app.progress.set(Some((task, done, total))),
    }
}

fn tell(app: App, submission: &SubmissionView) {
    let outcome = || {
        submission
            .outcome
            .as_ref()
            .map(|o| o.sentence.clone())
            .or_else(|| submission.error.clone())
    };
    match submission.state {
        SubmissionState::Signed | SubmissionState::Sent | SubmissionState::Mined => {}
        SubmissionState::Final => {
            app.toasts.say(
                "good",
                outcome().unwrap_or_else(|| format!("Done: {}", submission.sentence)),
            );
        }
        // The person's own doing, on the page that shows it.
        SubmissionState::Dropped => {}
        SubmissionState::Failed | SubmissionState::Vanished | SubmissionState::Replaced => {
            let cause = outcome().unwrap_or_else(|| submission.sentence.clone());
            app.toasts.say("bad", format!("{}: {cause}", submission.state.word()));
        }
    }
}
