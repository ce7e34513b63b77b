//! The empty window's page: one word, so that its being painted can be seen.

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Puts the word on the page.
#[wasm_bindgen(start)]
pub fn start() {
    mount_to_body(|| view! { <p id="word">"Empty"</p> });
}
