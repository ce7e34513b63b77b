//! The question about a submission that was signed a while ago and never sent: send it now, or drop it.

use ballast_api::{Call, SubmissionView, VaultState, calls};
use ballast_domain::Timestamp;
use leptos::prelude::*;

use crate::kit::{
    backend::{Failure, ask},
    components::{Button, ErrorPanel, Glyph, Icon, Look, UnlockForm},
    format::ago,
    state::app,
};

/// Asks, and does what is answered. Sending needs an open vault, as every approval does; dropping does not.
#[component]
pub fn Held(
    /// The submission's.
    id: String,
    /// When it was signed.
    created: Timestamp,
) -> impl IntoView {
    let app = app();
    let id = StoredValue::new(id);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let resume =
        move || leptos::task::spawn_local(answer(calls::ResumeSubmission { id: id.get_value() }, busy, failure));
    let forget = move || leptos::task::spawn_local(answer(calls::DropSubmission { id: id.get_value() }, busy, failure));
    let send = move || {
        if app.vault() == VaultState::Unlocked {
            view! {
                <Button test="submission-resume" press=resume look=Look::Primary disabled=busy settles=true>
                    "Send it now"
                </Button>
            }
            .into_any()
        } else {
            view! { <UnlockForm /> }.into_any()
        }
    };
    view! {
        <div class="stack" data-test="submission-held">
            <div class="note warn">
                <Icon glyph=Glyph::Warning />
                <span>
                    {move || format!("Signed {}, never sent. ", ago(app.clock.since(created)))}
                    "Ballast does not send what it has kept for so long without asking. A dropped transaction is never sent."
                </span>
            </div>
            {move || failure.get().map(|failure| view! { <ErrorPanel failure test="submission-held-error" /> })}
            <div class="row">
                {send}
                <Button test="submission-drop" press=forget disabled=busy settles=true>
                    "Drop it"
                </Button>
            </div>
        </div>
    }
}

async fn answer<C>(call: C, busy: RwSignal<bool>, failure: RwSignal<Option<Failure>>)
where
    C: Call<Answer = SubmissionView>,
{
    busy.set(true);
    failure.set(None);
    let answer = ask(&call).await;
    // The question leaves the screen with the answer.
    let _ = busy.try_set(false);
    match answer {
        Ok(_) => app().pulse.update(|pulse| *pulse += 1),
        Err(error) => {
            let _ = failure.try_set(Some(error));
        }
    }
}
