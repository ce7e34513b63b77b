//! The recovery phrase: shown after the password, then checked.

use ballast_api::{AccountView, Origin, calls};
use leptos::prelude::*;

use crate::{
    flows::phrase::{WordCheck, WordGrid},
    kit::{
        backend::ask,
        components::{Button, Dialog, Field, Look},
        state::{App, app},
    },
};

/// What the dialog shows.
#[derive(Clone, PartialEq)]
enum Stage {
    Password,
    Words(Vec<String>),
    Check(Vec<usize>),
}

/// A line of the settings, and its dialog.
#[component]
pub fn Phrase() -> impl IntoView {
    let app = app();
    let open = RwSignal::new(false);
    let stage = RwSignal::new(Stage::Password);
    // Closed, the dialog keeps no words.
    Effect::new(move |_| {
        if !open.get() {
            stage.set(Stage::Password);
        }
    });
    let written = move || is_written(app);
    let content = move || match stage.get() {
        Stage::Password => view! { <AskPassword stage /> }.into_any(),
        Stage::Words(words) => view! { <Shown words stage open /> }.into_any(),
        Stage::Check(positions) => {
            let done = Callback::new(move |()| {
                open.set(false);
                leptos::task::spawn_local(app.refresh());
            });
            view! {
                <WordCheck positions done>
                    <Button test="phrase-check-later" press=move || open.set(false)>"Later"</Button>
                </WordCheck>
            }
            .into_any()
        }
    };
    view! {
        <div>
            <span class="mid">"Recovery phrase"</span>
            <span data-test="phrase-state">
                {move || if written() { "Written down and checked." } else { "Not written down yet." }}
            </span>
            <Button test="phrase-show" press=move || open.set(true) small=true>"Show"</Button>
        </div>
        <Dialog open title="Recovery phrase" test="phrase-dialog">
            {content}
        </Dialog>
    }
}

/// Whether the person has shown to have the words on paper.
fn is_written(app: App) -> bool {
    let missing = |a: &AccountView| matches!(&a.origin, Origin::Phrase { backed_up: false, .. });
    !app.accounts().iter().any(missing)
}

#[component]
fn AskPassword(stage: RwSignal<Stage>) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let submit = move || {
        leptos::task::spawn_local(async move {
            match ask(&calls::RevealPhrase {
                password: password.get_untracked(),
            })
            .await
            {
                Ok(words) => {
                    let _ = stage.try_set(Stage::Words(words));
                }
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
fn Shown(words: Vec<String>, stage: RwSignal<Stage>, open: RwSignal<bool>) -> impl IntoView {
    let app = app();
    // Who has shown it once is not asked again.
    let unchecked = move || !is_written(app);
    let check = move || {
        leptos::task::spawn_local(async move {
            match ask(&calls::AskWordCheck {}).await {
                Ok(positions) => {
                    let _ = stage.try_set(Stage::Check(positions));
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
                <Button test="phrase-check" press=check look=Look::Primary>"I have written them down"</Button>
            </Show>
        </div>
    }
}
