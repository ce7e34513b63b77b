//! The pages about delegates, side by side.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Each with its path and its word.
const PAGES: [(&str, &str, &str); 2] = [
    ("/delegates", "Directory", "delegates-tab-directory"),
    ("/network", "Network", "delegates-tab-network"),
];

/// Leads from one of them to another.
#[component]
pub fn DelegateTabs() -> impl IntoView {
    let here = use_location().pathname;
    let pages = PAGES.map(|(path, word, test)| {
        let current = move || here.with(|here| here == path).then_some("page");
        view! { <a href=path data-test=test aria-current=current>{word}</a> }
    });
    view! { <nav class="tabs" aria-label="About delegates">{pages.into_iter().collect_view()}</nav> }
}
