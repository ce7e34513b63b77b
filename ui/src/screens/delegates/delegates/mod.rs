//! All delegates: find one, judge it, stake with it.

mod control;
mod one;
mod voters;

use ballast_api::DelegateRow;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::flows::delegates::{AsOf, DelegateList, DelegateTabs, place};
pub use one::DelegatePage;

/// The table of delegates.
#[component]
pub fn Delegates() -> impl IntoView {
    let (to_stake, to_page) = (use_navigate(), use_navigate());
    let choose = Callback::new(move |row: DelegateRow| to_stake(&place::of_stake(&row.name), Default::default()));
    let open = Callback::new(move |row: DelegateRow| to_page(&place::page(&row.name), Default::default()));
    view! {
        <div class="wrap fill">
            <div class="row head">
                <h1>"Delegates"</h1>
                <AsOf />
            </div>
            <DelegateTabs />
            <DelegateList choose open />
        </div>
    }
}
