//! Putting a wish aside: kept as a draft, computed anew when it is opened.

use ballast_api::calls;
use ballast_domain::Intent;
use leptos::prelude::*;

use crate::kit::{backend::ask, components::Button, state::app};

/// Keeps intents under Drafts.
#[component]
pub fn SaveDraft(
    /// What the draft is called.
    name: String,
    /// What is wanted.
    intents: Vec<Intent>,
) -> impl IntoView {
    let app = app();
    let saved = RwSignal::new(false);
    let wish = StoredValue::new((name, intents));
    let save = move || {
        saved.set(true);
        let (name, intents) = wish.get_value();
        leptos::task::spawn_local(async move {
            let id = None;
            match ask(&calls::SaveDraft { id, name, intents }).await {
                Ok(_) => app.pulse.update(|pulse| *pulse += 1),
                Err(failure) => {
                    app.toasts.failure(&failure);
                    let _ = saved.try_set(false);
                }
            }
        });
    };
    move || match saved.get() {
        true => view! {
            <span class="sm" data-test="review-saved">
                "Kept under "
                <a class="link" href="/drafts">"Drafts"</a>
                "."
            </span>
        }
        .into_any(),
        false => view! { <Button test="review-save" press=save>"Save as draft"</Button> }.into_any(),
    }
}
