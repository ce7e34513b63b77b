//! A labelled text field whose mistake stands under it as a sentence.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// The sentence under a field that is wrong; nothing while all is well.
#[component]
pub fn Mistake(
    /// What is wrong and what would make it right.
    #[prop(into)]
    of: Signal<Option<String>>,
    /// Id that the field's `aria-describedby` names; also its name for tests.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    let name = id.clone();
    view! {
        <div id=id role="alert">
            {move || {
                of.get()
                    .map(|sentence| {
                        view! {
                            <div class="error" data-test=name.clone()>
                                <Icon glyph=Glyph::Warning />
                                <span>{sentence}</span>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// Shows and hides what is typed into a secret's field.
#[component]
fn Eye(open: RwSignal<bool>, test: String) -> impl IntoView {
    view! {
        <button
            type="button"
            class="clear"
            data-test=test
            aria-label=move || if open.get() { "Hide what is typed" } else { "Show what is typed" }
            aria-pressed=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <Icon glyph=Glyph::Eye small=true />
        </button>
    }
}

/// One line of text.
#[component]
pub fn Field(
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// Its name for tests, and its id.
    #[prop(into)]
    test: String,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A word of help below.
    #[prop(optional, into)]
    help: Option<String>,
    /// Typed characters are hidden, and never remembered by the window.
    #[prop(optional)]
    secret: bool,
    /// Has the keyboard when it appears.
    #[prop(optional)]
    first: bool,
    /// Takes the keyboard back when what was sent turns out to be wrong.
    #[prop(optional)]
    recalls: bool,
    /// Monospaced.
    #[prop(optional)]
    mono: bool,
    /// Told when the keyboard leaves it.
    #[prop(optional)]
    left: Option<Callback<()>>,
    /// What stands below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    if recalls {
        Effect::new(move |_| {
            if error.with(Option::is_some)
                && let Some(input) = input.get_untracked()
            {
                super::focus_soon(input);
            }
        });
    }
    if first {
        super::focus_when_shown(input);
    }
    let mistake = format!("{test}-error");
    let looked_at = RwSignal::new(false);
    let hidden = move || secret && !looked_at.get();
    let eye = secret.then(|| view! { <Eye open=looked_at test=format!("{test}-eye") /> });
    view! {
        <div class="field">
            <label for=test.clone()>{label}</label>
            <span class="in" class:wrong=move || error.get().is_some()>
                <input
                    node_ref=input
                    class:mono=mono
                    id=test.clone()
                    data-test=test.clone()
                    type=move || if hidden() { "password" } else { "text" }
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=mistake.clone()
                    aria-invalid=move || error.get().is_some().to_string()
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                    on:blur=move |_| {
                        if let Some(left) = left {
                            // What leaves the page loses the keyboard too, and its form is gone then.
                            let _ = left.try_run(());
                        }
                    }
                />
                {eye}
            </span>
            {children.map(|children| children())}
            {help.map(|help| view! { <span class="sm dim">{help}</span> })}
            <Mistake of=error id=mistake />
        </div>
    }
}
