//! All delegates: find one, judge it, stake with it.

mod filter;
mod list;
mod status;

use ballast_api::DelegateRow;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use filter::{Elected, Filter};
pub use list::DelegateList;
pub use status::StatusMark;

use crate::{
    format::{UNKNOWN, ago, grouped},
    state::app,
};

/// The table of delegates.
#[component]
pub fn Delegates() -> impl IntoView {
    let navigate = use_navigate();
    let choose = Callback::new(move |row: DelegateRow| navigate(&format!("/stake/{}", row.name), Default::default()));
    view! {
        <div class="wrap fill">
            <div class="row head">
                <h1>"Delegates"</h1>
                <AsOf />
            </div>
            <DelegateList choose />
        </div>
    }
}

/// How many are elected, and where that is known from.
#[component]
pub fn AsOf() -> impl IntoView {
    let app = app();
    let delegates = app.delegates().value;
    let chosen = Elected::now();
    let elected = move || {
        delegates.with(|d| {
            let rows = &d.as_ref()?.rows.value;
            let count = |filter: Filter| {
                chosen
                    .with(|c| filter.count(rows, c))
                    .map_or(UNKNOWN.to_owned(), grouped)
            };
            Some(format!(
                "{} in the pool, {} drawn this epoch · ",
                count(Filter::Pool),
                count(Filter::Active)
            ))
        })
    };
    let origin = move || {
        delegates.with(|d| {
            let rows = &d.as_ref()?.rows;
            Some(format!(
                "as of block {}, {}",
                grouped(rows.height.0),
                ago(app.clock.since(rows.at))
            ))
        })
    };
    view! { <span class="sm dim" data-test="delegates-as-of">{elected} {origin}</span> }
}
