//! What the forms ask for: addresses, and the BLS key, typed or from its file.

use ballast_api::{BlsKeyView, Failure, FileKind, calls};
use ballast_domain::{Address, BlsKey, BlsProof, BlsProofError};
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::{self, Button, Field, Glyph, Icon, Mistake},
    format::sentence,
    state::{KeptForm, app, zanzibar},
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

/// The public key and its proof of possession as typed, or as the key's file gives them.
#[derive(Clone, Copy)]
pub struct KeyText {
    text: RwSignal<String>,
    proof: RwSignal<String>,
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
            proof: form.text("proof", ""),
            file: RwSignal::new(None),
            wrong: RwSignal::new(None),
            asking: RwSignal::new(false),
            secret: RwSignal::new(false),
        }
    }

    /// What was told: nothing, a key, or a key with its proof. None while one of them is half typed, and of a proof without a
    /// key.
    pub fn told(self) -> Option<Option<(BlsKey, Option<BlsProof>)>> {
        let is_empty = |text: RwSignal<String>| text.with(|text| text.trim().is_empty());
        let key = || self.text.with(|text| text.parse::<BlsKey>().ok());
        let proof = || self.proof.with(|text| text.parse::<BlsProof>().ok());
        match (is_empty(self.text), is_empty(self.proof)) {
            (true, true) => Some(None),
            (true, false) => None,
            (false, true) => Some(Some((key()?, None))),
            (false, false) => Some(Some((key()?, Some(proof()?)))),
        }
    }

    fn mistake(self) -> Option<String> {
        self.text.with(|text| match text.trim() {
            "" => None,
            text => text.parse::<BlsKey>().err().map(|e| sentence(&e.to_string())),
        })
    }

    fn mistake_of_proof(self) -> Option<String> {
        self.proof.with(|text| match text.trim() {
            "" => None,
            text => match text.parse::<BlsProof>() {
                Ok(proof) if proof.is_whole() => None,
                _ => Some(sentence(&BlsProofError.to_string())),
            },
        })
    }

    /// The person chooses the file in the system's dialog, and it is read in the backend, which keeps what is secret in
    /// it to itself.
    fn choose(self, prove_for: Option<Address>) {
        self.asking.set(true);
        leptos::task::spawn_local(async move {
            let found = self.chosen(prove_for).await;
            let _ = self.asking.try_set(false);
            match found {
                // Nothing was chosen: all stays as it is.
                Ok(None) => {}
                Ok(Some(found)) => {
                    let _ = self.wrong.try_set(None);
                    let _ = self.secret.try_set(found.holds_secret);
                    let _ = self.text.try_set(found.key.to_string());
                    let _ = self
                        .proof
                        .try_set(found.proof.map(|proof| proof.to_string()).unwrap_or_default());
                }
                Err(failure) => {
                    let why = format!("{} {}", failure.sentence, failure.help);
                    let _ = self.wrong.try_set(Some(why.trim_end().to_owned()));
                }
            }
        });
    }

    /// What stands in the file that the person chooses; none where they choose nothing.
    async fn chosen(self, prove_for: Option<Address>) -> Result<Option<BlsKeyView>, Failure> {
        let kind = FileKind::BlsKey;
        let Some(chosen) = ask(&calls::ChooseFile { kind }).await? else {
            return Ok(None);
        };
        let _ = self.file.try_set(Some(chosen.name));
        let file = chosen.handle;
        ask(&calls::ReadBlsKey { file, prove_for }).await.map(Some)
    }
}

/// The BLS key: its file, the public key that was found there, and the proof that was made with the private one.
#[component]
pub fn KeyField(
    /// What is typed.
    value: KeyText,
    /// The delegate that the proof is for.
    #[prop(into)]
    prove_for: Signal<Option<Address>>,
) -> impl IntoView {
    let mistake = Signal::derive(move || value.mistake());
    let of_proof = Signal::derive(move || value.mistake_of_proof());
    // Before Zanzibar the chain has no place for a proof.
    let takes_proof = |_: &Address| untrack(zanzibar) != Some(false);
    let choose = move || value.choose(prove_for.get_untracked().filter(takes_proof));
    // No proof is made where nobody is named whom it is for.
    let holds_secret = move || {
        let took = match value.proof.with(|text| text.trim().is_empty()) {
            true => "took the public key",
            false => "took the public key, made the proof",
        };
        format!(
            "This file holds the node's private key, unencrypted. Ballast {took} and kept nothing else; keep the file where only \
             the node can read it."
        )
    };
    view! {
        <div class="stack">
            <div class="field">
                <span class="field-name">"File of the BLS key"</span>
                <div class="row">
                    <Button test="bls-read" press=choose disabled=value.asking>
                        "Choose a file…"
                    </Button>
                    <span class="mono wrap-any" data-test="bls-file">{value.file}</span>
                </div>
                <span class="sm dim">
                    "A public key, a private key or a keystore: the public key is taken from it, and with a private one the proof is made."
                </span>
                <Mistake of=value.wrong id="bls-file-error" />
            </div>
            <Show when=move || value.secret.get()>
                <div class="note warn" data-test="bls-holds-secret">
                    <Icon glyph=Glyph::Warning />
                    <span>{holds_secret}</span>
                </div>
            </Show>
            <Field label="BLS public key" test="bls-key" value=value.text mono=true error=mistake help="96 hex digits" />
            <Field
                label="Its proof of possession"
                test="bls-proof"
                value=value.proof
                mono=true
                error=of_proof
                help="192 hex digits; since the Zanzibar fork a key needs it, and without a key it is left empty"
            />
        </div>
    }
}
