//! The word check: a few of the words, from the paper.

use ballast_api::calls::{self, WordAnswer};
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::{Button, Field, Look, Mistake},
    format::ordinal,
};

/// The fields for the words, and whether they are right.
#[component]
pub fn WordCheck(
    /// From 1.
    positions: Vec<usize>,
    /// Of which phrase; none for the wallet's first.
    #[prop(default = None)]
    which: Option<u32>,
    /// When all were right.
    done: Callback<()>,
    /// Beside the button.
    children: Children,
) -> impl IntoView {
    let fields: Vec<_> = positions
        .into_iter()
        .map(|position| (position, RwSignal::new(String::new())))
        .collect();
    let answers = StoredValue::new(fields.clone());
    let wrong = RwSignal::new(None::<String>);
    let complete =
        move || answers.with_value(|fields| fields.iter().all(|(_, word)| word.with(|w| !w.trim().is_empty())));
    let submit = move || {
        if !untrack(complete) {
            return;
        }
        let answers = answers.with_value(|fields| {
            let answer = |(position, word): &(usize, RwSignal<String>)| WordAnswer {
                position: *position,
                word: word.get_untracked().trim().to_lowercase(),
            };
            fields.iter().map(answer).collect()
        });
        leptos::task::spawn_local(async move {
            let sentence = match ask(&calls::CheckWords { which, answers }).await {
                Ok(true) => {
                    // Who has gone elsewhere meanwhile needs no answer.
                    let _ = done.try_run(());
                    return;
                }
                Ok(false) => "At least one word does not match your phrase. Look at your paper again.".to_owned(),
                Err(failure) => failure.sentence,
            };
            let _ = wrong.try_set(Some(sentence));
        });
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            {fields
                .into_iter()
                .enumerate()
                .map(|(i, (position, value))| {
                    view! {
                        <Field
                            label=format!("The {} word", ordinal(position as u64))
                            test=format!("check-{position}")
                            value
                            first=i == 0
                        />
                    }
                })
                .collect_view()}
            <Mistake of=wrong id="check-error" />
            <div class="row wraps">
                {children()}
                <span class="sp"></span>
                <Button
                    test="check-words"
                    press=move || ()
                    look=Look::Primary
                    submit=true
                    disabled=Signal::derive(move || !complete())
                >
                    "Check"
                </Button>
            </div>
        </form>
    }
}
