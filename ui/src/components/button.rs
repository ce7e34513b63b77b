//! Buttons: at most one filled one a screen.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Outlined.
    #[default]
    Plain,
    /// Filled: the one next step.
    Primary,
    /// Without a frame.
    Quiet,
}

/// A button with a word and, perhaps, an icon.
#[component]
pub fn Button(
    /// The stable name for tests.
    #[prop(into)]
    test: String,
    /// What it does.
    #[prop(into)]
    press: Callback<()>,
    /// How it looks.
    #[prop(optional, into)]
    look: Signal<Look>,
    /// Small, for rows.
    #[prop(optional)]
    small: bool,
    /// As wide as its card.
    #[prop(optional)]
    wide: bool,
    /// Shown before the word.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Spoken instead of the word, where the word alone says too little.
    #[prop(optional, into)]
    label: Option<String>,
    /// Submits the form it stands in.
    #[prop(optional)]
    submit: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class="btn"
            class:primary=move || look.get() == Look::Primary
            class:quiet=move || look.get() == Look::Quiet
            class:small=small
            class:wide=wide
            data-test=test
            aria-label=label
            disabled=disabled
            on:click=move |event| {
                event.stop_propagation();
                if !submit {
                    press.run(());
                }
            }
        >
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </button>
    }
}

/// A button that cannot be pressed now, and says why: on hover, and to those who hear the page. It keeps its place in
/// the order of the keyboard, so that the reason can be found.
#[component]
pub fn NotNow(
    /// The stable name for tests.
    #[prop(into)]
    test: String,
    /// Why not, and when it can be pressed.
    #[prop(into)]
    why: String,
    /// Spoken instead of the word, where the word alone says too little.
    #[prop(optional, into)]
    label: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn small"
            data-test=test
            aria-label=label
            aria-disabled="true"
            title=why.clone()
            aria-description=why
        >
            {children()}
        </button>
    }
}

/// A link that looks like a button: it goes somewhere and changes nothing.
#[component]
pub fn ButtonLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// The stable name for tests.
    #[prop(into)]
    test: String,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Small, for rows.
    #[prop(optional)]
    small: bool,
    /// Shown before the word.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// Spoken instead of the word, where the word alone says too little.
    #[prop(optional, into)]
    label: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class="btn"
            class:primary=look == Look::Primary
            class:small=small
            href=href
            data-test=test
            aria-label=label
        >
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </a>
    }
}
