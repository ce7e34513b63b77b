//! The review of a wish of one action.

use ballast_api::calls;
use ballast_domain::{Intent, Proposal};
use leptos::prelude::*;

use crate::{
    backend::{Failure, ask},
    components::{ErrorPanel, Skeleton},
    screens::review::Review,
};

/// Proposes it, and shows the review.
#[component]
pub fn ReviewOne(intent: Intent, back: Callback<()>) -> impl IntoView {
    let proposal = RwSignal::new(None::<Proposal>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let intent = StoredValue::new(intent);
    let propose = Callback::new(move |()| {
        busy.set(true);
        let intent = intent.get_value();
        leptos::task::spawn_local(async move {
            match ask(&calls::Propose { intent }).await {
                Ok(answer) => {
                    let _ = failure.try_set(None);
                    let _ = proposal.try_set(Some(answer));
                }
                Err(error) => {
                    let _ = failure.try_set(Some(error));
                }
            }
            let _ = busy.try_set(false);
        });
    });
    propose.run(());
    view! {
        {move || failure.get().map(|failure| view! { <ErrorPanel failure again=propose test="batch-error" /> })}
        {move || match proposal.get() {
            Some(proposal) => view! { <Review proposal back again=propose busy /> }.into_any(),
            None if failure.with(Option::is_some) => ().into_any(),
            None => view! { <section class="card"><Skeleton size="tall" /></section> }.into_any(),
        }}
    }
}
