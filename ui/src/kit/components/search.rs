//! The field that narrows a list as one types.

use leptos::{html, prelude::*};

use super::{Glyph, Icon};

/// A search; Escape empties it.
#[component]
pub fn SearchField(
    /// What is typed.
    text: RwSignal<String>,
    /// The stable name for tests.
    test: &'static str,
    /// What is searched, read aloud.
    label: &'static str,
    /// What can be typed.
    hint: &'static str,
    /// The input itself, for whoever gives it the keyboard.
    #[prop(optional)]
    input: NodeRef<html::Input>,
    /// What stands at its end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <span class="in small search">
            <Icon glyph=Glyph::Search />
            <input
                type="search"
                data-search=""
                data-test=test
                aria-label=label
                placeholder=hint
                prop:value=text
                node_ref=input
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        text.set(String::new());
                    }
                }
            />
            {children.map(|children| children())}
        </span>
    }
}
