//! What comes next: dates on which buckets mature, and what is possible now.

use ballast_api::{Home, NextEvent};
use leptos::prelude::*;

use crate::{
    components::Swatch,
    format::{UNKNOWN, date_time, grouped, in_time},
    state::app,
};

/// As many as stand beside the last actions.
const SHOWN: usize = 5;

/// The soonest first.
#[component]
pub fn Next(home: RwSignal<Option<Home>>) -> impl IntoView {
    let all = move || home.with(|h| h.as_ref().and_then(|h| h.next.clone()).unwrap_or_default());
    let events = move || all().into_iter().take(SHOWN).collect::<Vec<_>>();
    let more = move || all().len().saturating_sub(SHOWN);
    let none = move || home.with(|h| h.as_ref().is_some_and(|h| h.next.as_ref().is_some_and(Vec::is_empty)));
    let unknown = move || home.with(|h| h.as_ref().is_some_and(|h| h.next.is_none()));
    view! {
        <section class="card">
            <div class="row">
                <h2>"What comes next"</h2>
                <span class="sp"></span>
                <a class="sm dim" href="/calendar" data-test="home-calendar">
                    {move || (more() > 0).then(|| format!("{} more · ", grouped(more() as u64)))} "Calendar"
                </a>
            </div>
            <div class="list events" data-test="home-next">
                <For each=events key=|e| format!("{e:?}") let:event>
                    <Line event />
                </For>
            </div>
            <Show when=none>
                <p class="sm mid quiet-line">
                    "Nothing is due. When a bucket is unlocked, the day its money comes free appears here."
                </p>
            </Show>
            <Show when=unknown>
                <p class="sm mid quiet-line" data-test="home-next-unknown">
                    {UNKNOWN} " The dates of your buckets show once the network answers."
                </p>
            </Show>
        </section>
    }
}

#[component]
fn Line(event: NextEvent) -> impl IntoView {
    let app = app();
    let at = event.at;
    let due = event.due;
    let when = move || match app.now() {
        _ if due => "now".to_owned(),
        Some(now) => format!("{} · {}", in_time(now.seconds_until(at)), date_time(at)),
        None => date_time(at),
    };
    view! {
        <div>
            <Swatch colour=if due { "warn" } else { "wait" } />
            <div>
                <div class="b">{event.title}</div>
                <div class="sm mid">{event.detail}</div>
            </div>
            <div class="sm dim">{when}</div>
        </div>
    }
}
