//! Several actions at once: their review, and what became of each.

mod items;
mod one;
mod page;
mod review;
mod sums;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

pub use page::BatchPage;

use self::{one::ReviewOne, review::ReviewSeveral};
use crate::{
    flows::wish::{self, Wish},
    kit::components::{ButtonLink, EmptyState, Glyph},
};

/// The review of what another screen wished.
#[component]
pub fn ReviewWish() -> impl IntoView {
    match wish::last() {
        Some(wish) => view! { <Reviewing wish /> }.into_any(),
        None => view! {
            <div class="wrap">
                <section class="card">
                    <EmptyState
                        glyph=Glyph::Buckets
                        title="There is nothing to review"
                        text="Choose buckets and what to do with them, plan a ladder, or open a draft."
                        test="batch-nothing"
                    >
                        <ButtonLink href="/buckets" test="batch-to-buckets">"Buckets"</ButtonLink>
                    </EmptyState>
                </section>
            </div>
        }
        .into_any(),
    }
}

/// The review of a wish: a proposal for one intent, a batch for several.
#[component]
pub fn Reviewing(wish: Wish) -> impl IntoView {
    let navigate = use_navigate();
    let (from, forgets) = (wish.from.clone(), wish.forgets());
    let back = Callback::new(move |()| navigate(&from, Default::default()));
    let title = wish.title.clone();
    let mut intents = wish.intents;
    let review = match intents.len() {
        1 => intents
            .pop()
            .map(|intent| view! { <ReviewOne intent back forgets /> }.into_any()),
        _ => Some(view! { <ReviewSeveral title=wish.title intents back forgets /> }.into_any()),
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1 data-test="batch-title">{title}</h1>
            </div>
            {review}
        </div>
    }
}
