//! The keyboard's place: when what has it goes, such as a row, a review or the gate, it stays near, and does not fall to the
//! page's top. It rests on what held the thing, never on another button: the next press of a hurried hand would press that.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::{ev, prelude::*};
use leptos_use::use_event_listener;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

use crate::kit::components::drawn;

/// What the keyboard can rest on.
const RESTS: &str = "dialog[open], form, section, .list, .wrap, nav, header, aside, main";
/// What cannot be seen or reached.
const AWAY: &str = "[hidden], [inert], .hidden";
/// The window behind its gate, and the gate.
const GATE: &str = ".gate";

/// Where the keyboard was: the element, and all that it stood in, from within.
struct Stand {
    element: HtmlElement,
    around: Vec<Element>,
}

impl Stand {
    fn of(element: HtmlElement) -> Self {
        let within = |inner: &Element| inner.parent_element();
        let around = std::iter::successors(Some(Element::from(element.clone())), within).collect();
        Self { element, around }
    }

    fn is_in_gate(&self) -> bool {
        self.around.iter().any(|e| e.matches(GATE).unwrap_or(false))
    }

    /// Where the keyboard goes when the element cannot have it any more.
    fn near(&self) -> Option<HtmlElement> {
        if is_field(&self.element) && can_take(&self.element) {
            return Some(self.element.clone());
        }
        let still = self.around.iter().find(|e| is_seen(e));
        let near = still.and_then(|e| e.closest(RESTS).ok().flatten());
        // Before the page stands what is asked first.
        let before = last_dialog().or_else(|| one(GATE));
        let near = match before {
            Some(before) => near
                .filter(|near| before.contains(Some(near.as_ref())))
                .or(Some(before)),
            None => near.or_else(|| one(".main")),
        };
        near?.dyn_into().ok()
    }
}

/// What is known of the keyboard.
#[derive(Default)]
struct Place {
    last: Option<Stand>,
    /// Where it was before the gate came.
    before_gate: Option<Stand>,
    /// What it rests on for want of what it was on.
    rests: Option<HtmlElement>,
}

impl Place {
    fn came_to(&mut self, element: HtmlElement) {
        if self.rests.as_ref() == Some(&element) {
            return;
        }
        let stand = Stand::of(element);
        self.rests = None;
        let before = self.last.take();
        if stand.is_in_gate() {
            self.before_gate = before.filter(|before| !before.is_in_gate()).or(self.before_gate.take());
        }
        self.last = Some(stand);
    }

    /// Where the keyboard has to go now; none where it may stay.
    fn next(&mut self) -> Option<HtmlElement> {
        let last = self.last.as_ref()?;
        let active = document().active_element().filter(|active| active.tag_name() != "BODY");
        if let Some(active) = active {
            // What could not be pressed for a while has it back.
            let rests = self.rests.clone().map(Element::from) == Some(active);
            return (rests && can_take(&last.element)).then(|| last.element.clone());
        }
        // Who pressed beside everything has let go of it.
        if can_take(&last.element) {
            return None;
        }
        if last.is_in_gate() && one(GATE).is_none() {
            self.last = self.before_gate.take().or(self.last.take());
        }
        let near = self.last.as_ref()?.near()?;
        self.rests = Some(near.clone());
        Some(near)
    }
}

/// Watches for as long as the window is open.
#[component]
pub fn Keyboard() -> impl IntoView {
    let place = Rc::new(RefCell::new(Place::default()));
    if let Some(active) = document()
        .active_element()
        .and_then(|e| e.dyn_into::<HtmlElement>().ok())
    {
        place.borrow_mut().came_to(active);
    }
    let heard = Rc::clone(&place);
    let _ = use_event_listener(document(), ev::focusin, move |event| {
        if let Some(element) = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
            heard.borrow_mut().came_to(element);
        }
    });
    let waits = Rc::new(Cell::new(false));
    let changed = Closure::<dyn Fn()>::new(move || {
        if waits.replace(true) {
            return;
        }
        let (place, waits) = (Rc::clone(&place), Rc::clone(&waits));
        leptos::task::spawn_local(async move {
            // What comes may take the keyboard by itself.
            drawn().await;
            waits.set(false);
            // Apart: giving it to an element is heard at once.
            let next = place.borrow_mut().next();
            if let Some(element) = next {
                give(&element);
            }
        });
    });
    let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else {
        return;
    };
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_attributes(true);
    // Those that take the keyboard from something: tables change many others with each block.
    let taking: js_sys::Array = ["disabled", "hidden", "inert", "open"]
        .map(JsValue::from_str)
        .iter()
        .collect();
    what.set_attribute_filter(&taking);
    what.set_subtree(true);
    if let Some(body) = document().body() {
        // Refused only where nothing is to be told, and what is stands above.
        let _ = observer.observe_with_options(&body, &what);
    }
    let kept = StoredValue::new_local((observer, changed));
    on_cleanup(move || {
        let _ = kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

fn give(element: &HtmlElement) {
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        // Setting an attribute with a valid name cannot be refused.
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that has left the page meanwhile is found out by the next change.
    let _ = element.focus_with_options(&options);
}

/// The dialog that was opened last lies over the others: it stands after them.
fn last_dialog() -> Option<Element> {
    let all = document().query_selector_all("dialog[open]").ok()?;
    let last = all.get(all.length().checked_sub(1)?)?;
    last.dyn_into().ok()
}

fn one(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn is_seen(element: &Element) -> bool {
    element.is_connected() && element.closest(AWAY).ok().flatten().is_none()
}

fn can_take(element: &HtmlElement) -> bool {
    is_seen(element) && !element.matches(":disabled").unwrap_or(false)
}

fn is_field(element: &HtmlElement) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}
