//! Whose word a line of a review is.

use ballast_domain::Source;
use leptos::prelude::*;

use crate::kit::components::{Glyph, Icon};

/// Whose word a line is, in small letters beside it.
#[component]
pub fn SourceWord(source: Source) -> impl IntoView {
    let glyph = match source {
        Source::Reckoned => Glyph::Check,
        Source::Asked => Glyph::Search,
        Source::NotYet => Glyph::Stop,
    };
    view! {
        <span class="xs dim row tight" data-test="source">
            <Icon glyph />
            {source.words()}
        </span>
    }
}
