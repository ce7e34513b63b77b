//! The review of a wish of one action.

use ballast_domain::Intent;
use leptos::prelude::*;

use crate::{
    flows::review::{Asked, Review},
    kit::{
        components::{ErrorPanel, Skeleton},
        state::KeptForm,
    },
};

/// Proposes it, and shows the review.
#[component]
pub fn ReviewOne(intent: Intent, back: Callback<()>, forgets: Vec<KeptForm>) -> impl IntoView {
    let asked = Asked::new();
    let Asked {
        proposal,
        failure,
        busy,
    } = asked;
    let intent = StoredValue::new(intent);
    let propose = Callback::new(move |()| {
        let intent = intent.get_value();
        asked.propose(intent);
    });
    propose.run(());
    view! {
        {move || failure.get().map(|failure| view! { <ErrorPanel failure again=propose test="batch-error" /> })}
        {move || match proposal.get() {
            Some(proposal) => view! { <Review proposal back again=propose busy forgets=forgets.clone() /> }.into_any(),
            None if failure.with(Option::is_some) => ().into_any(),
            None => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
        }}
    }
}
