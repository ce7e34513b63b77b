//! Keys that work everywhere, and the news to the backend that somebody is at work.

use ballast_api::{VaultState, calls};
use leptos::{ev, prelude::*};
use leptos_router::hooks::use_navigate;
use leptos_use::{UseEventListenerOptions, use_event_listener, use_event_listener_with_options};
use wasm_bindgen::JsCast;

use crate::{
    kit::{
        backend::ask,
        state::{App, Panel, Zoom},
    },
    screens::{Shown, by_number},
};

/// At most one [`calls::Touch`] in this many seconds.
const TOUCH_EVERY: u64 = 20;

/// Ctrl+1…7 go to a place, Alt+← goes back, Ctrl+K finds, Ctrl+L locks, Ctrl with +, −, 0 or the wheel zooms, / goes to
/// the search field, ? shows the keys. Any key or press puts off auto-lock.
pub fn watch_keys(app: App) {
    let navigate = use_navigate();
    let touched = RwSignal::new(None);
    let touch = move || {
        let now = app.clock.wall_now();
        let recent = touched
            .get_untracked()
            .is_some_and(|at| app.clock.since(at) < TOUCH_EVERY);
        if app.vault() == VaultState::Unlocked && !recent {
            touched.set(Some(now));
            leptos::task::spawn_local(async move {
                // A touch that fails only lets the vault lock early.
                let _ = ask(&calls::Touch {}).await;
            });
        }
    };
    watch_wheel(app);
    let _ = use_event_listener(document(), ev::pointerdown, move |_| untrack(touch));
    let _ = use_event_listener(document(), ev::keydown, move |event| {
        untrack(touch);
        let key = event.key();
        if event.ctrl_key() || event.meta_key() {
            let place = key
                .parse::<usize>()
                .ok()
                .and_then(|n| by_number().nth(n.checked_sub(1)?))
                .filter(|place| place.shown != Shown::ToOperators || untrack(|| app.settings().operator));
            if let Some(how) = zoom_of(&key) {
                event.prevent_default();
                app.zoom(how);
            } else if let Some(place) = place.filter(|_| !untrack(|| app.is_gated())) {
                event.prevent_default();
                navigate(place.path, Default::default());
            } else if key.eq_ignore_ascii_case("k") && may_open(app) {
                event.prevent_default();
                app.show(Panel::Find);
            } else if key.eq_ignore_ascii_case("l") && untrack(|| app.vault()) == VaultState::Unlocked {
                event.prevent_default();
                app.lock();
            }
        } else if event.alt_key() {
            if key == "ArrowLeft" && !untrack(|| app.is_gated()) {
                event.prevent_default();
                go_back();
            }
        } else if key == "?" && !is_typing(&event) && may_open(app) {
            event.prevent_default();
            app.show(Panel::Keys);
        } else if matches!(key.as_str(), "j" | "k") && !is_typing(&event) {
            // Within a table its own keys move on from row to row.
            let outside = document()
                .active_element()
                .is_none_or(|e| !e.closest("tbody").is_ok_and(|t| t.is_some()));
            let row = document().query_selector("tbody tr[tabindex='0']").ok().flatten();
            if let Some(row) = row
                .filter(|_| outside)
                .and_then(|r| r.dyn_into::<web_sys::HtmlElement>().ok())
            {
                event.prevent_default();
                // A row that left the table meanwhile needs no focus.
                let _ = row.focus();
            }
        } else if key == "/" && !is_typing(&event) {
            let search = document().query_selector("[data-search]").ok().flatten();
            if let Some(search) = search.and_then(|s| s.dyn_into::<web_sys::HtmlElement>().ok()) {
                event.prevent_default();
                // A field that cannot take the keyboard leaves it where it is.
                let _ = search.focus();
            }
        }
    });
}

/// The size that a key with Ctrl asks for.
fn zoom_of(key: &str) -> Option<Zoom> {
    match key {
        // With and without the shift that some keyboards need for it.
        "+" | "=" => Some(Zoom::In),
        "-" | "_" | "−" => Some(Zoom::Out),
        "0" => Some(Zoom::Usual),
        _ => None,
    }
}

/// How far a wheel turns from notch to notch at the least, in px. A trackpad tells of many smaller turns.
const NOTCH: f64 = 40.0;

/// The wheel with Ctrl zooms, a step a notch.
fn watch_wheel(app: App) {
    let mut turned = 0.0;
    let zoom = move |event: web_sys::WheelEvent| {
        if event.ctrl_key() && event.delta_y() != 0.0 {
            event.prevent_default();
            if let Some(how) = step_of(&mut turned, event.delta_y()) {
                app.zoom(how);
            }
        }
    };
    // A listener that says it is passive could not keep the page from scrolling.
    let options = UseEventListenerOptions::default().passive(false);
    let _ = use_event_listener_with_options(document(), ev::wheel, zoom, options);
}

/// The step that the wheel has come to when it turns on by `by` px; none before the next notch. However far it turns at
/// once, it is one, and one that turns back begins anew.
fn step_of(turned: &mut f64, by: f64) -> Option<Zoom> {
    *turned = if *turned * by < 0.0 { by } else { *turned + by };
    let how = match *turned {
        far if far <= -NOTCH => Zoom::In,
        far if far >= NOTCH => Zoom::Out,
        _ => return None,
    };
    *turned = 0.0;
    Some(how)
}

fn go_back() {
    // The first page has none before it.
    let _ = window().history().and_then(|history| history.back());
}

/// Whether a panel may open: nothing stands before the screen, and the window is no gate.
fn may_open(app: App) -> bool {
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    let open = untrack(|| app.network().is_some() && !app.onboarding.get() && !app.is_gated());
    open && dialog.is_none()
}

fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| takes_text(&target))
}

/// Whether an element is a field.
pub fn takes_text(element: &web_sys::Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_turns_are_a_step_once_they_come_to_a_notch() {
        let mut turned = 0.0;
        assert!(step_of(&mut turned, -15.0).is_none());
        assert!(step_of(&mut turned, -15.0).is_none());
        assert!(step_of(&mut turned, -15.0) == Some(Zoom::In));
        assert!(step_of(&mut turned, -15.0).is_none(), "the next notch begins anew");
        assert!(step_of(&mut turned, 30.0).is_none(), "and so does one that turns back");
        assert!(
            step_of(&mut turned, 400.0) == Some(Zoom::Out),
            "a full notch is one step"
        );
        assert!(step_of(&mut turned, 39.0).is_none());
    }
}
