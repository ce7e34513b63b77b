//! What the backend tells by itself, and what the window does about it.

use ballast_api::{Event, SubmissionState, SubmissionView, Tally, VaultState, Whole};
use ballast_domain::Phrase;
use leptos::prelude::*;

use super::App;
use crate::kit::{backend, format::submission_page};

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
        Event::Arrivals | Event::Sequence { .. } => app.pulse.update(|pulse| *pulse += 1),
        Event::Submission(submission) => {
            tell(app, &submission);
            app.pulse.update(|pulse| *pulse += 1);
        }
        Event::Tally(tally) => count(app, &tally),
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

/// One notice for all that was signed with one word.
fn count(app: App, tally: &Tally) {
    let page = match &tally.of {
        Whole::Batch(id) => format!("/batch/{id}"),
        Whole::Sequence(id) => format!("/sequences/{id}"),
    };
    let verdict = match (tally.failed, tally.over) {
        (0, true) if tally.done == tally.all => "good",
        (0, true) => "warn",
        (0, false) => "wait",
        _ => "bad",
    };
    app.toasts.tell(verdict, tally.sentence(), page);
}

fn tell(app: App, submission: &SubmissionView) {
    // Of what was signed together all is told together.
    if submission.batch.is_some() || submission.part_of.is_some() {
        return;
    }
    let outcome = || {
        let outcome = submission.outcome.as_ref().map(|outcome| outcome.says.clone());
        outcome.or_else(|| submission.error.clone().map(Phrase::from))
    };
    let by_whom = |says: Phrase| match submission.by_one_node {
        true => says.then(Phrase::from(" One node says so.")),
        false => says,
    };
    let (verdict, says) = match submission.state {
        SubmissionState::Signed | SubmissionState::Sent | SubmissionState::Mined => return,
        // The person's own doing, on the page that shows it.
        SubmissionState::Dropped => return,
        SubmissionState::Final => {
            let done = || Phrase::from("Done: ").then(submission.says.clone());
            ("good", by_whom(outcome().unwrap_or_else(done)))
        }
        SubmissionState::Failed | SubmissionState::Vanished | SubmissionState::Replaced => {
            let how = Phrase::from(format!("{}: ", submission.state.word()));
            (
                "bad",
                by_whom(how.then(outcome().unwrap_or_else(|| submission.says.clone()))),
            )
        }
    };
    app.toasts.tell(verdict, says, submission_page(&submission.id));
}
