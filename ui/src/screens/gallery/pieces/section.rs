//! What the sections of the gallery are made of: a card with a heading, and a piece with the name of its state above it.

use leptos::prelude::*;

/// A section, named for tests and pictures `gallery-{name}`.
#[component]
pub fn Section(
    /// Its name for tests.
    name: &'static str,
    /// Its heading.
    title: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card stack" data-test=format!("gallery-{name}")>
            <h2>{title}</h2>
            {children()}
        </section>
    }
}

/// One piece in one state.
#[component]
pub fn State(
    /// The state, in a word or two.
    #[prop(into)]
    name: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="stack-s">
            <span class="xs dim">{name}</span>
            <div>{children()}</div>
        </div>
    }
}
