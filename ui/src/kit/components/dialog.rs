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
    /// What is typed in it is there again when the window is unlocked. Never for secrets: those go with the lock.
    #[prop(optional)]
    outlasts_lock: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    // Behind the gate nothing is shown: it would lie before the gate.
    let gated = Memo::new(move |_| app().is_gated());
    Effect::new(move |_| {
        if gated.get() && !outlasts_lock {
            open.set(false);
        }
    });
    Effect::new(move |was_gated: Option<bool>| {
        let gated = gated.get();
        let Some(dialog) = element.get() else { return gated };
        let shown = open.get() && !gated;
        if shown && was_gated == Some(true) {
            // Once the window around it can be seen again.
            request_animation_frame(move || {
                if open.try_get_untracked() == Some(true) && !untrack(|| app().is_gated()) {
                    show(&dialog);
                }
            });
        } else if shown {
            show(&dialog);
        } else if dialog.open() {
            dialog.close();
        }
        gated
    });
    let closed = move || {
        // By the gate it is only hidden.
        if !outlasts_lock || !gated.get_untracked() {
            open.set(false);
        }
    };
    let heading = title.clone();
    view! {
        <dialog node_ref=element data-test=test aria-label=title on:close=move |_| closed()>
            <Show when=move || open.get()>
                <div class="stack">
                    <h1>{heading.clone()}</h1>
                    {children()}
                </div>
            </Show>
        </dialog>
    }
}

fn show(dialog: &web_sys::HtmlDialogElement) {
    if !dialog.open() {
        // Refused only for a dialog out of the page, which then cannot be seen anyway.
        let _ = dialog.show_modal();
    }
}
