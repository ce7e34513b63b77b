//! What became of a batch: a line for each action, as it comes further.

use ballast_api::{BatchView, SubmissionState, SubmissionView, calls};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    flows::submission::SubmissionLine,
    kit::{
        components::{ButtonLink, Glyph, Icon, Reading, Skeleton},
        format::grouped,
        state::{app, read},
    },
};

/// The batch that the path names.
#[component]
pub fn BatchPage() -> impl IntoView {
    let app = app();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|p| p.get("id")));
    let batch = read(move || app.network().and(id.get()).map(|id| calls::GetBatch { id }));
    let items = move || batch.value.with(|b| b.as_ref().map(standing).unwrap_or_default());
    let together = Memo::new(move |_| {
        let items = items();
        items.iter().any(|item| item.account != items[0].account)
    });
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Batch"</h1>
                <span class="sp"></span>
                <ButtonLink href="/activity" test="batch-all">"All activity"</ButtonLink>
                <ButtonLink href="/buckets" test="batch-buckets">"Buckets"</ButtonLink>
            </div>
            <Reading
                of=batch
                test="batch-unread"
                waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }
            >
                {move || batch.value.get().map(|batch| view! { <Verdict batch /> })}
                <section class="card">
                    <div class="list actions" class:with-accounts=together data-test="batch">
                        <For each=items key=|s| (s.id.clone(), s.state, s.held, s.stuck.is_some()) let:submission>
                            <SubmissionLine submission with_account=together />
                        </For>
                    </div>
                </section>
            </Reading>
        </div>
    }
}

/// The batch's actions: what made way for another of it is not one of them any more.
fn standing(batch: &BatchView) -> Vec<SubmissionView> {
    let made_way = |item: &&SubmissionView| {
        let by = item.replaced_by.as_ref();
        by.is_some_and(|by| batch.items.iter().any(|other| other.id == *by))
    };
    batch.items.iter().filter(|item| !made_way(item)).cloned().collect()
}

/// How many have ended, and how.
#[component]
fn Verdict(batch: BatchView) -> impl IntoView {
    let items = standing(&batch);
    let all = items.len();
    let open = items.iter().filter(|item| item.state.is_open()).count();
    let done = items.iter().filter(|item| item.state == SubmissionState::Final).count();
    let lost = all - open - done;
    let (class, glyph, word) = match (open, lost) {
        (0, 0) => ("note good", Glyph::Check, "final"),
        (0, _) => ("note bad", Glyph::Warning, "failed"),
        _ => ("note", Glyph::Clock, "open"),
    };
    let count = |n: usize| grouped(n as u64);
    let sentence = match (open, lost) {
        (0, 0) if all == 1 => "It is final.".to_owned(),
        (0, 0) => format!("All {} are final.", count(all)),
        (0, _) => format!(
            "{} of {} are final; {} came to nothing, and did not stop the others.",
            count(done),
            count(all),
            count(lost)
        ),
        (_, 0) => format!(
            "{} of {} are final. The others are followed by themselves.",
            count(done),
            count(all)
        ),
        _ => format!(
            "{} of {} are final, {} came to nothing. The others are followed by themselves.",
            count(done),
            count(all),
            count(lost)
        ),
    };
    view! {
        <div class=class data-test="batch-verdict" data-state=word>
            <Icon glyph />
            <span>{sentence}</span>
        </div>
    }
}
