//! One more account of the recovery phrase that the wallet has: no new words to write down.

use ballast_api::{VaultState, calls};
use leptos::prelude::*;

use super::{Step, Way};
use crate::kit::{
    backend::{Failure, ask},
    components::{Button, ErrorPanel, Look, UnlockForm},
    state::app,
};

/// Asks for the password where the vault is locked, then adds it.
#[component]
pub fn More() -> impl IntoView {
    let app = app();
    let way: Way = expect_context();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let add = move || {
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            match ask(&calls::AddAccount {}).await {
                Ok(_) => way.finish(),
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                    let _ = busy.try_set(false);
                }
            }
        });
    };
    let open = move || app.vault() == VaultState::Unlocked;
    view! {
        <h1>"One more account"</h1>
        <p class="mid">
            "The next account of your recovery phrase. The same words bring it back too: there are no new ones to write down."
        </p>
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="more-error" /> })}
        <Show when=move || !open()>
            <UnlockForm />
        </Show>
        <div class="row">
            <Button test="more-back" press=move || way.to(Step::Welcome)>"Back"</Button>
            <span class="sp"></span>
            <Show when=open>
                <Button test="more-add" press=add look=Look::Primary disabled=busy>"Add the account"</Button>
            </Show>
        </div>
    }
}
