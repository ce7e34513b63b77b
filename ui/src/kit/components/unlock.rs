//! Unlocking, by password or by the keyring of the operating system.

use ballast_api::{Call, KeyringState, VaultState, calls};
use leptos::prelude::*;

use super::{Button, Field, Glyph, Look};
use crate::kit::{
    backend::{Failure, ask},
    state::app,
};

/// Asks for the password, and offers the keyring where it holds this vault's key.
#[component]
pub fn UnlockForm() -> impl IntoView {
    let app = app();
    let password = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let by_password = move || {
        if !busy.get_untracked() && !password.with_untracked(String::is_empty) {
            let call = calls::Unlock {
                password: password.get_untracked(),
            };
            leptos::task::spawn_local(async move {
                unlock(call, busy, failure).await;
                let _ = password.try_set(String::new());
            });
        }
    };
    let by_keyring = move || leptos::task::spawn_local(unlock(calls::UnlockWithKeyring {}, busy, failure));
    let has_keyring = move || {
        app.status
            .with(|s| s.as_ref().is_some_and(|s| s.keyring == KeyringState::InUse))
    };
    let error = Signal::derive(move || {
        failure
            .get()
            .map(|f| format!("{} {}", f.sentence, f.help).trim().to_owned())
    });
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                by_password();
            }
        >
            <Field label="Password" test="unlock-password" value=password secret=true first=true recalls=true error />
            <Button test="unlock" press=move || () look=Look::Primary wide=true submit=true disabled=busy glyph=Glyph::Key>
                {move || if busy.get() { "Unlocking…" } else { "Unlock" }}
            </Button>
            <Show when=has_keyring>
                <Button test="unlock-keyring" press=by_keyring wide=true disabled=busy>
                    "Unlock with the keyring"
                </Button>
            </Show>
        </form>
    }
}

async fn unlock<C>(call: C, busy: RwSignal<bool>, failure: RwSignal<Option<Failure>>)
where
    C: Call<Answer = VaultState>,
{
    let app = app();
    busy.set(true);
    failure.set(None);
    let answer = ask(&call).await;
    // The form leaves the screen when the vault opens by another way.
    let _ = busy.try_set(false);
    match answer {
        Ok(vault) => app.set_vault(vault),
        Err(error) => {
            let _ = failure.try_set(Some(error));
        }
    }
}
