//! What a person has typed into a form outlives a reload of the window. Never for secrets: it lies in the window's session
//! storage, which ends with the window.

use leptos::prelude::*;

use super::app;

/// A text that is typed into `form`, which names what it is for, such as `stake/fathom`: as it was when the window was
/// reloaded, else `first`. It is forgotten when the form is left.
pub fn kept_text(form: &str, name: &str, first: impl Into<String>) -> RwSignal<String> {
    let first = first.into();
    let network = app()
        .network_untracked()
        .map(|network| network.key())
        .unwrap_or_default();
    let key = format!("{network}/{form}#{name}");
    let before = storage().and_then(|storage| storage.get_item(&key).ok().flatten());
    let text = RwSignal::new(before.unwrap_or_else(|| first.clone()));
    let mine = key.clone();
    Effect::new(move |_| {
        let Some(storage) = storage() else { return };
        // Storage that is full or refused keeps nothing: that is as before.
        let _ = text.with(|text| match *text == first {
            true => storage.remove_item(&mine),
            false => storage.set_item(&mine, text),
        });
    });
    on_cleanup(move || {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&key);
        }
    });
    text
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}
