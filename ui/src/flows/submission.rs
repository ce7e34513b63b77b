//! A submission in one line.

use ballast_api::{SubmissionState, SubmissionView};
use leptos::prelude::*;

use crate::kit::{
    components::{Glyph, Icon},
    format::{ago, headline, submission_page},
    state::app,
};

/// Its sentence, when, and how far it has come; leads to its page.
#[component]
pub fn SubmissionLine(
    /// Which.
    submission: SubmissionView,
    /// Says whose it is.
    #[prop(optional, into)]
    with_account: Signal<bool>,
) -> impl IntoView {
    let app = app();
    let (created, account) = (submission.created, submission.account);
    let why = why_nothing(&submission);
    let sentence = submission.sentence.clone();
    let name = move || app.name_of(account);
    let first = move || app.in_names(headline(&sentence).0);
    view! {
        <a
            href=submission_page(&submission.id)
            data-test=format!("submission-{}", submission.id)
            data-state=format!("{:?}", submission.state).to_lowercase()
        >
            <div>
                <div class="b clip" title=submission.sentence>{first}</div>
                {why.map(|why| view! { <div class="xs bad-ink" data-test="submission-why">{why}</div> })}
                <div class="xs dim">{move || ago(app.clock.since(created))}</div>
            </div>
            <Show when=move || with_account.get()>
                <span class="sm mid clip" data-test="submission-account" title=name>
                    {name}
                </span>
            </Show>
            <StateMark state=submission.state />
        </a>
    }
}

/// Why it came to nothing, if it did.
fn why_nothing(submission: &SubmissionView) -> Option<String> {
    let lost = matches!(submission.state, SubmissionState::Failed | SubmissionState::Vanished);
    let told = submission.outcome.as_ref().map(|outcome| outcome.sentence.clone());
    told.or_else(|| submission.error.clone()).filter(|_| lost)
}

/// How far: a shape, a word, a colour.
#[component]
pub fn StateMark(state: SubmissionState) -> impl IntoView {
    let (class, glyph) = match state {
        SubmissionState::Signed | SubmissionState::Sent => ("chip", Glyph::Clock),
        SubmissionState::Mined => ("chip votes", Glyph::Clock),
        SubmissionState::Final => ("chip good", Glyph::Check),
        SubmissionState::Failed | SubmissionState::Vanished => ("chip bad", Glyph::Cross),
        SubmissionState::Replaced | SubmissionState::Dropped => ("chip warn", Glyph::Warning),
    };
    view! {
        <span class=class>
            <Icon glyph />
            {state.word()}
        </span>
    }
}
