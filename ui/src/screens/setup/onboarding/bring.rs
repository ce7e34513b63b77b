//! A recovery phrase or a private key that exists.

use ballast_api::{Call, FailureKind, calls};
use leptos::prelude::*;

use super::{Step, Way, network::ForNetwork};
use crate::{
    flows::password::{Password, PasswordFields},
    kit::{
        backend::{Failure, ask},
        components::{Button, ErrorPanel, Field, Look, Mistake},
        state::app,
    },
};

/// Asks, and on success takes the secrets out of the page's memory.
fn bring<C>(
    call: C,
    secret: RwSignal<String>,
    password: Password,
    failure: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
    done: impl FnOnce(C::Answer) + 'static,
) where
    C: Call + 'static,
{
    busy.set(true);
    failure.set(None);
    password.refused.set(None);
    app().progress.set(None);
    leptos::task::spawn_local(async move {
        match ask(&call).await {
            Ok(answer) => {
                let _ = secret.try_set(String::new());
                password.forget();
                done(answer);
            }
            Err(error) => {
                // A wrong password is told where it was typed.
                if error.kind == FailureKind::Locked {
                    let _ = password.refused.try_set(Some(word_sentence(&error)));
                } else {
                    let _ = failure.try_set(Some(error));
                }
                let _ = busy.try_set(false);
            }
        }
    });
}

/// Words, then a search for their accounts.
#[component]
pub fn BringPhrase() -> impl IntoView {
    let way: Way = expect_context();
    let password = Password::new();
    let phrase = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let submit = move || {
        if busy.get_untracked() || !password.settle() {
            return;
        }
        let words = phrase.with_untracked(|p| p.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
        let call = calls::ImportPhrase {
            phrase: words,
            password: password.text.get_untracked(),
            use_keyring: password.keyring.get_untracked(),
        };
        bring(call, phrase, password, failure, busy, move |search| {
            way.to(Step::Found(search))
        });
    };
    // A failure that names a word belongs under the words; any other stands on its own.
    let wrong_word = Signal::derive(move || failure.get().filter(|f| f.word.is_some()).map(|f| word_sentence(&f)));
    let count = move || phrase.with(|p| p.split_whitespace().count());
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <h1>"Import a recovery phrase"</h1>
            <ForNetwork />
            <div class="field">
                <label for="phrase">"Recovery phrase"</label>
                <span class="in" class:wrong=move || wrong_word.get().is_some()>
                    <textarea
                        id="phrase"
                        data-test="phrase"
                        rows="3"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-describedby="phrase-error"
                        prop:value=phrase
                        on:input=move |event| phrase.set(event_target_value(&event))
                    ></textarea>
                </span>
                <span class="sm dim">{move || format!("{} of 12 or 24 words", count())}</span>
                <Mistake of=wrong_word id="phrase-error" />
            </div>
            <PasswordFields password />
            {move || {
                failure.get().filter(|f| f.word.is_none()).map(|failure| view! { <ErrorPanel failure test="import-error" /> })
            }}
            <Progress busy />
            <Ends test="import-phrase" busy word="Find my accounts" />
        </form>
    }
}

fn word_sentence(failure: &Failure) -> String {
    format!("{} {}", failure.sentence, failure.help).trim().to_owned()
}

/// One key, one account.
#[component]
pub fn BringKey() -> impl IntoView {
    let way: Way = expect_context();
    let password = Password::new();
    let key = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let submit = move || {
        if busy.get_untracked() || !password.settle() {
            return;
        }
        let call = calls::ImportKey {
            key: key.with_untracked(|k| k.trim().to_owned()),
            password: password.text.get_untracked(),
            use_keyring: password.keyring.get_untracked(),
        };
        bring(call, key, password, failure, busy, move |_| way.finish());
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <h1>"Import a private key"</h1>
            <ForNetwork />
            <Field
                label="Private key"
                test="key"
                value=key
                secret=true
                first=true
                mono=true
                help="64 hex digits, with or without 0x."
            />
            <PasswordFields password />
            {move || failure.get().map(|failure| view! { <ErrorPanel failure test="import-error" /> })}
            <Ends test="import-key" busy word="Import" />
        </form>
    }
}

#[component]
fn Ends(test: &'static str, busy: RwSignal<bool>, word: &'static str) -> impl IntoView {
    let way: Way = expect_context();
    view! {
        <div class="row">
            <Button test="import-back" press=move || way.to(Step::Welcome)>"Back"</Button>
            <span class="sp"></span>
            <Button test press=move || () look=Look::Primary submit=true disabled=busy>
                {move || if busy.get() { "One moment…" } else { word }}
            </Button>
        </div>
    }
}

/// How far the search is.
#[component]
fn Progress(busy: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let shown = move || app.progress.get().filter(|_| busy.get());
    move || {
        shown().map(|(task, done, total)| {
            view! {
                <div class="stack-s" data-test="import-progress">
                    <progress value=done max=(total > 0).then_some(total)></progress>
                    <span class="sm mid">{task}</span>
                </div>
            }
        })
    }
}
