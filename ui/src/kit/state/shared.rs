//! A value of the backend's that several components show, or that is wanted before one stands: read for all of them once.

use ballast_api::Call;
use leptos::prelude::*;

use super::Remote;

/// The value, and who wants it.
pub struct Shared<T: Send + Sync + 'static> {
    remote: Remote<T>,
    /// How many components show it now.
    showing: RwSignal<usize>,
    /// Wanted before the first of them stands.
    ahead: RwSignal<bool>,
}

impl<T: Send + Sync + 'static> Clone for Shared<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Shared<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Shared<T> {
    /// Read once a component shows it.
    pub fn new() -> Self {
        Self {
            remote: Remote::new(),
            showing: RwSignal::new(0),
            ahead: RwSignal::new(false),
        }
    }

    /// Read as soon as it can be.
    pub fn wanted() -> Self {
        let shared = Self::new();
        shared.ahead.set(true);
        shared
    }

    /// Asks whenever `pulse` or what `call` reads changes, while anybody wants the answer.
    pub fn follow<C>(self, call: impl Fn() -> Option<C> + 'static, pulse: RwSignal<u64>)
    where
        C: Call<Answer = T> + 'static,
    {
        let wanted = Memo::new(move |_| self.ahead.get() || self.showing.get() > 0);
        self.remote.follow(move || call().filter(|_| wanted.get()), pulse);
    }

    /// For the component that asks, as long as it stands.
    pub fn show(self) -> Remote<T> {
        self.showing.update(|count| *count += 1);
        on_cleanup(move || self.showing.update(|count| *count -= 1));
        self.ahead.set(false);
        self.remote
    }

    /// The value, whoever wants it.
    pub fn remote(self) -> Remote<T> {
        self.remote
    }
}
