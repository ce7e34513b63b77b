//! A life in stops: what is behind, where it stands, what is ahead.

use leptos::prelude::*;

/// A stop on a road: its word, what stands under it, and whether it is behind, here, or ahead.
#[derive(Clone, PartialEq, Eq)]
pub struct Stop {
    /// One word.
    pub word: String,
    /// A date, or nothing.
    pub when: String,
    /// A few more words.
    pub note: String,
    /// `done`, `done now`, `ended`, or nothing.
    pub class: &'static str,
}

/// Stops in a row.
#[component]
pub fn Strip(
    /// From the first to the last.
    #[prop(into)]
    stops: Signal<Vec<Stop>>,
    /// Its name for tests.
    test: &'static str,
) -> impl IntoView {
    let count = move || format!("strip of-{}", stops.with(Vec::len));
    view! {
        <ol class=count data-test=test>
            {move || {
                stops
                    .get()
                    .into_iter()
                    .map(|stop| {
                        view! {
                            <li class=stop.class aria-current=stop.class.ends_with("now").then_some("step")>
                                <b>{stop.word}</b>
                                <div class="sm mid">{stop.when}</div>
                                <div class="xs dim">{stop.note}</div>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
    }
}
