//! Where one is in a task of a few steps.

use leptos::prelude::*;

/// `1 Choose — 2 Amount and time — 3 Review`, the present one marked.
#[component]
pub fn Stepper(
    /// In order.
    steps: &'static [&'static str],
    /// The present one, from 0.
    #[prop(into)]
    at: Signal<usize>,
) -> impl IntoView {
    view! {
        <ol class="stepper sm" data-test="stepper">
            {steps
                .iter()
                .enumerate()
                .map(|(i, step)| {
                    view! {
                        <li
                            class:done=move || i < at.get()
                            aria-current=move || (i == at.get()).then_some("step")
                        >
                            {format!("{} {step}", i + 1)}
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}
