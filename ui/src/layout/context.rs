//! The menu of the right button, in place of the browser's: copy what is marked, and copy exactly what is shown short.

use leptos::{ev, html, prelude::*};
use leptos_use::use_event_listener;
use wasm_bindgen::JsCast;

use super::keys::takes_text;
use crate::kit::{
    components::{copy, figure_at, focus_when_shown},
    state::app,
};

/// What the menu may need, in px, so that it stays within the window.
const ROOM: (i32, i32) = (190, 92);

/// What can be copied at a place.
#[derive(Clone, PartialEq, Eq)]
struct Menu {
    at: (i32, i32),
    shown: String,
    exact: Option<String>,
}

/// Shows the menu where the right button is pressed. Fields keep the system's own, which can paste.
#[component]
pub fn ContextMenu() -> impl IntoView {
    let menu = RwSignal::new(None::<Menu>);
    let _ = use_event_listener(document(), ev::contextmenu, move |event| {
        let Some(target) = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok()) else {
            return;
        };
        if takes_text(&target) {
            return menu.set(None);
        }
        event.prevent_default();
        menu.set(what_is_at(&target).map(|(shown, exact)| Menu {
            at: within((event.client_x(), event.client_y())),
            shown,
            exact,
        }));
    });
    let _ = use_event_listener(document(), ev::mousedown, move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let inside = target.is_some_and(|t| t.closest(".context").is_ok_and(|c| c.is_some()));
        if !inside && menu.with_untracked(Option::is_some) {
            menu.set(None);
        }
    });
    let _ = use_event_listener(document(), ev::keydown, move |event| {
        if event.key() == "Escape" && menu.with_untracked(Option::is_some) {
            menu.set(None);
        }
    });
    move || menu.get().map(|shown| view! { <Choices of=shown menu /> })
}

#[component]
fn Choices(of: Menu, menu: RwSignal<Option<Menu>>) -> impl IntoView {
    let Menu { at, shown, exact } = of;
    let take = move |text: String| {
        menu.set(None);
        leptos::task::spawn_local(async move {
            match copy(&text).await {
                true => app().toasts.say("good", "Copied."),
                false => app().toasts.say("bad", "Copying was refused."),
            }
        });
    };
    let first = NodeRef::<html::Button>::new();
    focus_when_shown(first);
    view! {
        <div
            class="pop context menu"
            role="menu"
            aria-label="Copy"
            data-test="context"
            style:left=format!("{}px", at.0)
            style:top=format!("{}px", at.1)
        >
            <button node_ref=first type="button" role="menuitem" data-test="context-copy" on:click=move |_| take(shown.clone())>
                "Copy"
            </button>
            {exact
                .map(|exact| {
                    view! {
                        <button
                            type="button"
                            role="menuitem"
                            data-test="context-exact"
                            on:click=move |_| take(exact.clone())
                        >
                            "Copy exactly"
                        </button>
                    }
                })}
        </div>
    }
}

/// What is marked, or the word under the pointer; and what it stands for in full.
fn what_is_at(target: &web_sys::Element) -> Option<(String, Option<String>)> {
    let figure = figure_at(target);
    let address = target.closest("[data-address]").ok().flatten();
    let address = address.and_then(|element| Some((element.clone(), element.get_attribute("data-address")?)));
    let (element, exact) = figure.or(address).unzip();
    let marked = window().get_selection().ok().flatten();
    let marked = marked
        .map(|marked| String::from(marked.to_string()))
        .filter(|text| !text.trim().is_empty());
    let under = || element.and_then(|element| element.text_content());
    let shown = marked.or_else(under)?;
    Some((shown, exact))
}

/// A place whose menu stands whole within the window.
fn within((x, y): (i32, i32)) -> (i32, i32) {
    let side =
        |length: Result<wasm_bindgen::JsValue, _>| length.ok().and_then(|l| l.as_f64()).map_or(i32::MAX, |l| l as i32);
    let most = |length: i32, room: i32| length.saturating_sub(room).max(0);
    let (wide, high) = (side(window().inner_width()), side(window().inner_height()));
    (x.min(most(wide, ROOM.0)), y.min(most(high, ROOM.1)))
}
