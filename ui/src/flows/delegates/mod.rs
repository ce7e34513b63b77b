//! The list of delegates: to look at, and to choose one to stake with.

mod choose;
mod fair;
mod filter;
mod list;
mod payout;
pub mod place;
mod status;
mod tabs;

use leptos::prelude::*;

use self::filter::{Elected, Filter};
pub use choose::DelegateChooser;
pub use list::DelegateList;
pub use payout::{PayoutMark, PayoutNote, next_freeze};
pub use status::StatusMark;
pub use tabs::DelegateTabs;

use crate::kit::{
    format::{UNKNOWN, ago, grouped},
    state::app,
};

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
