//! The practice network's banner: what it is, its clock, and the keys that move its time on.

use ballast_api::calls;
use ballast_domain::{Network, SECONDS_PER_DAY};
use leptos::prelude::*;

use crate::{
    backend::ask,
    components::{Glyph, Icon},
    format::{date_time, grouped},
    state::app,
};

const STEPS: [(&str, &str, u64); 3] = [
    ("+1 hour", "hour", 3600),
    ("+1 day", "day", SECONDS_PER_DAY),
    ("+91 days", "91-days", 91 * SECONDS_PER_DAY),
];

/// Striped, on the practice network only. An empty row of the grid elsewhere.
#[component]
pub fn Banner() -> impl IntoView {
    let app = app();
    let busy = RwSignal::new(false);
    let pass = move |seconds: u64| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::PassPracticeTime { seconds }).await {
                Ok(chain) => {
                    app.chain.set(Some(chain));
                    app.pulse.update(|pulse| *pulse += 1);
                }
                Err(failure) => app.toasts.failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let block = move || {
        app.chain
            .with(|c| c.as_ref().and_then(|c| c.height))
            .map(|h| format!("Block {}", grouped(h.0)))
    };
    let moment = move || app.now().map(|now| format!(" · {}", date_time(now)));
    view! {
        <Show when=move || app.network() == Some(Network::Practice) fallback=|| view! { <div class="no-banner"></div> }>
            <div class="banner" data-test="practice-banner">
                <Icon glyph=Glyph::Flask />
                <b>"Practice network"</b>
                <span>"Nothing here is real money."</span>
                <span class="sp"></span>
                <span data-test="practice-clock">{block} {moment}</span>
                <span class="group" role="group" aria-label="Move time on">
                    {STEPS
                        .map(|(word, name, seconds)| {
                            view! {
                                <button
                                    type="button"
                                    data-test=format!("practice-plus-{name}")
                                    disabled=busy
                                    on:click=move |_| pass(seconds)
                                >
                                    {word}
                                </button>
                            }
                        })
                        .collect_view()}
                </span>
            </div>
        </Show>
    }
}
