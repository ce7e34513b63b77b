//! From a form to its review and back.

use ballast_domain::{Action, Address, Intent};
use leptos::prelude::*;

use crate::{
    flows::review::{Asked, Review},
    kit::components::ErrorPanel,
};

/// What is wanted, and what the backend says of it.
#[derive(Clone, Copy)]
pub struct Walk {
    intent: StoredValue<Option<Intent>>,
    asked: Asked,
    /// While the backend computes.
    pub busy: RwSignal<bool>,
}

impl Walk {
    /// Nothing is wanted yet.
    pub fn new() -> Self {
        let asked = Asked::new();
        Self {
            intent: StoredValue::new(None),
            busy: asked.busy,
            asked,
        }
    }

    /// Has the backend look at it.
    pub fn propose(self, account: Address, action: impl Into<Action>) {
        let action = action.into();
        self.intent.set_value(Some(Intent { account, action }));
        self.again();
    }

    fn again(self) {
        if let Some(intent) = self.intent.get_value() {
            self.asked.propose(intent);
        }
    }
}

/// The form, or the review of what it asked for.
#[component]
pub fn Walked(walk: Walk, children: ChildrenFn) -> impl IntoView {
    let again = Callback::new(move |()| walk.again());
    let back = Callback::new(move |()| walk.asked.proposal.set(None));
    view! {
        {move || walk.asked.failure.get().map(|failure| view! { <ErrorPanel failure again test="operator-error" /> })}
        {move || match walk.asked.proposal.get() {
            Some(proposal) => view! { <Review proposal back again busy=walk.busy /> }.into_any(),
            None => children().into_any(),
        }}
    }
}
