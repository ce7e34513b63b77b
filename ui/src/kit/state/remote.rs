//! A value that the backend has: shown at once when it is known, read again when it may be out of date.

use ballast_api::Call;
use leptos::prelude::*;
use serde::Serialize;

use crate::kit::backend::{Failure, ask};

/// The last answer, and the last failure if it came after that.
pub struct Remote<T: Send + Sync + 'static> {
    /// The last good answer; kept while it is read again, and when that fails.
    pub value: RwSignal<Option<T>>,
    /// Why the last reading failed.
    pub failure: RwSignal<Option<Failure>>,
    /// What is asked now: answers to older questions are dropped.
    question: RwSignal<u64>,
    /// Its words: what answered another question is forgotten, such as another account's figures.
    words: StoredValue<String>,
    again: RwSignal<u64>,
}

impl<T: Send + Sync + 'static> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Remote<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Remote<T> {
    /// Nothing is known.
    pub fn new() -> Self {
        Self {
            value: RwSignal::new(None),
            failure: RwSignal::new(None),
            question: RwSignal::new(0),
            words: StoredValue::new(String::new()),
            again: RwSignal::new(0),
        }
    }

    /// Asks now, and again whenever `pulse` or what `call` reads changes, for as long as its owner lives. While `call` is
    /// none, nothing is asked.
    pub fn follow<C>(self, call: impl Fn() -> Option<C> + 'static, pulse: RwSignal<u64>)
    where
        C: Call<Answer = T> + 'static,
    {
        self.follow_by(call, pulse, |call, _| async move { ask(&call).await });
    }

    /// The same, where more than one request makes the value: `answer` makes it, and may tell a first part of it, which
    /// stands while nothing else is known.
    pub fn follow_by<C, F>(
        self,
        call: impl Fn() -> Option<C> + 'static,
        pulse: RwSignal<u64>,
        answer: impl Fn(C, Part<T>) -> F + 'static,
    ) where
        C: Serialize + 'static,
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        // Not an `Effect`, which would begin after what is shown was built: the question is on its way meanwhile.
        let asking = RenderEffect::new(move |_| {
            pulse.track();
            self.again.track();
            let Some(call) = call() else { return };
            let words = words(&call);
            if self.words.with_value(|old| *old != words) {
                self.words.set_value(words);
                if self.value.with_untracked(Option::is_some) {
                    self.forget();
                }
            }
            self.question.update_untracked(|q| *q += 1);
            let mine = self.question.get_untracked();
            let part = Part {
                of: self,
                question: mine,
            };
            let answer = answer(call, part);
            leptos::task::spawn_local(async move {
                let answer = answer.await;
                // The screen may be gone, or a newer question asked.
                if self.question.try_get_untracked() != Some(mine) {
                    return;
                }
                match answer {
                    Ok(value) => {
                        self.failure.set(None);
                        if self.value.with_untracked(|old| old.as_ref() != Some(&value)) {
                            self.value.set(Some(value));
                        }
                    }
                    Err(failure) => self.failure.set(Some(failure)),
                }
            });
        });
        on_cleanup(move || drop(asking));
    }

    /// Takes the answer to a question that nobody had to ask: it came with another.
    pub fn know<C: Call<Answer = T>>(self, call: &C, answer: T) {
        self.words.set_value(words(call));
        self.value.set(Some(answer));
    }

    /// Reads again.
    pub fn retry(self) {
        self.again.update(|again| *again += 1);
    }

    /// Forgets what was known: it belongs to another network.
    pub fn forget(self) {
        self.question.update_untracked(|q| *q += 1);
        self.value.set(None);
        self.failure.set(None);
    }
}

/// Where a first part of an answer is told.
pub struct Part<T: Send + Sync + 'static> {
    of: Remote<T>,
    question: u64,
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Part<T> {
    /// Whether the answer is still waited for.
    pub fn is_wanted(&self) -> bool {
        self.of.question.try_get_untracked() == Some(self.question)
    }

    /// Whether nothing is shown yet.
    pub fn is_first(&self) -> bool {
        self.is_wanted() && self.of.value.with_untracked(Option::is_none)
    }

    /// Shows it, unless something is shown already or another question was asked meanwhile.
    pub fn tell(&self, value: T) {
        if self.is_first() {
            self.of.value.set(Some(value));
        }
    }
}

/// A question's words: the network, and what is asked.
fn words(call: &impl Serialize) -> String {
    let words = serde_json::to_string(call).unwrap_or_default();
    format!("{:?} {words}", super::app().network_untracked())
}

/// Reads what `call` asks for, for as long as the screen stands.
pub fn read<C>(call: impl Fn() -> Option<C> + 'static) -> Remote<C::Answer>
where
    C: Call + 'static,
    C::Answer: Clone + PartialEq + Send + Sync + 'static,
{
    let remote = Remote::new();
    remote.follow(call, super::app().pulse);
    remote
}
