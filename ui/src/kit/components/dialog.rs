//! A question in front of everything: Esc closes it, the keyboard stays in it.

use leptos::{html, prelude::*};

use crate::kit::state::app;

/// Shows its children while `open`.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: String,
    /// Its name for tests.
    #[prop(into)]
    test: String,
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    // Behind the gate nothing stays open: it would lie before the gate, with what is typed in it.
    Effect::new(move |_| {
        if app().is_gated() {
            open.set(false);
        }
    });
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        if open.get() && !dialog.open() {
            // Refused only for a dialog out of the page, which then cannot be seen anyway.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let heading = title.clone();
    view! {
        <dialog node_ref=element data-test=test aria-label=title on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <div class="stack">
                    <h1>{heading.clone()}</h1>
                    {children()}
                </div>
            </Show>
        </dialog>
    }
}
