//! Shared pieces of the screens. They name no colour and no size: `assets/tokens.css` does.

mod address;
mod address_field;
mod again;
mod age;
mod amount;
mod asked;
mod button;
mod chips;
mod choose;
mod chooser;
mod copy;
mod date_field;
mod dialog;
mod duration;
mod field;
mod icon;
mod inputs;
mod intent_form;
mod month;
mod notices;
mod payer;
mod plain;
mod popover;
mod refused;
mod said;
mod search;
mod settling;
mod stepper;
mod strip;
mod table;
mod unlock;

use js_sys::Promise;
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub use address::AddressView;
pub use address_field::AddressField;
pub use again::{Again, AgainField};
pub use age::Age;
pub use amount::{Figure, Money, Quantity, copy_figures, figure_at, money};
pub use asked::{AmountInput, DaysInput, MoneyField, Understood};
pub use button::{Button, ButtonLink, Look, NO_KEY, NotNow, button_link, not_now};
pub use chips::{Avatar, ShareBar, StateChip, Swatch, Tick, Ticks, avatar, state_chip};
pub use choose::AccountSelect;
pub use chooser::{Choice, Chooser, fitting};
pub use copy::{CopyButton, copy};
pub use date_field::DateField;
pub use dialog::Dialog;
pub use duration::{DurationSlider, MARKS};
pub use field::{Field, Mistake};
pub use icon::{Glyph, Icon, Mark, drawing};
pub use inputs::{FilterChip, Segmented, Toggle};
pub use intent_form::{IntentForm, ReviewButton, WatchedNote};
pub use month::{MonthSheet, Range};
pub use notices::{EmptyState, ErrorPanel, Reading, Skeleton};
pub use payer::PayerField;
pub use plain::{Child, Plain, plain};
pub use popover::Popover;
pub use refused::Refused;
pub use said::{Said, account_activity, bucket_page, delegate_page};
pub use search::SearchField;
pub use settling::unsettled;
pub use stepper::Stepper;
pub use strip::{Stop, Strip};
pub use table::{Column, Table};
pub use unlock::UnlockForm;

/// Gives an element the keyboard as soon as it is on the page.
pub fn focus_when_shown<E>(element: NodeRef<E>)
where
    E: html::ElementType + 'static,
    E::Output: AsRef<web_sys::HtmlElement> + JsCast + Clone + 'static,
{
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            focus_soon(element);
        }
    });
}

/// Waits until what was changed is on the screen.
pub async fn drawn() {
    let drawn = Promise::new(&mut |done, _| {
        // The first frame is the one that is drawn now, and the second comes after it.
        request_animation_frame(move || {
            request_animation_frame(move || {
                // Who waited may be gone.
                let _ = done.call0(&JsValue::NULL);
            });
        });
    });
    // It is never rejected.
    let _ = JsFuture::from(drawn).await;
}

/// Gives what has this name for tests the keyboard, once what is being drawn stands: what opened a thing gets it back when
/// that closes.
pub fn focus_named(test: &'static str) {
    request_animation_frame(move || {
        let found = document()
            .query_selector(&format!("[data-test='{test}']"))
            .ok()
            .flatten();
        if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Gives it the keyboard once what is being drawn stands.
pub fn focus_soon(element: impl AsRef<web_sys::HtmlElement> + 'static) {
    request_animation_frame(move || {
        // An element that has left the page needs no keyboard.
        let _ = element.as_ref().focus();
    });
}
