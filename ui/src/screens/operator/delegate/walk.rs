//! From a form to its review and back.

use ballast_domain::{Action, Address, Intent};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::{
    flows::review::{Asked, Review},
    kit::{components::ErrorPanel, state::KeptForm},
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
    /// Nothing is wanted yet, unless it was under review in the form when the window was loaded anew.
    pub fn of(form: &KeptForm) -> Self {
        let intent = StoredValue::new(Asked::reviewed(form));
        let asked = Asked::of(form);
        Self {
            intent,
            busy: asked.busy,
            asked,
        }
    }

    /// Nothing is wanted yet, of what has no form and is proposed by itself.
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
pub fn Walked(walk: Walk, form: KeptForm, children: ChildrenFn) -> impl IntoView {
    let again = Callback::new(move |()| walk.again());
    let back = Callback::new(move |()| walk.asked.proposal.set(None));
    view! {
        {move || walk.asked.failure.get().map(|failure| view! { <ErrorPanel failure again test="operator-error" /> })}
        {move || match walk.asked.proposal.get() {
            Some(proposal) => view! { <Review proposal back again busy=walk.busy forgets=vec![form.clone()] /> }.into_any(),
            None => children().into_any(),
        }}
    }
}

/// Leaves a form, and forgets what was entered.
pub fn cancel(form: KeptForm) -> Callback<()> {
    let navigate = use_navigate();
    Callback::new(move |()| {
        form.forget();
        navigate("/operator", Default::default());
    })
}
