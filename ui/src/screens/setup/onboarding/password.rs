//! A new password with its strength, or the one that the vault has.

use ballast_api::KeyringState;
use leptos::prelude::*;

use super::has_vault;
use crate::kit::{
    components::{Field, Toggle},
    format::sentence,
    state::app,
};

/// Shorter ones are refused.
pub const AT_LEAST: usize = 8;

/// What is typed and chosen.
#[derive(Clone, Copy)]
pub struct Password {
    /// The password.
    pub text: RwSignal<String>,
    /// Typed again.
    pub again: RwSignal<String>,
    /// Let the keyring open the vault.
    pub keyring: RwSignal<bool>,
    /// Speak of what is missing.
    pub judged: RwSignal<bool>,
    /// What the vault said to it.
    pub refused: RwSignal<Option<String>>,
    existing: bool,
}

impl Password {
    /// Nothing typed.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            keyring: RwSignal::new(false),
            judged: RwSignal::new(false),
            refused: RwSignal::new(None),
            existing: has_vault(),
        }
    }

    /// What is wrong with the first field.
    fn short(self) -> Option<String> {
        let enough = self.existing || self.text.with(|t| t.chars().count() >= AT_LEAST);
        (!enough).then(|| format!("A password has at least {AT_LEAST} characters."))
    }

    /// What is wrong with the second field.
    fn unequal(self) -> Option<String> {
        let equal = self.existing || self.again.with(|a| self.text.with(|t| a == t));
        (!equal).then(|| "The two are not the same.".to_owned())
    }

    /// Judges; true when it can be used.
    pub fn settle(self) -> bool {
        self.judged.set(true);
        untrack(|| self.short().is_none() && self.unequal().is_none())
    }

    /// Takes it out of the page's memory.
    pub fn forget(self) {
        let _ = self.text.try_set(String::new());
        let _ = self.again.try_set(String::new());
    }
}

/// The fields.
#[component]
pub fn PasswordFields(password: Password) -> impl IntoView {
    let app = app();
    let keyring = app.status.with_untracked(|s| s.as_ref().map(|s| s.keyring.clone()));
    let short = Signal::derive(move || password.short().filter(|_| password.judged.get()));
    let unequal = Signal::derive(move || password.unequal().filter(|_| password.judged.get()));
    if password.existing {
        return view! {
            <Field
                label="Password"
                test="password"
                value=password.text
                secret=true
                recalls=true
                error=password.refused
                help="The one that opens the vault on this computer."
            />
        }
        .into_any();
    }
    view! {
        <Field
            label="Password"
            test="password"
            value=password.text
            secret=true
            error=short
            help="It encrypts your keys on this computer. Nobody can reset it; the recovery phrase can replace it."
        />
        <Strength text=password.text />
        <Field label="Password again" test="password-again" value=password.again secret=true error=unequal />
        {match keyring {
            Some(KeyringState::Available | KeyringState::InUse) => {
                view! {
                    <Toggle
                        label="Unlock with this computer's keyring"
                        help="Ballast then opens without a password while you are logged in."
                        test="use-keyring"
                        on=password.keyring
                        change=Callback::new(move |on| password.keyring.set(on))
                    />
                }
                    .into_any()
            }
            Some(KeyringState::Unavailable(reason)) => {
                view! { <p class="sm dim" data-test="no-keyring">{sentence(&reason)}</p> }.into_any()
            }
            None => ().into_any(),
        }}
    }
    .into_any()
}

#[component]
fn Strength(text: RwSignal<String>) -> impl IntoView {
    let strength = move || text.with(|t| strength(t));
    view! {
        <div class="row strength" data-test="password-strength">
            <svg aria-hidden="true" viewBox="0 0 120 4">
                {(0..4)
                    .map(|i| {
                        let class = move || match strength() {
                            (level, _) if i >= level => "fill-line",
                            (1, _) => "fill-bad",
                            (2, _) => "fill-warn",
                            _ => "fill-good",
                        };
                        view! { <rect class=class x=i * 30 width="28" height="4" rx="2" /> }
                    })
                    .collect_view()}
            </svg>
            <span class="xs dim">{move || strength().1}</span>
        </div>
    }
}

/// 0 to 4 and a word, from length and variety. A rough guide; the vault's slow key derivation does the rest.
fn strength(text: &str) -> (usize, &'static str) {
    let length = text.chars().count();
    let kinds: [fn(char) -> bool; 4] = [
        |c| c.is_lowercase(),
        |c| c.is_uppercase(),
        |c| c.is_numeric(),
        |c| !c.is_alphanumeric(),
    ];
    let variety = kinds.iter().filter(|kind| text.chars().any(kind)).count();
    let distinct = text.chars().collect::<std::collections::BTreeSet<_>>().len();
    match length + 2 * variety {
        _ if length == 0 => (0, ""),
        _ if length < AT_LEAST => (1, "too short"),
        _ if distinct < 5 => (1, "easy to guess"),
        0..14 => (2, "weak: longer is better"),
        14..20 => (3, "fair"),
        _ => (4, "strong"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_more_than_signs() {
        assert_eq!(strength("").0, 0);
        assert_eq!(strength("Ab1!").1, "too short");
        assert_eq!(strength("aaaaaaaaaaaaaaaaaaaa").1, "easy to guess");
        assert_eq!(strength("password").0, 2);
        assert_eq!(strength("four plain words here").1, "strong");
    }
}
