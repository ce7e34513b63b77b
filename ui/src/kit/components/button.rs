//! Buttons: at most one filled one a screen.

use std::time::Duration;

use leptos::prelude::*;

use super::{Child, Glyph, Icon, Plain, drawing, drawn, plain};

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

/// Longer than a double click takes, and than a hand that was about to press something else.
pub const SETTLES_AFTER: Duration = Duration::from_secs(1);

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
    /// Cannot be pressed for its first second: what stood in its place may still be being clicked.
    #[prop(optional)]
    settles: bool,
    children: Children,
) -> impl IntoView {
    let settled = RwSignal::new(!settles);
    if settles {
        let settle = move || {
            let _ = settled.try_set(true);
        };
        // Its second begins when it can be seen, however long the page around it takes to be drawn.
        leptos::task::spawn_local(async move {
            drawn().await;
            set_timeout(settle, SETTLES_AFTER);
        });
    }
    let disabled = Signal::derive(move || disabled.get() || !settled.get());
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

/// Why nothing of an account can be signed here.
pub const NO_KEY: &str = "The account is watched only: its key is not on this computer.";

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
    not_now(test, why, label, children())
}

/// The same as a plain element.
pub fn not_now(test: String, why: String, label: Option<String>, word: impl Into<Child>) -> Plain {
    plain("button")
        .with("type", "button")
        .with("class", "btn small")
        .with("data-test", test)
        .with_some("aria-label", label)
        .with("aria-disabled", "true")
        .with("title", why.clone())
        .with("aria-description", why)
        .child(word)
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
    let class = match (look == Look::Primary, small) {
        (true, true) => "btn primary small",
        (true, false) => "btn primary",
        (false, true) => "btn small",
        (false, false) => "btn",
    };
    link(class, href, test, label)
        .children(glyph.map(|glyph| drawing(glyph, false)))
        .child(children())
}

/// A small one with a word only, as a plain element.
pub fn button_link(href: String, test: String, label: String, word: &'static str) -> Plain {
    link("btn small", href, test, Some(label)).child(word)
}

fn link(class: &'static str, href: String, test: String, label: Option<String>) -> Plain {
    plain("a")
        .with("class", class)
        .with("href", href)
        .with("data-test", test)
        .with_some("aria-label", label)
}
