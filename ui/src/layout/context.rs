//! The right button: it opens the window's own menu in place of the browser's.

use leptos::{ev, prelude::*};
use leptos_use::use_event_listener;
use wasm_bindgen::JsCast;

use super::keys::takes_text;
use crate::{kit::state::app, screens::Later};

/// Shows the menu where the right button is pressed. Fields keep the system's own, which can paste.
#[component]
pub fn ContextMenu() -> impl IntoView {
    let at = app().context;
    let _ = use_event_listener(document(), ev::contextmenu, move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let ours = target.is_some_and(|target| !takes_text(&target));
        if ours {
            event.prevent_default();
        }
        at.set(ours.then(|| (event.client_x(), event.client_y())));
    });
    move || at.get().map(|_| Later::CopyMenu.view())
}
