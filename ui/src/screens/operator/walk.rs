//! From a form to its review and back.

use ballast_api::calls;
use ballast_domain::{Address, Intent, NativeAction, Proposal};
use leptos::prelude::*;

use crate::{
    backend::{Failure, ask},
    components::ErrorPanel,
    screens::review::Review,
};

/// What is wanted, and what the backend says of it.
#[derive(Clone, Copy)]
pub struct Walk {
    intent: StoredValue<Option<Intent>>,
    proposal: RwSignal<Option<Proposal>>,
    failure: RwSignal<Option<Failure>>,
    /// While the backend computes.
    pub busy: RwSignal<bool>,
}

impl Walk {
    /// Nothing is wanted yet.
    pub fn new() -> Self {
        Self {
            intent: StoredValue::new(None),
            proposal: RwSignal::new(None),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// Has the backend look at it.
    pub fn propose(self, account: Address, action: impl Into<NativeAction>) {
        let action = action.into();
        self.intent.set_value(Some(Intent { account, action }));
        self.again();
    }

    fn again(self) {
        let Some(intent) = self.intent.get_value() else { return };
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            match ask(&calls::Propose { intent }).await {
                Ok(proposal) => {
                    let _ = self.failure.try_set(None);
                    let _ = self.proposal.try_set(Some(proposal));
                }
                Err(failure) => {
                    let _ = self.failure.try_set(Some(failure));
                }
            }
            let _ = self.busy.try_set(false);
        });
    }
}

/// The form, or the review of what it asked for.
#[component]
pub fn Walked(walk: Walk, children: ChildrenFn) -> impl IntoView {
    let again = Callback::new(move |()| walk.again());
    let back = Callback::new(move |()| walk.proposal.set(None));
    view! {
        {move || walk.failure.get().map(|failure| view! { <ErrorPanel failure again test="operator-error" /> })}
        {move || match walk.proposal.get() {
            Some(proposal) => view! { <Review proposal back again busy=walk.busy /> }.into_any(),
            None => children().into_any(),
        }}
    }
}
