//! All delegates: find one, judge it, stake with it.

use ballast_api::DelegateRow;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::flows::delegates::{AsOf, DelegateList};

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
