//! The form whose answer is a review: sent by Enter or its one button, while it is complete.

use leptos::{children::ViewFn, prelude::*};

use super::{Button, Glyph, Icon, Look};

/// What is asked, and the button that asks for the review.
#[component]
pub fn IntentForm(
    /// The button's name for tests.
    test: &'static str,
    /// Everything that is asked for has an answer.
    #[prop(into)]
    ready: Signal<bool>,
    /// While the answer is being computed.
    busy: RwSignal<bool>,
    /// Asks for the review.
    propose: Callback<()>,
    /// What stands left of the button.
    #[prop(optional, into)]
    beside: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="card stack roomy"
            on:submit=move |event| {
                event.prevent_default();
                if ready.get_untracked() && !busy.get_untracked() {
                    propose.run(());
                }
            }
        >
            {children()}
            <div class="row form-foot">
                {beside.run()} <span class="sp"></span>
                <ReviewButton test ready busy />
            </div>
        </form>
    }
}

/// The button of such a form.
#[component]
pub fn ReviewButton(
    /// Its name for tests.
    test: &'static str,
    /// The form is complete.
    #[prop(into)]
    ready: Signal<bool>,
    /// While the answer is being computed.
    busy: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Button
            test
            press=move || ()
            look=Look::Primary
            submit=true
            disabled=Signal::derive(move || busy.get() || !ready.get())
        >
            {move || if busy.get() { "Computing…" } else { "Review" }}
            <Icon glyph=Glyph::Arrow />
        </Button>
    }
}

/// Says that the account's key is elsewhere, and what it is wanted for.
#[component]
pub fn WatchedNote(
    /// Its name for tests.
    test: &'static str,
    /// The account is watched only.
    #[prop(into)]
    when: Signal<bool>,
    /// What the key is for: `To send from it`.
    purpose: &'static str,
) -> impl IntoView {
    view! {
        <Show when=move || when.get()>
            <div class="note" data-test=test>
                <Icon glyph=Glyph::Eye />
                <span>{format!("This account is only watched. {purpose}, import its key.")}</span>
            </div>
        </Show>
    }
}
