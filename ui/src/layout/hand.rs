//! A hurried hand: the second press of a double click counts only where the first one did. What has come into that place
//! meanwhile, because a row went, a dialog closed or a page came, was not meant.

use std::{cell::Cell, rc::Rc};

use leptos::{ev, prelude::*};
use leptos_use::{UseEventListenerOptions, use_event_listener_with_options};
use wasm_bindgen::JsCast;

/// What can be pressed.
const PRESSED: &str = "button, a, input, tr, [role=option]";

/// What was pressed, by its name or by where it leads: none where nothing acts, and none within for what has neither.
type Pressed = Option<Option<String>>;

/// Watches each press before anything hears of it.
pub fn watch_hand() {
    let mut first: Pressed = None;
    let dropped = Rc::new(Cell::new(false));
    let drops = Rc::clone(&dropped);
    let press = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let pressed = target.and_then(|target| target.closest(PRESSED).ok().flatten());
        let now: Pressed = pressed.map(|pressed| {
            let name = pressed.get_attribute("data-test");
            name.or_else(|| pressed.get_attribute("href"))
        });
        // A key that presses, and a script, count no clicks.
        let drop_it = event.detail() > 1 && is_another(&first, &now);
        drops.set(drop_it);
        if drop_it {
            event.prevent_default();
            event.stop_immediate_propagation();
        } else {
            first = now;
        }
    };
    // The double click that such a press ends was not meant for it either.
    let double = move |event: web_sys::MouseEvent| {
        if dropped.replace(false) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    };
    let options = || UseEventListenerOptions::default().capture(true);
    let _ = use_event_listener_with_options(document(), ev::click, press, options());
    let _ = use_event_listener_with_options(document(), ev::dblclick, double, options());
}

/// Whether what is pressed now is another thing than what was pressed first. A thing that was drawn anew is the same.
fn is_another(first: &Pressed, now: &Pressed) -> bool {
    first
        .as_ref()
        .zip(now.as_ref())
        .is_some_and(|(first, now)| first != now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Pressed {
        Some(Some(name.to_owned()))
    }

    #[test]
    fn the_second_press_of_a_double_click_is_for_what_the_first_was_for() {
        assert!(is_another(&named("draft-delete-1"), &named("draft-delete-2")));
        assert!(!is_another(&named("practice-plus-hour"), &named("practice-plus-hour")));
        assert!(
            is_another(&named("review-save"), &Some(None)),
            "what has no name acts all the same"
        );
        assert!(is_another(&Some(None), &named("stake-review")));
        assert!(
            !is_another(&None, &named("stake-review")),
            "beside everything nothing was pressed"
        );
        assert!(!is_another(&named("stake-review"), &None));
    }
}
