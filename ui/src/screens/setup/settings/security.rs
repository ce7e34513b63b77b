//! The lock, the keyring, the recovery phrase.

use ballast_api::{KeyringState, Origin, VaultState, calls};
use ballast_domain::Amount;
use leptos::prelude::*;

use super::phrase::Phrases;
use crate::kit::{
    backend::ask,
    components::{Button, Dialog, Field, Look, Segmented},
    format::sentence,
    state::app,
};

/// IOTX that may go to people in the address book in a day without a question outside the page.
const LIMITS: [(u64, &str); 4] = [
    (0, "None"),
    (100, "100"),
    (1_000, "1\u{202f}000"),
    (10_000, "10\u{202f}000"),
];
const MINUTES: [(u32, &str); 4] = [(5, "5 min"), (15, "15 min"), (60, "1 hour"), (0, "Never")];

/// Nothing while this profile has no vault.
#[component]
pub fn Security() -> impl IntoView {
    let app = app();
    let minutes = move || app.settings().auto_lock_minutes.to_string();
    let choose = Callback::new(move |chosen: String| {
        if let Ok(minutes) = chosen.parse() {
            untrack(|| app.change_settings(|s| s.auto_lock_minutes = minutes));
        }
    });
    let limit = move || {
        let limit = app.settings().gift_limit;
        let found = LIMITS.iter().find(|(iotx, _)| Amount::from_iotx(*iotx) == limit);
        found.map_or_else(String::new, |(iotx, _)| iotx.to_string())
    };
    let choose_limit = Callback::new(move |chosen: String| {
        if let Ok(iotx) = chosen.parse() {
            untrack(|| app.change_settings(|s| s.gift_limit = Amount::from_iotx(iotx)));
        }
    });
    let unlocked = move || app.vault() == VaultState::Unlocked;
    let has_phrase = move || app.accounts().iter().any(|a| matches!(a.origin, Origin::Phrase { .. }));
    view! {
        <Show when=move || app.vault() != VaultState::None>
            <section class="card">
                <h2>"Security"</h2>
                <div class="list settings">
                    <div>
                        <span class="mid">"Vault"</span>
                        <span data-test="vault-state">{move || if unlocked() { "Unlocked" } else { "Locked" }}</span>
                        <Show when=unlocked>
                            <Button test="lock-now" press=move || app.lock() small=true>"Lock now"</Button>
                        </Show>
                    </div>
                    <div>
                        <span class="mid">"Lock automatically after"</span>
                        <span>
                            <Segmented
                                label="Lock automatically after"
                                test="auto-lock"
                                options=MINUTES.map(|(m, word)| (m.to_string(), word.to_owned())).to_vec()
                                value=Signal::derive(minutes)
                                choose
                            />
                        </span>
                    </div>
                    <div>
                        <span class="mid">"To the address book without a question, IOTX a day"</span>
                        <span>
                            <Segmented
                                label="To the address book without a question, IOTX a day"
                                test="gift-limit"
                                options=LIMITS.map(|(iotx, word)| (iotx.to_string(), word.to_owned())).to_vec()
                                value=Signal::derive(limit)
                                choose=choose_limit
                            />
                        </span>
                    </div>
                    <Keyring />
                    <Show when=has_phrase>
                        <Phrases />
                    </Show>
                </div>
            </section>
        </Show>
    }
}

/// Whether the operating system's keyring opens the vault.
#[component]
fn Keyring() -> impl IntoView {
    let app = app();
    let keyring = Memo::new(move |_| app.status.with(|s| s.as_ref().map(|s| s.keyring.clone())));
    let asking = RwSignal::new(false);
    let words = move || match keyring.get() {
        Some(KeyringState::InUse) => "It opens the vault without a password.".to_owned(),
        Some(KeyringState::Available) => "Not used.".to_owned(),
        Some(KeyringState::Unavailable(reason)) => sentence(&reason),
        None => String::new(),
    };
    let in_use = move || keyring.get() == Some(KeyringState::InUse);
    let can_change = move || !matches!(keyring.get(), Some(KeyringState::Unavailable(_)) | None);
    view! {
        <div>
            <span class="mid">"Keyring"</span>
            <span data-test="keyring-state">{words}</span>
            <Show when=can_change>
                <Button test="keyring-change" press=move || asking.set(true) small=true>
                    {move || if in_use() { "Stop using it" } else { "Use it" }}
                </Button>
            </Show>
        </div>
        <Dialog open=asking title="The keyring" test="keyring-dialog">
            <KeyringForm on=!in_use() asking />
        </Dialog>
    }
}

#[component]
fn KeyringForm(on: bool, asking: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let password = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let submit = move || {
        leptos::task::spawn_local(async move {
            match ask(&calls::UseKeyring {
                on,
                password: password.get_untracked(),
            })
            .await
            {
                Ok(status) => {
                    app.take(status);
                    let _ = asking.try_set(false);
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
            <Field label="Password" test="keyring-password" value=password secret=true first=true recalls=true error=wrong />
            <div class="row">
                <Button test="keyring-cancel" press=move || asking.set(false)>"Cancel"</Button>
                <span class="sp"></span>
                <Button
                    test="keyring-confirm"
                    press=move || ()
                    look=Look::Primary
                    submit=true
                    disabled=Signal::derive(move || password.with(String::is_empty))
                >
                    {if on { "Use the keyring" } else { "Stop using the keyring" }}
                </Button>
            </div>
        </form>
    }
}
