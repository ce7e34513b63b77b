//! A hurried hand: the second press of a double click counts only where the first one did. What has come into that place
//! meanwhile, because a row went, a dialog closed or a page came, was not meant.

use leptos::{ev, prelude::*};
use leptos_use::{UseEventListenerOptions, use_event_listener_with_options};
use wasm_bindgen::JsCast;

/// What can be pressed.
const PRESSED: &str = "button, a, input, tr";

/// Watches each press before anything hears of it.
pub fn watch_hand() {
    let mut first = None::<String>;
    let press = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let pressed = target.and_then(|target| target.closest(PRESSED).ok().flatten());
        let name = pressed.and_then(|pressed| pressed.get_attribute("data-test"));
        // A key that presses, and a script, count no clicks.
        if event.detail() > 1 && is_another(first.as_deref(), name.as_deref()) {
            event.prevent_default();
            event.stop_immediate_propagation();
        } else {
            first = name;
        }
    };
    let options = UseEventListenerOptions::default().capture(true);
    let _ = use_event_listener_with_options(document(), ev::click, press, options);
}

/// Whether what is pressed now is another thing than what was pressed first. A thing that was drawn anew is the same.
fn is_another(first: Option<&str>, now: Option<&str>) -> bool {
    first.zip(now).is_some_and(|(first, now)| first != now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_press_of_a_double_click_is_for_what_the_first_was_for() {
        assert!(is_another(Some("draft-delete-1"), Some("draft-delete-2")));
        assert!(!is_another(Some("practice-plus-hour"), Some("practice-plus-hour")));
        assert!(
            !is_another(None, Some("stake-review")),
            "what has no name is nothing that acts"
        );
        assert!(!is_another(Some("stake-review"), None));
    }
}
