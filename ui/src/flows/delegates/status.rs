//! How a delegate stands: a height, a word and a colour.

use ballast_api::{DelegateRow, DelegateStatus};
use leptos::prelude::*;

use crate::kit::{
    components::{Tick, Ticks},
    format::{UNKNOWN, counted},
};

/// Tall, half or low ticks and the word.
#[component]
pub fn StatusMark(
    /// Whose.
    row: DelegateRow,
) -> impl IntoView {
    let (tick, word) = standing(row.status);
    let why = row
        .probation
        .map(|times| format!("Missed too many blocks in {}", counted(times as usize, "epoch")));
    view! {
        <span class="row tight" title=why>
            <Ticks tick />
            <span class="sm">{word}</span>
        </span>
    }
}

/// How high its ticks are, and the word.
pub fn standing(status: DelegateStatus) -> (Tick, &'static str) {
    match status {
        DelegateStatus::Active => (Tick::Tall, "Making blocks"),
        DelegateStatus::Pool => (Tick::Tall, "In the pool"),
        DelegateStatus::Probation => (Tick::Low, "On probation"),
        DelegateStatus::Leaving => (Tick::Half, "Leaving"),
        DelegateStatus::Candidate => (Tick::Flat, "Not elected"),
        DelegateStatus::Unknown => (Tick::Flat, UNKNOWN),
    }
}
