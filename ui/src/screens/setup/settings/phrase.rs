//! The recovery phrases: shown after the password, then checked; searched again.

use ballast_api::{PhraseView, VaultState, calls};
use leptos::prelude::*;

use crate::{
    flows::phrase::{WordCheck, WordGrid},
    kit::{
        backend::ask,
        components::{Button, Dialog, Field, Look},
        state::{app, read},
    },
};

/// What the dialog shows.
#[derive(Clone, PartialEq)]
enum Stage {
    Password,
    Words(Vec<String>),
    /// Which words are asked for; and all of them, for who wants to see them once more.
    Check(Vec<usize>, Vec<String>),
}

/// A line for each recovery phrase of the wallet.
#[component]
pub fn Phrases() -> impl IntoView {
    let phrases = read(move || Some(calls::GetPhrases {}));
    let all = Memo::new(move |_| phrases.value.get().unwrap_or_default());
    view! {
        // A line stays while what is known of its phrase changes: its dialog may be open.
        <For each=move || all.get() key=|phrase| phrase.phrase let:phrase>
            <Phrase phrase all />
        </For>
    }
}

/// A phrase: its state, its words in a dialog, and the search for its accounts.
#[component]
fn Phrase(phrase: PhraseView, all: Memo<Vec<PhraseView>>) -> impl IntoView {
    let app = app();
    let which = phrase.phrase;
    let known = Memo::new(move |_| {
        let now = all.with(|all| all.iter().find(|p| p.phrase == which).copied());
        now.unwrap_or(phrase)
    });
    let several = all.with_untracked(|all| all.len() > 1);
    let open = RwSignal::new(false);
    let stage = RwSignal::new(Stage::Password);
    // Closed, the dialog keeps no words.
    Effect::new(move |_| {
        if !open.get() {
            stage.set(Stage::Password);
        }
    });
    let content = move || match stage.get() {
        Stage::Password => view! { <AskPassword which stage /> }.into_any(),
        Stage::Words(words) => view! { <Shown words known stage open /> }.into_any(),
        Stage::Check(positions, words) => {
            let again = move || stage.set(Stage::Words(words.clone()));
            let done = Callback::new(move |()| {
                open.set(false);
                leptos::task::spawn_local(app.refresh());
            });
            view! {
                <WordCheck positions which=Some(which) done>
                    <Button test="phrase-check-again" press=again>"Show the words again"</Button>
                    <Button test="phrase-check-later" press=move || open.set(false)>"Later"</Button>
                </WordCheck>
            }
            .into_any()
        }
    };
    let name = match several {
        true => format!("Recovery phrase {}", phrase.number),
        false => "Recovery phrase".to_owned(),
    };
    let test = |part: &str| match phrase.number {
        1 => format!("phrase-{part}"),
        n => format!("phrase-{part}-{n}"),
    };
    view! {
        <div>
            <span class="mid">{name.clone()}</span>
            <span class="stack-s">
                <span data-test=test("state")>{move || state(known.get())}</span>
                <Search phrase test=test("search") />
            </span>
            <Button test=test("show") press=move || open.set(true) small=true>"Show"</Button>
        </div>
        <Dialog open title=name test="phrase-dialog">
            {content}
        </Dialog>
    }
}

/// What is known of a phrase, in sentences.
fn state(phrase: PhraseView) -> String {
    let written = match phrase.backed_up {
        true => "Written down and checked.",
        false => "Not written down yet.",
    };
    let accounts = match phrase.accounts {
        1 => "1 account is here.".to_owned(),
        n => format!("{n} accounts are here."),
    };
    let searched = match phrase.searched {
        true => "",
        false => "Not all its paths could be looked at yet; Ballast looks again by itself.",
    };
    [written, &accounts, searched].join(" ").trim().to_owned()
}

/// Looks for a phrase's accounts again.
#[component]
fn Search(phrase: PhraseView, test: String) -> impl IntoView {
    let app = app();
    let busy = RwSignal::new(false);
    let which = Some(phrase.phrase);
    let search = move || {
        busy.set(true);
        leptos::task::spawn_local(async move {
            let before = untrack(|| app.accounts().len());
            match ask(&calls::SearchPhrase { which }).await {
                Ok(search) => {
                    app.refresh().await;
                    let new = untrack(|| app.accounts().len()).saturating_sub(before);
                    app.toasts.say(
                        if search.missed.is_some() { "warn" } else { "good" },
                        told(new, &search),
                    );
                }
                Err(failure) => app.toasts.failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let unlocked = move || app.vault() == VaultState::Unlocked;
    view! {
        <Show when=unlocked>
            <span>
                <Button test=test.clone() press=search small=true disabled=busy>
                    {move || if busy.get() { "Looking…" } else { "Search its accounts again" }}
                </Button>
            </span>
        </Show>
    }
}

fn told(new: usize, search: &ballast_api::Search) -> String {
    let found = match new {
        0 => "No further account was found.".to_owned(),
        1 => "One more account was found.".to_owned(),
        n => format!("{n} more accounts were found."),
    };
    match &search.missed {
        Some(failure) => format!("{found} Not all could be looked at: {}", failure.sentence),
        None => found,
    }
}

#[component]
fn AskPassword(which: u32, stage: RwSignal<Stage>) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let submit = move || {
        leptos::task::spawn_local(async move {
            match ask(&calls::RevealPhrase {
                which: Some(which),
                password: password.get_untracked(),
            })
            .await
            {
                // Who closed the dialog meanwhile is shown nothing, now or later.
                Ok(words) if password.try_get_untracked().is_some() => {
                    let _ = stage.try_set(Stage::Words(words));
                }
                Ok(_) => {}
                Err(failure) => {
                    let _ = wrong.try_set(Some(failure.sentence));
                }
            }
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
            <p class="mid">"Whoever sees the words has the money. Make sure that nobody looks on."</p>
            <Field label="Password" test="phrase-password" value=password secret=true first=true recalls=true error=wrong />
            <div class="row">
                <span class="sp"></span>
                <Button
                    test="phrase-reveal"
                    press=move || ()
                    look=Look::Primary
                    submit=true
                    disabled=Signal::derive(move || password.with(String::is_empty))
                >
                    "Show the words"
                </Button>
            </div>
        </form>
    }
}

#[component]
fn Shown(words: Vec<String>, known: Memo<PhraseView>, stage: RwSignal<Stage>, open: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let which = Some(known.with_untracked(|known| known.phrase));
    // Who has shown it once is not asked again.
    let unchecked = move || !known.get().backed_up;
    let all = StoredValue::new(words.clone());
    let check = move || {
        let words = all.get_value();
        leptos::task::spawn_local(async move {
            match ask(&calls::AskWordCheck { which }).await {
                Ok(positions) => {
                    let _ = stage.try_set(Stage::Check(positions, words));
                }
                Err(failure) => app.toasts.failure(&failure),
            }
        });
    };
    view! {
        <WordGrid words />
        <div class="row">
            <Button test="phrase-close" press=move || open.set(false)>"Close"</Button>
            <span class="sp"></span>
            <Show when=unchecked>
                <Button test="phrase-check" press=check look=Look::Primary settles=true>"I have written them down"</Button>
            </Show>
        </div>
    }
}
