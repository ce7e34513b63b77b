//! A new wallet: how many words, and the password.

use ballast_api::calls;
use leptos::prelude::*;

use super::{Step, Way, network::ForNetwork};
use crate::{
    flows::{
        asking::Asking,
        password::{Password, PasswordFields},
    },
    kit::{
        backend::ask,
        components::{Button, ErrorPanel, Look, Segmented},
    },
};

/// Makes the vault, then shows its words.
#[component]
pub fn Create() -> impl IntoView {
    let way: Way = expect_context();
    let password = Password::new();
    let words = RwSignal::new("12".to_owned());
    let asking = Asking::new();
    let Asking { busy, failure } = asking;
    let submit = move || {
        if busy.get_untracked() || !password.settle() {
            return;
        }
        let call = calls::CreateVault {
            password: password.text.get_untracked(),
            words: if words.get_untracked() == "24" { 24 } else { 12 },
            use_keyring: password.keyring.get_untracked(),
        };
        let reveal = calls::RevealPhrase {
            which: None,
            password: call.password.clone(),
        };
        let make = async move {
            let made = async {
                ask(&call).await?;
                ask(&reveal).await
            };
            let words = made.await;
            password.forget();
            words
        };
        asking.begin(make, move |words| way.to(Step::Words(words)));
    };
    let lengths = vec![
        ("12".to_owned(), "12 words".to_owned()),
        ("24".to_owned(), "24 words".to_owned()),
    ];
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <h1>"A new wallet"</h1>
            <ForNetwork />
            <div class="row">
                <Segmented
                    label="Length of the recovery phrase"
                    test="words"
                    options=lengths
                    value=words
                    choose=Callback::new(move |chosen| words.set(chosen))
                />
                <span class="sm mid">"12 are enough; 24 if you prefer."</span>
            </div>
            <PasswordFields password />
            {move || failure.get().map(|failure| view! { <ErrorPanel failure test="create-error" /> })}
            <div class="row">
                <Button test="create-back" press=move || way.to(Step::Welcome)>"Back"</Button>
                <span class="sp"></span>
                <Button test="create-vault" press=move || () look=Look::Primary submit=true disabled=busy>
                    {move || if busy.get() { "Making the vault…" } else { "Create" }}
                </Button>
            </div>
        </form>
    }
}
