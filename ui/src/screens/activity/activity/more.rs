//! The person's own note on a submission, and where others show it.

use ballast_api::calls;
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::CopyButton,
    state::{KeptForm, app},
};

/// A line to write in; kept when the field is left.
#[component]
pub fn Note(
    /// The submission's.
    id: String,
    /// As it stands.
    note: String,
) -> impl IntoView {
    let app = app();
    let form = KeptForm::of(format_args!("note/{id}"));
    let (id, text) = (StoredValue::new(id), form.text("note", note.clone()));
    let kept = StoredValue::new(note);
    let keep = move || {
        let note = text.with_untracked(|text| text.trim().to_owned());
        if note == kept.get_value() {
            return;
        }
        let form = form.clone();
        leptos::task::spawn_local(async move {
            match ask(&calls::SetNote {
                id: id.get_value(),
                note,
            })
            .await
            {
                Ok(submission) => {
                    form.forget();
                    kept.try_set_value(submission.note);
                    app.toasts.say("good", "The note is kept.");
                }
                Err(failure) => app.toasts.failure(&failure),
            }
        });
    };
    view! {
        <div>
            <label class="mid" for="submission-note">"Note"</label>
            <span class="in small">
                <input
                    id="submission-note"
                    data-test="submission-note"
                    placeholder="For yourself: it stays on this computer"
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                    on:change=move |_| keep()
                />
            </span>
        </div>
    }
}

/// The transaction's page, to be opened with a browser: this window opens no pages of others.
#[component]
pub fn ExplorerLink(
    /// Where it is.
    link: String,
) -> impl IntoView {
    view! {
        <div>
            <span class="mid">"Explorer"</span>
            <span class="row">
                <span class="mono xs wrap-any" data-test="submission-link">{link.clone()}</span>
                <span class="sp"></span>
                <CopyButton text=Signal::stored(link) test="submission-link-copy" />
            </span>
        </div>
    }
}
