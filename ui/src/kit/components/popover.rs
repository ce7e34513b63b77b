//! A pop-up under the button that opens it: Esc or a press elsewhere closes it.

use leptos::{ev, html, prelude::*};
use leptos_use::use_event_listener;
use wasm_bindgen::JsCast;

/// A button and what it opens.
#[component]
pub fn Popover(
    /// The button's class.
    class: &'static str,
    /// The button's name for tests; the pop-up is `{test}-panel`.
    test: &'static str,
    /// What the button is for, told beside its words to those who hear it.
    #[prop(into)]
    label: Signal<String>,
    /// The button's content.
    button: ViewFn,
    /// Opens towards the right instead of the left.
    #[prop(optional)]
    from_left: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let anchor = NodeRef::<html::Span>::new();
    let _ = use_event_listener(document(), ev::mousedown, move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        if open.get_untracked() && !anchor.get_untracked().is_some_and(|a| a.contains(target.as_ref())) {
            open.set(false);
        }
    });
    let trigger = NodeRef::<html::Button>::new();
    view! {
        <span
            class="pop-anchor"
            node_ref=anchor
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    open.set(false);
                    event.stop_propagation();
                    if let Some(trigger) = trigger.get_untracked() {
                        let _ = trigger.focus();
                    }
                }
            }
        >
            <button
                node_ref=trigger
                type="button"
                class=class
                data-test=test
                aria-description=label
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {button.run()}
            </button>
            <Show when=move || open.get()>
                <div class="pop" class:from-left=from_left data-test=format!("{test}-panel")>
                    {children()}
                </div>
            </Show>
        </span>
    }
}
