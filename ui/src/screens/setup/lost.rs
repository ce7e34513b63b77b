//! What is said above every page when the settings could not be read.

use leptos::prelude::*;

use crate::kit::{
    components::{Button, ErrorPanel},
    state::app,
};

/// The settings' file could not be read at the start: where it is kept, and what to do. Until it is read.
#[component]
pub fn LostSettings() -> impl IntoView {
    let app = app();
    let read = RwSignal::new(false);
    let lost = Memo::new(move |_| app.status.with(|status| status.as_ref()?.lost.clone()));
    move || {
        let failure = lost.get().filter(|_| !read.get())?;
        Some(view! {
            <div class="wrap stack-s">
                <ErrorPanel failure test="settings-lost" />
                <Button test="settings-lost-read" press=move || read.set(true) small=true>
                    "Close"
                </Button>
            </div>
        })
    }
}
