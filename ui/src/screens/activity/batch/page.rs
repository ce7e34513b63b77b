//! What became of a batch: a line for each action, as it comes further.

use ballast_api::{BatchView, Tally, calls};
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
    let items = move || {
        batch.value.with(|b| {
            let standing = b.iter().flat_map(BatchView::standing);
            standing.cloned().collect::<Vec<_>>()
        })
    };
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

/// How many have ended, and how.
#[component]
fn Verdict(batch: BatchView) -> impl IntoView {
    let Tally {
        all,
        done,
        failed: lost,
        ..
    } = batch.tally();
    let open = all - done - lost;
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
            "{} of {} are final. Ballast follows the others.",
            count(done),
            count(all)
        ),
        _ => format!(
            "{} of {} are final, {} came to nothing. Ballast follows the others.",
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
