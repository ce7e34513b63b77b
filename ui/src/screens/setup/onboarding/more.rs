//! One more account of a recovery phrase that the wallet has: no new words to write down.

use ballast_api::{PhraseView, VaultState, calls};
use ballast_domain::Address;
use leptos::prelude::*;

use super::{Step, Way};
use crate::kit::{
    backend::{Failure, ask},
    components::{Button, ErrorPanel, Field, Look, Segmented, UnlockForm},
    state::{app, read},
};

/// The paths in use, as people write them.
const PATHS: [&str; 4] = [
    "m/44'/304'/0'/0/i",
    "m/44'/304'/0'/i",
    "m/44'/60'/0'/0/i",
    "m/44'/60'/i'/0/0",
];

/// The step of the beginning that adds one.
#[component]
pub fn More() -> impl IntoView {
    let way: Way = expect_context();
    view! {
        <h1>"One more account"</h1>
        <MoreForm done=Callback::new(move |()| way.finish())>
            <Button test="more-back" press=move || way.to(Step::Welcome)>"Back"</Button>
        </MoreForm>
    }
}

/// The form; used here and in the dialog that adds an account. Asks for the password where the vault is locked.
#[component]
pub fn MoreForm(
    /// When it is added.
    done: Callback<()>,
    /// Beside the button.
    children: Children,
) -> impl IntoView {
    let app = app();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let chosen = Chosen::new();
    let label = RwSignal::new(String::new());
    let add = move || {
        busy.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            let label = label.with_untracked(|label| label.trim().to_owned());
            match ask(&untrack(|| chosen.call())).await {
                Ok(made) => {
                    name(made.address, label).await;
                    // Who closed the form meanwhile has the account all the same.
                    if done.try_run(()).is_none() {
                        app.refresh().await;
                    }
                }
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                    let _ = busy.try_set(false);
                }
            }
        });
    };
    let open = move || app.vault() == VaultState::Unlocked;
    view! {
        <p class="mid">
            "An account of your recovery phrase. The same words bring it back too: there are no new ones to write down."
        </p>
        <Field label="Your name for it" test="more-label" value=label help="May stay empty." />
        <Which chosen />
        {move || failure.get().map(|failure| view! { <ErrorPanel failure test="more-error" /> })}
        // Behind the gate stands the gate's own.
        <Show when=move || !open() && (app.onboarding.get() || app.looking_around.get())>
            <UnlockForm />
        </Show>
        <div class="row">
            {children()}
            <span class="sp"></span>
            <Show when=open>
                <Button
                    test="more-add"
                    press=add
                    look=Look::Primary
                    disabled=Signal::derive(move || busy.get() || chosen.mistake().is_some())
                >
                    "Add the account"
                </Button>
            </Show>
        </div>
    }
}

/// Names the account that was added; one without a name has the wallet's own for it.
async fn name(address: Address, label: String) {
    if label.is_empty() {
        return;
    }
    // It is there all the same: its name can be written in the settings.
    if let Err(failure) = ask(&calls::RenameAccount { address, label }).await {
        app().toasts.failure(&failure);
    }
}

/// Which account of which phrase.
#[derive(Clone, Copy)]
struct Chosen {
    /// The phrase's name; empty for the first.
    phrase: RwSignal<String>,
    /// One of [`PATHS`]; empty for the next account of the first.
    path: RwSignal<String>,
    number: RwSignal<String>,
}

impl Chosen {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            phrase: text(),
            path: text(),
            number: text(),
        }
    }

    fn mistake(self) -> Option<String> {
        let named = !self.path.with(String::is_empty);
        let wrong = self.number.with(|number| number.trim().parse::<u32>().is_err());
        (named && wrong).then(|| "Enter the account's number, 0 for the first.".to_owned())
    }

    fn call(self) -> calls::AddAccount {
        let number = self.number.with(|number| number.trim().to_owned());
        let path = self.path.with(|path| path.replace('i', &number));
        calls::AddAccount {
            which: self.phrase.with(|phrase| phrase.parse().ok()),
            path: Some(path).filter(|path| !path.is_empty()),
        }
    }
}

/// The choices: nothing has to be chosen.
#[component]
fn Which(chosen: Chosen) -> impl IntoView {
    let phrases = read(move || Some(calls::GetPhrases {}));
    let several = move || phrases.value.get().filter(|all| all.len() > 1);
    let typed = RwSignal::new(false);
    let error = Signal::derive(move || {
        let empty = chosen.number.with(String::is_empty);
        chosen.mistake().filter(|_| !empty)
    });
    let which = move |all: Vec<PhraseView>| {
        let options = all
            .iter()
            .map(|p| (p.phrase.to_string(), format!("Phrase {}", p.number)))
            .collect();
        let first = all.first().map(|p| p.phrase.to_string()).unwrap_or_default();
        let value = Signal::derive(move || match chosen.phrase.get() {
            none if none.is_empty() => first.clone(),
            some => some,
        });
        let choose = Callback::new(move |phrase| chosen.phrase.set(phrase));
        view! { <Segmented label="Of which recovery phrase" test="more-phrase" options value choose /> }
    };
    let next = vec![
        ("next".to_owned(), "The next one".to_owned()),
        ("named".to_owned(), "By path and number".to_owned()),
    ];
    let paths = PATHS
        .iter()
        .map(|path| ((*path).to_owned(), (*path).to_owned()))
        .collect::<Vec<_>>();
    view! {
        {move || several().map(which)}
        <Segmented
            label="Which account"
            test="more-which"
            options=next
            value=Signal::derive(move || if typed.get() { "named" } else { "next" }.to_owned())
            choose=Callback::new(move |which: String| {
                typed.set(which == "named");
                chosen.path.set(if which == "named" { PATHS[0].to_owned() } else { String::new() });
            })
        />
        <Show when=move || typed.get()>
            <span class="mono sm">
                <Segmented
                    label="Path"
                    test="more-path"
                    options=paths.clone()
                    value=chosen.path
                    choose=Callback::new(move |path| chosen.path.set(path))
                />
            </span>
            <Field label="Number (i)" test="more-number" value=chosen.number error help="0 is the first account of a path." />
        </Show>
    }
}
