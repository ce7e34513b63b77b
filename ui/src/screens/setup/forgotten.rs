//! A new password by the recovery phrase, where the old one is forgotten.

use ballast_api::{AccountView, PasswordReset, ResetView, calls};
use leptos::prelude::*;

use crate::{
    flows::{
        asking::Asking,
        password::{Password, PasswordFields},
    },
    kit::{
        backend::ask,
        components::{Button, ErrorPanel, Glyph, Icon, Look, Mark},
        format::short,
        state::app,
    },
};

/// Where one is.
#[derive(Clone, PartialEq)]
enum Stage {
    /// The phrase and the new password are typed.
    Typed,
    /// What the phrase brings back stands there, and what it does not.
    Looked(ResetView),
    /// It is done.
    Done(PasswordReset),
}

/// The whole way, in the window's place of the locked screen.
#[component]
pub fn Forgotten() -> impl IntoView {
    let app = app();
    let stage = RwSignal::new(Stage::Typed);
    let phrase = RwSignal::new(String::new());
    let password = Password::anew();
    let asking = Asking::new();
    let Asking { busy, failure } = asking;
    let look = move || {
        if busy.get_untracked() || !password.settle() {
            return;
        }
        let call = calls::LookAtReset {
            phrase: phrase.get_untracked(),
        };
        asking.begin(async move { ask(&call).await }, move |view| {
            let _ = stage.try_set(Stage::Looked(view));
        });
    };
    let set = move || {
        let call = calls::ResetPassword {
            phrase: phrase.get_untracked(),
            password: password.text.get_untracked(),
        };
        asking.begin(async move { ask(&call).await }, move |reset| {
            let _ = phrase.try_set(String::new());
            password.forget();
            let _ = stage.try_set(Stage::Done(reset));
        });
    };
    let gate_network = move || app.gate_network();
    let content = move || match stage.get() {
        Stage::Typed => view! { <Typed phrase password look=Callback::new(move |()| look()) busy /> }.into_any(),
        Stage::Looked(view) => {
            let back = Callback::new(move |()| stage.set(Stage::Typed));
            view! { <Looked view back set=Callback::new(move |()| set()) busy /> }.into_any()
        }
        Stage::Done(reset) => view! { <Done reset /> }.into_any(),
    };
    view! {
        <main class="gate" data-network=gate_network data-test="forgotten-screen">
            <div class="gate-card wide">
                <div class="row tight accent-ink"><Mark size=30 /></div>
                <h1>"A new password"</h1>
                {content}
                {move || failure.get().map(|failure| view! { <ErrorPanel failure test="forgotten-error" /> })}
                <Show when=move || stage.with(|stage| !matches!(stage, Stage::Done(_)))>
                    <Button test="forgotten-leave" press=move || app.forgotten.set(false) look=Look::Quiet>"Cancel"</Button>
                </Show>
            </div>
        </main>
    }
}

#[component]
fn Typed(phrase: RwSignal<String>, password: Password, look: Callback<()>, busy: RwSignal<bool>) -> impl IntoView {
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                look.run(());
            }
        >
            <p class="mid">
                "Enter a recovery phrase of this wallet. It sets a new password; nothing is changed before you have seen what it brings back."
            </p>
            <div class="field">
                <label for="forgotten-phrase">"Recovery phrase"</label>
                <span class="in">
                    <textarea
                        id="forgotten-phrase"
                        data-test="forgotten-phrase"
                        rows="3"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        prop:value=phrase
                        on:input=move |event| phrase.set(event_target_value(&event))
                    ></textarea>
                </span>
            </div>
            <PasswordFields password />
            <Button test="forgotten-look" press=move || () look=Look::Primary submit=true wide=true disabled=busy>
                "Continue"
            </Button>
        </form>
    }
}

/// What stays and what is lost, before anything is changed.
#[component]
fn Looked(view: ResetView, back: Callback<()>, set: Callback<()>, busy: RwSignal<bool>) -> impl IntoView {
    let lost = !view.lost.is_empty();
    view! {
        <p class="mid">"The phrase brings back these accounts:"</p>
        <Names accounts=view.kept test="forgotten-kept" />
        {lost
            .then(|| {
                view! {
                    <div class="note warn">
                        <Icon glyph=Glyph::Warning />
                        <span>
                            "It cannot bring back the keys of these accounts. They stay to be looked at, and can be imported again. The old file is kept and still opens by its own password."
                        </span>
                    </div>
                    <Names accounts=view.lost test="forgotten-lost" />
                }
            })}
        <div class="row">
            <Button test="forgotten-back" press=move || back.run(())>"Back"</Button>
            <span class="sp"></span>
            <Button test="forgotten-set" press=move || set.run(()) look=Look::Primary disabled=busy settles=true>
                {move || if busy.get() { "One moment…" } else { "Set the new password" }}
            </Button>
        </div>
    }
}

#[component]
fn Names(accounts: Vec<AccountView>, test: &'static str) -> impl IntoView {
    let line = |account: AccountView| {
        let io1 = account.address.to_io1();
        view! {
            <li>
                <b>{account.label}</b>
                " "
                <span class="mono dim" title=io1.clone()>{short(&io1)}</span>
            </li>
        }
    };
    view! { <ul data-test=test>{accounts.into_iter().map(line).collect_view()}</ul> }
}

#[component]
fn Done(reset: PasswordReset) -> impl IntoView {
    let app = app();
    let open = move || {
        app.forgotten.set(false);
        leptos::task::spawn_local(app.refresh());
    };
    view! {
        <p class="mid" data-test="forgotten-done">
            "The new password is set, and the vault is open. Its accounts are looked for again on all paths."
        </p>
        <p class="sm dim wrap-any">{format!("The old file is kept as {}.", reset.aside)}</p>
        <Button test="forgotten-open" press=open look=Look::Primary wide=true>"Open Ballast"</Button>
    }
}
