//! Operator mode: one's own delegates, what they lack to be elected, and what can be done with them.

mod card;
mod deed;
mod fields;
mod gaps;
mod payout;
mod portions;
mod register;
mod registration;
mod walk;

use ballast_api::{OwnDelegates, calls};
use leptos::prelude::*;

pub use self::{deed::DelegateDeed, register::RegisterDelegate};
use crate::kit::{
    components::{Age, ButtonLink, EmptyState, Glyph, Reading, Skeleton},
    state::{Remote, app, staking},
};

/// Blocks after which one's own delegates are read again: a minute of them. All their voters' buckets are read with them.
const AGAIN: u64 = 24;

/// One's own delegates, for as long as the screen stands.
fn own_delegates() -> Remote<OwnDelegates> {
    let app = app();
    let minute = Memo::new(move |_| {
        app.chain
            .with(|c| c.as_ref().and_then(|c| c.height))
            .map(|h| h.0 / AGAIN)
    });
    let pulse = RwSignal::new(0);
    Effect::new(move |_| {
        minute.track();
        pulse.update(|pulse| *pulse += 1);
    });
    let remote = Remote::new();
    remote.follow(move || app.network().map(|_| calls::GetOwnDelegates {}), pulse);
    remote
}

/// The delegates that the wallet's accounts own or operate.
#[component]
pub fn Operator() -> impl IntoView {
    let own = own_delegates();
    let origin = move || own.value.with(|o| o.as_ref().map(|o| o.origin()));
    let delegates = Memo::new(move |_| {
        own.value
            .with(|o| o.as_ref().map(|o| o.value.clone()).unwrap_or_default())
    });
    let names = move || delegates.with(|all| all.iter().map(|own| own.row.name.clone()).collect::<Vec<_>>());
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Operator"</h1>
                <Age of=Signal::derive(origin) test="operator-as-of" />
                <span class="sp"></span>
                <ButtonLink href="/operator/register" test="operator-register" glyph=Glyph::Plus>
                    "Register a delegate"
                </ButtonLink>
            </div>
            <Reading
                of=own
                test="operator-unread"
                waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }
            >
                <Show when=move || !delegates.with(Vec::is_empty) fallback=NoDelegate>
                    <For each=names key=String::clone let:name>
                        <card::Card name delegates />
                    </For>
                </Show>
            </Reading>
        </div>
    }
}

#[component]
fn NoDelegate() -> impl IntoView {
    let none = "None of this wallet's accounts owns or operates a delegate.";
    let text = match untrack(staking) {
        Some(of) => format!(
            "{none} Registering one costs a fee of {} IOTX; to be elected it needs a self-stake of {} IOTX, its own or an \
             endorser's, and {} votes.",
            of.registration_fee.for_people(),
            of.min_self_stake.for_people(),
            of.score_threshold.for_people()
        ),
        None => none.to_owned(),
    };
    view! {
        <section class="card">
            <EmptyState
                glyph=Glyph::Delegates
                title="No delegate of yours"
                text
                test="operator-none"
            />
        </section>
    }
}
