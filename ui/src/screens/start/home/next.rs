//! What comes next: dates on which buckets mature, and what is possible now.

use ballast_api::{Home, NextEvent, Upcoming};
use leptos::prelude::*;

use crate::kit::{
    components::{Said, Swatch},
    format::{UNKNOWN, date_time, grouped, in_time},
    state::app,
};

/// The soonest first.
#[component]
pub fn Next(home: RwSignal<Option<Home>>) -> impl IntoView {
    let next = Memo::new(move |_| home.with(|h| h.as_ref().map(|h| h.next.clone())));
    let soonest = move || next.get().flatten().map(|next| next.soonest).unwrap_or_default();
    let all = move || next.with(|n| n.as_ref().and_then(|n| n.as_ref().map(|n| n.all)));
    let unknown = move || next.with(|n| n.as_ref().is_some_and(Option::is_none));
    let none = move || all() == Some(0);
    let more = move || all().map_or(0, |all| all.saturating_sub(Upcoming::SHOWN as u64));
    view! {
        <section class="card">
            <div class="row">
                <h2>"What comes next"</h2>
                <span class="sp"></span>
                <a class="sm dim" href="/calendar" data-test="home-calendar">
                    {move || (more() > 0).then(|| format!("{} more · ", grouped(more())))} "Calendar"
                </a>
            </div>
            <div class="list events" data-test="home-next">
                <For each=soonest key=|e| format!("{e:?}") let:event>
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
                <div class="b"><Said says=event.says /></div>
                <div class="sm mid"><Said says=event.about /></div>
            </div>
            <div class="sm dim">{when}</div>
        </div>
    }
}
