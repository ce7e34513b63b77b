//! Copying, with an answer to whether it worked.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Button, Glyph};

/// Puts a text onto the clipboard; whether the system took it.
pub async fn copy(text: &str) -> bool {
    let writing = window().navigator().clipboard().write_text(text);
    JsFuture::from(writing).await.is_ok()
}

/// Copies `text` and says so.
#[component]
pub fn CopyButton(
    /// What goes to the clipboard.
    #[prop(into)]
    text: Signal<String>,
    /// The stable name for tests.
    #[prop(into)]
    test: String,
) -> impl IntoView {
    let said = RwSignal::new("Copy");
    let press = move || {
        leptos::task::spawn_local(async move {
            let word = match copy(&text.get_untracked()).await {
                true => "Copied",
                false => "Copying was refused",
            };
            // The button may have left the screen meanwhile.
            let _ = said.try_set(word);
        });
    };
    view! {
        <Button test press small=true glyph=Glyph::Copy>
            <span role="status">{said}</span>
        </Button>
    }
}
