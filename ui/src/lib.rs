//! The window's face: Leptos, client side. It shows what the backend says and asks it for what people want; it holds
//! no keys, sends nothing to a network, and decides nothing about money that `ballast-domain` has not decided.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod flows;
mod kit;
mod layout;
mod screens;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Puts the app on the page.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(layout::Root);
}
