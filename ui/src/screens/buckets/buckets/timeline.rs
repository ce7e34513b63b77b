//! When money comes free, if everything possible were begun today; the table's "Free from" is its twin.

use ballast_domain::{BucketState, Timestamp};
use leptos::prelude::*;

use super::pages::Row;
use crate::kit::{
    charts::{Dot, Sheet, timeline},
    format::grouped,
    state::app,
};

/// Dates that a drawing has room for.
const MOST: usize = 60;

/// When the hour began: often enough for a drawing of months, and for the order of dates.
pub fn this_hour() -> Memo<Option<Timestamp>> {
    let app = app();
    Memo::new(move |_| {
        let now = app.now()?;
        Some(Timestamp::from_seconds(now.seconds() / 3600 * 3600))
    })
}

/// The card above the table; nothing when no date is known.
#[component]
pub fn FreeTimeline(
    rows: Memo<Vec<Row>>,
    /// Whether these are all; until then its place is kept.
    whole: Memo<bool>,
) -> impl IntoView {
    let now = this_hour();
    let dots = move |now: Timestamp| {
        rows.with(|rows| {
            let dot = |row: &Row| {
                let running = !matches!(row.state, Some(BucketState::Unstaking(_) | BucketState::Withdrawable));
                Some(Dot {
                    at: row.free?.from(now).max(now),
                    amount: row.bucket.amount,
                    votes: running,
                })
            };
            let mut dots: Vec<_> = rows.iter().filter_map(dot).collect();
            dots.sort_by_key(|dot| dot.at);
            dots.truncate(MOST);
            dots
        })
    };
    let more = move || {
        let all = rows.with(|rows| rows.iter().filter(|row| row.free.is_some()).count());
        (all > MOST).then(|| format!("the first {MOST} of {} · ", grouped(all as u64)))
    };
    let any = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| row.free.is_some())));
    let draw = move |width| {
        now.get()
            .map(|now| timeline(now, &dots(now), width))
            .unwrap_or_default()
    };
    view! {
        <Show when=move || any.get()>
            <section class="card">
                <div class="row">
                    <h2>"When money comes free"</h2>
                    <span class="sp"></span>
                    <span class="sm dim">
                        {more} "if unlocked today · " <a class="link" href="/calendar" data-test="buckets-calendar">"Calendar"</a>
                    </span>
                </div>
                <Show when=move || whole.get() fallback=|| view! { <div class="chart to-come"></div> }>
                    <Sheet draw usual=990 label="When money comes free; the dates stand in the table" test="buckets-timeline" />
                </Show>
            </section>
        </Show>
    }
}
