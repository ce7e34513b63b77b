//! How a sequence stands: a shape, a word, a colour.

use ballast_api::{SequenceState, StepState};
use leptos::prelude::*;

use super::steps::words_of;
use crate::kit::{
    components::{Glyph, Icon},
    format::date_time,
};

/// A chip with the sequence's state; a date where it waits for one.
#[component]
pub fn SequenceMark(
    /// How it stands.
    state: SequenceState,
    /// A word alone, for a table: the date is its title.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
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
    let word = if brief { state.word().to_owned() } else { words.clone() };
    view! {
        <span class=class title=brief.then_some(words)>
            <Icon glyph />
            {word}
        </span>
    }
}

/// A chip with a step's state, for a table.
#[component]
pub fn StepMark(state: StepState) -> impl IntoView {
    let (class, glyph, word) = match &state {
        StepState::Behind => ("chip", Glyph::Clock, "Later"),
        StepState::Waits { .. } => ("chip votes", Glyph::Clock, "Waits"),
        StepState::Ready => ("chip", Glyph::Clock, "Its turn"),
        StepState::Asks { .. } => ("chip warn", Glyph::Warning, "Asks you"),
        StepState::UnderWay => ("chip", Glyph::Clock, "Pending"),
        StepState::Done => ("chip good", Glyph::Check, "Done"),
        StepState::Failed { .. } => ("chip bad", Glyph::Cross, "Failed"),
        StepState::Not => ("chip warn", Glyph::Cross, "Not done"),
    };
    view! {
        <span class=class title=words_of(&state)>
            <Icon glyph />
            {word}
        </span>
    }
}
