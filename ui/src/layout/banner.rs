//! The banner of what is not real money: the practice network's with its clock and the keys that move its time on, and
//! that of a network of one's own.

use ballast_api::calls;
use ballast_domain::{Network, SECONDS_PER_DAY};
use leptos::prelude::*;

use crate::kit::{
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

/// Striped, on the practice network and on one's own. An empty row of the grid elsewhere.
#[component]
pub fn Banner() -> impl IntoView {
    let app = app();
    let shown = Memo::new(move |_| app.network());
    move || match shown.get() {
        Some(Network::Practice) => view! { <PracticeBanner /> }.into_any(),
        Some(Network::Own(own)) => view! { <OwnBanner chain_id=own.chain_id /> }.into_any(),
        _ => view! { <div class="no-banner"></div> }.into_any(),
    }
}

/// The newest block, as far as it is known.
fn block() -> Option<String> {
    let height = app().chain.with(|c| c.as_ref().and_then(|c| c.height));
    height.map(|h| format!("Block {}", grouped(h.0)))
}

/// What a network of one's own is called, and that its money is not mainnet's.
#[component]
fn OwnBanner(chain_id: u64) -> impl IntoView {
    let app = app();
    view! {
        <aside class="banner" aria-label="This network" data-test="own-banner">
            <Icon glyph=Glyph::Info />
            <b>{move || app.network_name()}</b>
            <span>{format!("A custom network, chain {}. This is not mainnet: what moves here is not mainnet's IOTX.", chain_id)}</span>
            <span class="sp"></span>
            <span data-test="own-block">{block}</span>
        </aside>
    }
}

#[component]
fn PracticeBanner() -> impl IntoView {
    let app = app();
    let busy = RwSignal::new(false);
    let pass = move |seconds: u64| {
        app.progress.set(None);
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
    let moment = move || match app.progress.get().filter(|_| busy.get()) {
        Some((task, done, total)) => Some(format!(" · {task}: {done} of {total}")),
        None => app.now().map(|now| format!(" · {}", date_time(now))),
    };
    view! {
        <aside class="banner" aria-label="This network" data-test="practice-banner">
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
        </aside>
    }
}
