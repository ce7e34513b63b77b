//! Where figures are from, once they are older than a few blocks.

use ballast_domain::Snapshot;
use leptos::prelude::*;

use crate::kit::{
    format::{ago, grouped},
    state::app,
};

/// Seconds for which figures pass as new.
const NEW_FOR: u64 = 20;

/// `as of block 41 203, 3 min ago`; nothing while that is a few blocks only.
#[component]
pub fn Age(
    /// Where they are from.
    #[prop(into)]
    of: Signal<Option<Snapshot<()>>>,
    /// Its name for tests.
    test: &'static str,
) -> impl IntoView {
    let app = app();
    let line = move || {
        let origin = of.get()?;
        let age = app.clock.since(origin.at);
        (age > NEW_FOR).then(|| format!("as of block {}, {}", grouped(origin.height.0), ago(age)))
    };
    move || line().map(|line| view! { <span class="xs dim" data-test=test>{line}</span> })
}
