//! Shared pieces of the screens. They name no colour and no size: `assets/tokens.css` does.

mod address;
mod amount;
mod button;
mod chips;
mod copy;
mod dialog;
mod duration;
mod field;
mod icon;
mod inputs;
mod notices;
mod popover;
mod stepper;
mod table;
mod unlock;

use leptos::{html, prelude::*};

pub use address::AddressView;
pub use amount::{Figure, Money, Quantity};
pub use button::{Button, ButtonLink, Look};
pub use chips::{Avatar, ShareBar, StateChip, Swatch, Tick, Ticks};
pub use copy::CopyButton;
pub use dialog::Dialog;
pub use duration::{DurationSlider, MARKS};
pub use field::{Field, Mistake};
pub use icon::{Glyph, Icon, Mark};
pub use inputs::{FilterChip, Segmented, Toggle};
pub use notices::{EmptyState, ErrorPanel, Skeleton};
pub use popover::Popover;
pub use stepper::Stepper;
pub use table::{Column, Table};
pub use unlock::UnlockForm;

/// Gives an input the keyboard as soon as it is on the page.
pub fn focus_when_shown(input: NodeRef<html::Input>) {
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            request_animation_frame(move || {
                // An input that has left the page needs no keyboard.
                let _ = input.focus();
            });
        }
    });
}
