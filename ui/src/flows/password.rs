//! A new password with its strength, or the one that the vault has.

use ballast_api::{KeyringState, PasswordView, VaultState, calls};
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::{Field, Toggle},
    format::{UNKNOWN, sentence},
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
    /// How well it stands up to guessing, once that is known.
    strength: RwSignal<Option<PasswordView>>,
    /// A weak one is wanted all the same.
    weak_is_fine: RwSignal<bool>,
    existing: bool,
    /// The keyring may open the vault, too.
    with_keyring: bool,
}

impl Password {
    /// Nothing typed; asks for the vault's own where there is one.
    pub fn new() -> Self {
        let there = untrack(|| app().vault()) != VaultState::None;
        Self::of(there, true)
    }

    /// Nothing typed, of a new password alone.
    pub fn anew() -> Self {
        Self::of(false, false)
    }

    fn of(existing: bool, with_keyring: bool) -> Self {
        let password = Self {
            text: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            keyring: RwSignal::new(false),
            judged: RwSignal::new(false),
            refused: RwSignal::new(None),
            strength: RwSignal::new(None),
            weak_is_fine: RwSignal::new(false),
            existing,
            with_keyring,
        };
        if !existing {
            Effect::new(move |_| password.estimate(password.text.get()));
        }
        password
    }

    /// Asks how well what is typed stands up to guessing. An answer to what is not typed any more is dropped.
    fn estimate(self, typed: String) {
        self.strength.set(None);
        // Who wanted one weak password wanted no other.
        self.weak_is_fine.set(false);
        if typed.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            let call = calls::EstimatePassword {
                password: typed.clone(),
            };
            // One that cannot be judged is not taken for a good one.
            let view = ask(&call).await.unwrap_or_else(|failure| PasswordView {
                score: 0,
                holds: UNKNOWN.to_owned(),
                advice: vec![failure.sentence.clone()],
            });
            if self.text.try_with_untracked(|now| *now == typed) == Some(true) {
                let _ = self.strength.try_set(Some(view));
            }
        });
    }

    fn is_weak(self) -> bool {
        self.strength
            .with(|view| view.as_ref().is_some_and(PasswordView::is_weak))
    }

    /// What keeps a weak one from being taken.
    fn unsaid(self) -> Option<String> {
        if self.existing {
            return None;
        }
        if self.strength.with(Option::is_none) {
            return Some("How well it stands up to guessing is being reckoned: try again in a moment.".to_owned());
        }
        let asks = self.is_weak() && !self.weak_is_fine.get();
        asks.then(|| "This password is weak. Choose another, or say below that you want this one.".to_owned())
    }

    /// What is wrong with the first field.
    fn short(self) -> Option<String> {
        let enough = self.existing || self.text.with(|t| t.chars().count() >= AT_LEAST);
        (!enough).then(|| format!("A password has at least {AT_LEAST} characters."))
    }

    /// What is wrong with the second field.
    fn unequal(self) -> Option<String> {
        let equal = self.existing || self.again.with(|a| self.text.with(|t| a == t));
        (!equal).then(|| "The passwords do not match.".to_owned())
    }

    /// Judges; true when it can be used.
    pub fn settle(self) -> bool {
        self.judged.set(true);
        untrack(|| self.short().is_none() && self.unequal().is_none() && self.unsaid().is_none())
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
    let short = Signal::derive(move || {
        password
            .short()
            .or_else(|| password.unsaid())
            .filter(|_| password.judged.get())
    });
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
            help="It encrypts your keys on this computer. Nobody can reset it. With the recovery phrase you can set a new one."
        />
        <Strength password />
        <Field label="Password again" test="password-again" value=password.again secret=true error=unequal />
        {match keyring.filter(|_| password.with_keyring) {
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

/// Bars and words for how long guessing takes; a weak one is taken only by a second yes.
#[component]
fn Strength(password: Password) -> impl IntoView {
    let view = password.strength;
    let bars = move || match view.with(|view| view.as_ref().map(|view| view.score)) {
        None => (0, "fill-line"),
        Some(0 | 1) => (1, "fill-bad"),
        Some(2) => (2, "fill-warn"),
        Some(3) => (3, "fill-good"),
        Some(_) => (4, "fill-good"),
    };
    let words = move || {
        view.with(|view| {
            view.as_ref().map(|view| {
                let held = format!("Guessed in about {}.", view.holds);
                [held]
                    .into_iter()
                    .chain(view.advice.iter().cloned())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
        })
    };
    view! {
        <div class="row strength" data-test="password-strength">
            <svg aria-hidden="true" viewBox="0 0 120 4">
                {(0..4)
                    .map(|i| {
                        let class = move || match bars() {
                            (level, _) if i >= level => "fill-line",
                            (_, class) => class,
                        };
                        view! { <rect class=class x=i * 30 width="28" height="4" rx="2" /> }
                    })
                    .collect_view()}
            </svg>
            <span class="xs dim" aria-live="polite">{words}</span>
        </div>
        <Show when=move || password.is_weak()>
            <Toggle
                label="Use this weak password"
                help="Whoever gets the wallet's file can guess it."
                test="password-weak"
                on=password.weak_is_fine
                change=Callback::new(move |on| password.weak_is_fine.set(on))
            />
        </Show>
    }
}
