//! What the forms ask for: addresses, and the BLS key, typed or from its file.

use ballast_api::{BlsKeyView, Failure, FileKind, calls};
use ballast_domain::{Address, BlsKey};
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::{self, Button, Field, Glyph, Icon, Mistake},
    format::sentence,
    state::{KeptForm, app},
};

/// An address as typed, or the name of somebody known; nothing while the field is empty.
#[derive(Clone, Copy)]
pub struct AddressText(pub RwSignal<String>);

impl AddressText {
    /// Begins with this address; or as it was left in a form, by its name there.
    pub fn of(form: &KeptForm, name: &str, address: Option<Address>) -> Self {
        Self(form.text(name, address.map(|a| a.to_io1()).unwrap_or_default()))
    }

    /// The address that is meant; none while nobody is.
    pub fn address(self) -> Option<Address> {
        self.0.with(|text| app().whom(text)).ok()
    }
}

/// One line for an address.
#[component]
pub fn AddressField(
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// Its name for tests.
    #[prop(into)]
    test: String,
    /// What is typed.
    value: AddressText,
    /// A word of help below.
    #[prop(into)]
    help: String,
) -> impl IntoView {
    view! { <components::AddressField label test value=value.0 help /> }
}

/// The public key as typed, or as its file gives it.
#[derive(Clone, Copy)]
pub struct KeyText {
    text: RwSignal<String>,
    /// What the file is called that was chosen last.
    file: RwSignal<Option<String>>,
    wrong: RwSignal<Option<String>>,
    asking: RwSignal<bool>,
    secret: RwSignal<bool>,
}

impl KeyText {
    /// Begins with this key; or as it was left in a form. What is no public key is not kept: it may be a private one.
    pub fn of(form: &KeptForm, key: Option<BlsKey>) -> Self {
        let kept = form.keep("key", key);
        let text = RwSignal::new(kept.get_untracked().map(|k| k.to_string()).unwrap_or_default());
        Effect::new(move |_| kept.set(text.with(|text| text.parse().ok())));
        Self {
            text,
            file: RwSignal::new(None),
            wrong: RwSignal::new(None),
            asking: RwSignal::new(false),
            secret: RwSignal::new(false),
        }
    }

    /// The key, if it is one.
    pub fn key(self) -> Option<BlsKey> {
        self.text.with(|text| text.parse().ok())
    }

    fn mistake(self) -> Option<String> {
        self.text.with(|text| match text.trim() {
            "" => None,
            text => text.parse::<BlsKey>().err().map(|e| sentence(&e.to_string())),
        })
    }

    /// The person chooses the file in the system's dialog, and it is read in the backend, which keeps what is secret in
    /// it to itself.
    fn choose(self) {
        self.asking.set(true);
        leptos::task::spawn_local(async move {
            let found = self.chosen().await;
            let _ = self.asking.try_set(false);
            match found {
                // Nothing was chosen: all stays as it is.
                Ok(None) => {}
                Ok(Some(found)) => {
                    let _ = self.wrong.try_set(None);
                    let _ = self.secret.try_set(found.holds_secret);
                    let _ = self.text.try_set(found.key.to_string());
                }
                Err(failure) => {
                    let why = format!("{} {}", failure.sentence, failure.help);
                    let _ = self.wrong.try_set(Some(why.trim_end().to_owned()));
                }
            }
        });
    }

    /// What stands in the file that the person chooses; none where they choose nothing.
    async fn chosen(self) -> Result<Option<BlsKeyView>, Failure> {
        let kind = FileKind::BlsKey;
        let Some(chosen) = ask(&calls::ChooseFile { kind }).await? else {
            return Ok(None);
        };
        let _ = self.file.try_set(Some(chosen.name));
        let file = chosen.handle;
        ask(&calls::ReadBlsKey { file }).await.map(Some)
    }
}

/// The BLS key: its file, and the public key that was found there.
#[component]
pub fn KeyField(value: KeyText) -> impl IntoView {
    let mistake = Signal::derive(move || value.mistake());
    view! {
        <div class="stack">
            <div class="field">
                <span class="field-name">"File of the BLS key"</span>
                <div class="row">
                    <Button test="bls-read" press=move || value.choose() disabled=value.asking>
                        "Choose a file…"
                    </Button>
                    <span class="mono wrap-any" data-test="bls-file">{value.file}</span>
                </div>
                <span class="sm dim">"A public key, a private key or a keystore: only the public key is taken from it."</span>
                <Mistake of=value.wrong id="bls-file-error" />
            </div>
            <Show when=move || value.secret.get()>
                <div class="note warn" data-test="bls-holds-secret">
                    <Icon glyph=Glyph::Warning />
                    <span>
                        "This file holds the node's private key, unencrypted. Ballast took the public key and kept nothing else; keep \
                         the file where only the node can read it."
                    </span>
                </div>
            </Show>
            <Field label="BLS public key" test="bls-key" value=value.text mono=true error=mistake help="96 hex digits" />
        </div>
    }
}
