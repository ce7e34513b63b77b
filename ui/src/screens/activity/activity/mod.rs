//! What was signed here, how far each has come, and what came in by itself.

mod arrival;
mod filters;
mod held;
mod lines;
mod more;
mod page;
mod replace;
mod road;
mod rows;
mod unseen;

use std::collections::BTreeSet;

use ballast_api::{HistoryRow, calls};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use self::{
    arrival::Arrived,
    filters::{Export, FilterBar, Filters},
    lines::{Line, lines},
    rows::columns,
    unseen::Unseen,
};
pub use self::{page::SubmissionPage, replace::ReplaceSubmission};
use crate::kit::{
    components::{ButtonLink, EmptyState, Glyph, Reading, Skeleton, Table},
    format::counted,
    state::{app, read},
};

/// Own actions with what they moved, and what came in, the newest first.
#[component]
pub fn Activity() -> impl IntoView {
    let app = app();
    let navigate = use_navigate();
    let filters = Filters::new();
    // A sentence that names an account leads to what it has to do with.
    let query = use_query_map();
    Effect::new(move |_| {
        if let Some(text) = query.with(|query| query.get("search")) {
            filters.look_for(text);
        }
    });
    let list = read(move || {
        app.network().map(|_| calls::GetHistory {
            filter: filters.wanted(),
        })
    });
    // What was found before stands until the next is found.
    let rows = RwSignal::new(None::<Vec<HistoryRow>>);
    Effect::new(move |_| {
        if let Some(found) = list.value.get() {
            rows.set(Some(found));
        }
    });
    let received = Memo::new(move |_| query.with(|query| query.get("received")));
    let sequences = read(move || app.network().map(|_| calls::GetSequences {}));
    let opened = RwSignal::new(BTreeSet::<String>::new());
    let shown = Memo::new(move |_| {
        let rows = rows.get().unwrap_or_default();
        // What is looked for is found by itself, in a sequence or not.
        let sequences = sequences.value.get().filter(|_| !filters.any());
        opened.with(|opened| lines(rows, sequences.unwrap_or_default(), app.account.get(), opened))
    });
    let together = Memo::new(move |_| app.account.get().is_none() && app.accounts().len() > 1);
    let count = move || rows.with(|rows| rows.as_ref().map(|rows| counted(rows.len(), "row")));
    let toggle = Callback::new(move |id: String| {
        opened.update(|opened| {
            if !opened.remove(&id) {
                opened.insert(id);
            }
        });
    });
    let open = Callback::new(move |line: Line| match &line {
        Line::Sequence { view, .. } => toggle.run(view.id.clone()),
        line => {
            if let Some(row) = line.row() {
                navigate(&rows::page(row), Default::default());
            }
        }
    });
    view! {
        <div class="wrap fill">
            <div class="row head">
                <h1>"Activity"</h1>
                <span class="sm dim" data-test="activity-count">{count}</span>
                <span class="sp"></span>
                <ButtonLink href="/drafts" test="activity-drafts">"Drafts"</ButtonLink>
                <Export filters />
            </div>
            <FilterBar filters />
            <Unseen filters />
            <Arrived named=received rows />
            <div class="table-place">
                <Reading of=list test="activity-error" waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }>
                    <Show when=move || !shown.with(Vec::is_empty) fallback=move || view! { <Nothing filters /> }>
                        {move || {
                            view! {
                                <Table columns=columns(together.get(), toggle) rows=shown id=Line::id open label="Activity" test="activity" />
                            }
                        }}
                    </Show>
                </Reading>
            </div>
        </div>
    }
}

#[component]
fn Nothing(filters: Filters) -> impl IntoView {
    let any = filters.any();
    view! {
        <section class="card">
            {if any {
                view! {
                    <EmptyState
                        glyph=Glyph::Search
                        title="No matches"
                        text="Nothing that was signed or came in matches these filters."
                        test="activity-no-match"
                    />
                }
                    .into_any()
            } else {
                view! {
                    <EmptyState
                        glyph=Glyph::Activity
                        title="Nothing was signed yet, and nothing came in"
                        text="What you sign is written down here before it is sent, and what comes in as it comes."
                        test="activity-none"
                    >
                        <ButtonLink href="/stake" test="activity-stake">"Stake"</ButtonLink>
                    </EmptyState>
                }
                    .into_any()
            }}
        </section>
    }
}
