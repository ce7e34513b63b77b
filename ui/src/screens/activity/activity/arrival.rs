//! What came in by itself, looked at alone: from whom, in which block, and the transaction with the way to it.

use ballast_api::HistoryRow;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::more::ExplorerLink;
use crate::{
    flows::whom::Whom,
    kit::{
        components::{CopyButton, Dialog, Said},
        format::{UNKNOWN, from_path, grouped, in_path},
    },
};

/// Where a row of what came in leads.
pub fn page(id: &str) -> String {
    format!("/activity?received={}", in_path(id))
}

/// The row that a path's query names, in front of the history; nothing without one. Closed, the history stands alone.
#[component]
pub fn Arrived(
    /// What the query says.
    named: Memo<Option<String>>,
    /// The history.
    rows: RwSignal<Option<Vec<HistoryRow>>>,
) -> impl IntoView {
    let navigate = use_navigate();
    let row = Memo::new(move |_| {
        let id = from_path(&named.get()?);
        let is_it = |row: &&HistoryRow| row.id == id && row.arrival.is_some();
        rows.with(|rows| rows.iter().flatten().find(is_it).cloned())
    });
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(row.with(Option::is_some)));
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is && named.with_untracked(Option::is_some) {
            let in_its_place = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate("/activity", in_its_place);
        }
        is
    });
    view! {
        <Dialog open title="Received" test="arrival">
            {move || row.get().map(|row| view! { <Told row /> })}
        </Dialog>
    }
}

#[component]
fn Told(row: HistoryRow) -> impl IntoView {
    let says = ballast_domain::Phrase::with_accounts(&row.sentence);
    let hash = row.hash.map(|hash| hash.to_string());
    view! {
        <p data-test="arrival-sentence"><Said says /></p>
        <div class="list facts wide-names">
            <div>
                <span class="mid">"Transaction"</span>
                {match hash {
                    Some(hash) => view! {
                        <span class="row">
                            <span class="mono wrap-any" data-test="arrival-hash">{hash.clone()}</span>
                            <span class="sp"></span>
                            <CopyButton text=Signal::stored(hash) test="arrival-hash-copy" />
                        </span>
                    }
                    .into_any(),
                    None => view! { <span data-test="arrival-hash">"No transaction tells of it."</span> }.into_any(),
                }}
            </div>
            {row.link.map(|link| view! { <ExplorerLink link /> })}
            {row.from.map(|from| view! {
                <div>
                    <span class="mid">"From"</span>
                    <span data-test="arrival-from"><Whom at=from /></span>
                </div>
            })}
            <div>
                <span class="mid">"To"</span>
                <span><Whom at=row.account /></span>
            </div>
            <div>
                <span class="mid">"Block"</span>
                <span>{row.height.map_or_else(|| UNKNOWN.to_owned(), |height| grouped(height.0))}</span>
            </div>
        </div>
    }
}
