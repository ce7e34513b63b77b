//! What came in by itself, looked at alone: from whom, in which block, and the transaction with the way to it; of a payout the
//! delegate, the era, and whose votes it is for.

use ballast_api::{HistoryRow, VoterPayout};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::more::ExplorerLink;
use crate::{
    flows::whom::Whom,
    kit::{
        components::{CopyButton, Dialog, Said, bucket_page, delegate_page},
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
        <Dialog open title="Details" test="arrival">
            {move || row.get().map(|row| view! { <Told row /> })}
        </Dialog>
    }
}

#[component]
fn Told(row: HistoryRow) -> impl IntoView {
    let says = ballast_domain::Phrase::with_accounts(&row.sentence);
    let hash = row.hash.map(|hash| hash.to_string());
    let untold = match row.summed {
        Some(_) => "Each payment has one of its own.",
        None => "No transaction tells of it.",
    };
    let (left, bucket) = (row.to, row.bucket);
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
                    None => view! { <span data-test="arrival-hash">{untold}</span> }.into_any(),
                }}
            </div>
            {row.link.map(|link| view! { <ExplorerLink link /> })}
            {row.from.map(|from| view! {
                <div>
                    <span class="mid">"From"</span>
                    <span data-test="arrival-from"><Whom at=from /></span>
                </div>
            })}
            {row.payout.map(|payout| view! { <Paid payout /> })}
            {left.map(|to| view! {
                <div>
                    <span class="mid">"Went to"</span>
                    <span data-test="arrival-to"><Whom at=to /></span>
                </div>
            })}
            {bucket.map(|bucket| view! {
                <div>
                    <span class="mid">"Into"</span>
                    <a class="named" href=bucket_page(bucket) data-test="arrival-bucket">{bucket.title()}</a>
                </div>
            })}
            {row.summed.map(|summed| view! {
                <div>
                    <span class="mid">"Payments"</span>
                    <span data-test="arrival-payments">
                        {format!("{}, since block {}", grouped(summed.payments), grouped(summed.first.0))}
                    </span>
                </div>
            })}
            <div>
                <span class="mid">"Account"</span>
                <span><Whom at=row.account /></span>
            </div>
            <div>
                <span class="mid">"Block"</span>
                <span>{row.height.map_or_else(|| UNKNOWN.to_owned(), |height| grouped(height.0))}</span>
            </div>
        </div>
    }
}

/// Whose votes a payout is for, and for which delegate and era.
#[component]
fn Paid(payout: VoterPayout) -> impl IntoView {
    let delegate = match payout.name {
        Some(name) => {
            let page = delegate_page(&name);
            view! { <a class="named" href=page>{name}</a> }.into_any()
        }
        None => view! { <Whom at=payout.delegate /> }.into_any(),
    };
    view! {
        <div>
            <span class="mid">"Delegate"</span>
            <span data-test="arrival-delegate">{delegate}</span>
        </div>
        <div>
            <span class="mid">"Era"</span>
            <span data-test="arrival-era">{payout.era.to_string()}</span>
        </div>
        <div>
            <span class="mid">"Votes of"</span>
            <span data-test="arrival-voter"><Whom at=payout.voter /></span>
        </div>
    }
}
