//! The card with a bucket's life, and a date to leave it that can be moved.

use ballast_domain::{
    Days, Timestamp,
    rehearsal::{Clock, Leaving, lifecycle_in},
};
use leptos::prelude::*;

use super::{
    Known,
    ahead::{in_hand, stops},
};
use crate::kit::{
    components::{DurationSlider, Glyph, Icon, Strip},
    format::{UNKNOWN, date, grouped},
    state::app,
};

/// Past and future stops; the future ones follow the slider.
#[component]
pub fn Life(known: Known) -> impl IntoView {
    let app = app();
    let days = RwSignal::new(0u32);
    let params = Memo::new(move |_| app.network().map(|n| n.params()));
    // Worked out here, by the rules that the backend has too: the slider need not wait for an answer.
    let leaving = Memo::new(move |_| {
        let params = params.get()?;
        known.with(|k| {
            let k = k.as_ref()?;
            let clock = Clock {
                params: &params,
                height: k.height,
                now: k.value.now,
            };
            let from = k.value.now.plus_days(Days(days.get()));
            lifecycle_in(k.value.bucket.id, &k.value.ledger, &clock, from).map(|life| life.leaving)
        })
    });
    let road = Signal::derive(move || {
        let leaving: Leaving = leaving.get().unwrap_or_default();
        known.with(|k| k.as_ref().map(|k| stops(&k.value, &leaving)).unwrap_or_default())
    });
    let hand = move || {
        let leaving = leaving.get()?;
        known.with(|k| in_hand(&k.as_ref()?.value, &leaving))
    };
    let begins = move || {
        let now: Option<Timestamp> = known.with(|k| k.as_ref().map(|k| k.value.now));
        match (days.get(), now) {
            (0, _) => "If you start leaving now".to_owned(),
            (days, Some(now)) => format!(
                "If you start leaving in {} days, on {}",
                grouped(days.into()),
                date(now.plus_days(Days(days)))
            ),
            (days, None) => format!("If you start leaving in {} days", grouped(days.into())),
        }
    };
    let blocked = move || leaving.get().and_then(|leaving| leaving.blocked);
    let in_blocks = Memo::new(move |_| known.with(|k| k.as_ref().is_some_and(|k| k.value.bucket.blocks.is_some())));
    view! {
        <section class="card stack-m" data-test="bucket-life">
            <div class="row">
                <h2>"Timeline"</h2>
                <span class="sp"></span>
                <span class="sm mid">
                    "available " <b data-test="bucket-in-hand">{move || hand().unwrap_or_else(|| UNKNOWN.to_owned())}</b>
                </span>
            </div>
            <Strip stops=road test="bucket-road" />
            <div class="stack-s">
                <span class="sm mid" data-test="bucket-leave-at">{begins}</span>
                <DurationSlider days choose=Callback::new(move |chosen| days.set(chosen)) test="bucket-leave" />
            </div>
            {move || {
                blocked()
                    .map(|refusal| {
                        view! {
                            <div class="note warn" data-test="bucket-blocked">
                                <Icon glyph=Glyph::Warning />
                                <span>
                                    "It cannot be left further than that: " {refusal.rule.sentence()} " " {refusal.rule.help()} " "
                                    <span class="mid mono xs">{refusal.rule.id()}</span>
                                </span>
                            </div>
                        }
                    })
            }}
            <Show when=move || in_blocks.get()>
                <span class="xs dim">
                    "It counts in blocks: what is ahead is an estimate (≈) at the network's pace of today."
                </span>
            </Show>
        </section>
    }
}
