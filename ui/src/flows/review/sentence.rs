//! A proposal's sentence, whose names lead to what they name.

use ballast_domain::Phrase;
use leptos::{html, prelude::*};

use crate::kit::components::{Said, focus_when_shown};

/// The whole of it in one sentence.
#[component]
pub fn Sentence(says: Phrase) -> impl IntoView {
    // At this size the narrow gaps between groups of digits would close up.
    let says = says.written(|text| text.replace('\u{202f}', "\u{a0}"));
    // Who opens a review reads this first, by eye or by ear.
    let first = NodeRef::<html::P>::new();
    focus_when_shown(first);
    view! { <p class="sentence" node_ref=first tabindex="-1" data-test="review-sentence"><Said says /></p> }
}
