//! Choices: a switch, one of several, and a filter.

use leptos::prelude::*;

/// On or off, with what that means beside it.
#[component]
pub fn Toggle(
    /// What it switches.
    #[prop(into)]
    label: String,
    /// What being on means.
    #[prop(into)]
    help: Signal<String>,
    /// Its name for tests.
    #[prop(into)]
    test: String,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Told the new position.
    change: Callback<bool>,
) -> impl IntoView {
    let name = format!("{test}-name");
    view! {
        <div class="toggle-row">
            <button
                type="button"
                class="toggle"
                role="switch"
                data-test=test
                aria-labelledby=name.clone()
                aria-checked=move || on.get().to_string()
                on:click=move |_| change.run(!on.get_untracked())
            >
                <i></i>
            </button>
            <div>
                <b id=name>{label}</b>
                <div class="sm mid">{help}</div>
            </div>
        </div>
    }
}

/// One of a few, side by side. Options are (value, word).
#[component]
pub fn Segmented(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// Its name for tests; each option is `{test}-{value}`.
    #[prop(into)]
    test: String,
    /// Value and word of each.
    options: Vec<(String, String)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Told the newly chosen value.
    choose: Callback<String>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(option, word)| {
            let (name, test) = (test.clone(), format!("{test}-{option}"));
            let (mine, chosen) = (option.clone(), option);
            view! {
                <label data-test=test>
                    <input
                        type="radio"
                        name=name
                        prop:checked=move || value.get() == mine
                        on:change=move |_| choose.run(chosen.clone())
                    />
                    {word}
                </label>
            }
        })
        .collect_view();
    view! {
        <span class="seg" role="radiogroup" aria-label=label>
            {options}
        </span>
    }
}

/// A filter that is on or off.
#[component]
pub fn FilterChip(
    /// Its name for tests.
    #[prop(into)]
    test: String,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Pressed.
    #[prop(into)]
    press: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="fchip"
            data-test=test
            aria-pressed=move || on.get().to_string()
            on:click=move |_| press.run(())
        >
            {children()}
        </button>
    }
}
