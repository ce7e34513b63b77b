//! The menu of the right button: copy what is marked, and copy exactly what is shown short.

use leptos::{ev, html, prelude::*};
use leptos_use::use_event_listener;
use wasm_bindgen::JsCast;

use crate::kit::{
    components::{copy, figure_at, focus_when_shown},
    state::app,
};

/// What the menu may need, in px, so that it stays within the window.
const ROOM: (i32, i32) = (190, 92);

/// What can be copied at the place where the right button was pressed. Esc or a press elsewhere closes it.
#[component]
pub fn CopyMenu() -> impl IntoView {
    let at = app().context;
    let _ = use_event_listener(document(), ev::mousedown, move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let inside = target.is_some_and(|t| t.closest(".context").is_ok_and(|c| c.is_some()));
        if !inside {
            at.set(None);
        }
    });
    let _ = use_event_listener(document(), ev::keydown, move |event| {
        if event.key() == "Escape" {
            at.set(None);
        }
    });
    let (x, y) = at.get_untracked().unwrap_or_default();
    let under = document().element_from_point(x as f32, y as f32);
    under
        .and_then(|under| what_is_at(&under))
        .map(|(shown, exact)| view! { <Choices at=within((x, y)) shown exact /> })
}

#[component]
fn Choices(at: (i32, i32), shown: String, exact: Option<String>) -> impl IntoView {
    let take = move |text: String| {
        app().context.set(None);
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
        // A landmark of its own: whoever walks by them finds it.
        <aside aria-label="Copy">
            <div
                class="pop context menu"
                role="menu"
                aria-label="Copy"
                data-test="context"
                style:left=format!("{}px", at.0)
                style:top=format!("{}px", at.1)
            >
                <button
                    node_ref=first
                    type="button"
                    role="menuitem"
                    data-test="context-copy"
                    on:click=move |_| take(shown.clone())
                >
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
        </aside>
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
