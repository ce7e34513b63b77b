//! A recovery phrase, as it is written down.

use leptos::prelude::*;

/// Words with their numbers. They cannot be selected: a clipboard is no place for them.
#[component]
pub fn WordGrid(words: Vec<String>) -> impl IntoView {
    view! {
        <ol class="words" data-test="words-list">
            {words
                .into_iter()
                .enumerate()
                .map(|(i, word)| {
                    view! {
                        <li>
                            <span class="dim n">{i + 1}</span>
                            <b data-test=format!("word-{}", i + 1)>{word}</b>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}
