//! All buckets, when their money comes free, and what can be done with each now.

mod allowed;
mod find;
mod kinds;
mod life;
mod pages;
mod rows;
mod select;
mod steps;
#[cfg(test)]
mod testing;
mod timeline;
mod wishes;

use leptos::prelude::*;

use find::fits;
use kinds::{Kind, Kinds};
use life::Life;
use pages::{Row, read_buckets};
use rows::columns;
use select::{BatchBar, Selection, signers, toggle};
use timeline::FreeTimeline;
use wishes::form;

use crate::kit::{
    components::{Age, ButtonLink, EmptyState, Glyph, Look, Reading, SearchField, Skeleton, Table},
    format::{counted, grouped},
    state::app,
};

/// Among so few buckets nobody searches.
const AT_A_GLANCE: usize = 6;

/// The table of buckets.
#[component]
pub fn Buckets() -> impl IntoView {
    let app = app();
    let buckets = read_buckets();
    let all = Memo::new(move |_| buckets.value.with(|b| b.as_ref().map_or(0, |b| b.rows.value.len())));
    let text = RwSignal::new(String::new());
    // Everything below the search is about what it finds.
    let rows = Memo::new(move |_| {
        let text = text.get();
        let wanted = |row: &&Row| text.is_empty() || fits(row, &text);
        buckets.value.with(|b| {
            let rows = b.iter().flat_map(|b| &b.rows.value);
            rows.filter(wanted).cloned().collect::<Vec<_>>()
        })
    });
    let origin = move || buckets.value.with(|b| b.as_ref().map(|b| b.rows.origin()));
    let together = Memo::new(move |_| app.account.get().is_none() && app.accounts().len() > 1);
    let loaded = move || buckets.value.with(Option::is_some);
    // What is said of all buckets waits for all of them, and its place is kept.
    let whole = Memo::new(move |_| buckets.value.with(|b| b.as_ref().is_some_and(|b| b.whole)));
    let cursor = RwSignal::new(None::<String>);
    let selection: Selection = form().keep("selected", Default::default());
    let may_sign = Memo::new(move |_| {
        let signers = signers();
        rows.with(|rows| rows.iter().any(|row| signers.contains(&row.bucket.owner)))
    });
    let pick = Callback::new(move |row: Row| toggle(selection, &row));
    let kind = RwSignal::new(Kind::All);
    let shown = Memo::new(move |_| {
        let mut shown = rows.get();
        kind.with(|kind| shown.retain(|row| kind.has(row)));
        shown
    });
    let named = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| !row.label.is_empty())));
    let picked = Memo::new(move |_| {
        shown.with(|rows| {
            let chosen = cursor.with(|c| rows.iter().find(|r| Some(r.bucket.id.to_string()) == *c).cloned());
            chosen.or_else(|| rows.first().cloned())
        })
    });
    let count = move || {
        loaded().then(|| {
            let whose = app
                .chosen()
                .map_or_else(|| "all accounts".to_owned(), |a| app.name_of(a.address));
            match whole.get() {
                true => format!("{} in {whose}", grouped(all.get() as u64)),
                false => format!("the first {} in {whose}, the others are being read", all.get()),
            }
        })
    };
    let found = move || {
        let looked_for = text.with(|text| !text.trim().is_empty());
        looked_for.then(|| match rows.with(Vec::len) {
            0 => "No bucket matches.".to_owned(),
            count => format!("{} found", counted(count, "bucket")),
        })
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Buckets"</h1>
                <span class="sm dim" data-test="buckets-count">{count}</span>
                <Age of=Signal::derive(origin) test="buckets-as-of" />
                <span class="sp"></span>
                <ButtonLink href="/bucket" test="buckets-find" glyph=Glyph::Search>"Find a bucket"</ButtonLink>
                <ButtonLink href="/drafts" test="buckets-drafts">"Drafts"</ButtonLink>
                <ButtonLink href="/plan" test="buckets-plan">"Plan a stake"</ButtonLink>
                <ButtonLink href="/ladder" test="buckets-ladder">"Plan a ladder"</ButtonLink>
                <ButtonLink href="/stake" test="buckets-stake" look=Look::Primary glyph=Glyph::Plus>
                    "Stake"
                </ButtonLink>
            </div>
            <Reading
                of=buckets
                test="buckets-error"
                waiting=|| view! { <section class="card"><Skeleton size="tall" /></section> }
            >
                <Show when=move || { all.get() > 0 } fallback=NoBuckets>
                    <FreeTimeline rows whole />
                    <div class="toolbar">
                        <div class="row tight wraps">
                            <Show when=move || { whole.get() && all.get() > AT_A_GLANCE }>
                                <SearchField
                                    text
                                    test="buckets-search"
                                    label="Search buckets"
                                    hint="Name, number, delegate"
                                />
                            </Show>
                            <Show when=move || whole.get()>
                                <Kinds rows kind />
                            </Show>
                            <span class="sm dim" data-test="buckets-found" aria-live="polite">{found}</span>
                        </div>
                        <Show when=move || whole.get() && may_sign.get()>
                            <BatchBar rows=shown selection />
                        </Show>
                    </div>
                    {move || {
                        view! {
                            <Table
                                columns=columns(together.get(), named.get(), selection)
                                pick
                                rows=shown
                                id=|row| row.bucket.id.to_string()
                                label=counted(shown.with_untracked(Vec::len), "bucket")
                                test="buckets"
                                cursor
                            />
                        }
                    }}
                    {move || picked.get().filter(|_| whole.get()).map(|row| view! { <Life row /> })}
                </Show>
            </Reading>
        </div>
    }
}

#[component]
fn NoBuckets() -> impl IntoView {
    view! {
        <section class="card">
            <EmptyState
                glyph=Glyph::Buckets
                title="No bucket yet"
                text="A bucket holds IOTX that you staked with a delegate for a time. It votes for the delegate, and stays yours."
                test="buckets-none"
            >
                <ButtonLink href="/stake" test="buckets-first-stake">"Choose a delegate"</ButtonLink>
            </EmptyState>
        </section>
    }
}
