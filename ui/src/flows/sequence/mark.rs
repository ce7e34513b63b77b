//! How a sequence stands: a shape, a word, a colour.

use ballast_api::SequenceState;
use leptos::prelude::*;

use crate::kit::{
    components::{Glyph, Icon},
    format::date_time,
};

/// A chip with the sequence's state; a date where it waits for one.
#[component]
pub fn SequenceMark(state: SequenceState) -> impl IntoView {
    let (class, glyph) = match &state {
        SequenceState::UnderWay => ("chip", Glyph::Clock),
        SequenceState::Waits { .. } => ("chip votes", Glyph::Clock),
        SequenceState::Asks | SequenceState::Stopped => ("chip warn", Glyph::Warning),
        SequenceState::Locked => ("chip warn", Glyph::Lock),
        SequenceState::Done => ("chip good", Glyph::Check),
        SequenceState::Failed => ("chip bad", Glyph::Cross),
    };
    let words = match &state {
        SequenceState::Waits { until } => format!("Waits for {}", date_time(*until)),
        state => state.word().to_owned(),
    };
    view! {
        <span class=class>
            <Icon glyph />
            {words}
        </span>
    }
}
