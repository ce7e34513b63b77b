//! Short news in the corner.

use leptos::prelude::*;

use crate::kit::{
    components::{Button, Glyph, Icon, Look},
    state::app,
};

/// All that are shown now.
#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = app().toasts;
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <div class="toast" data-test="toast">
                    <span class=format!("{}-ink", toast.verdict)>
                        <Icon glyph=if toast.verdict == "good" { Glyph::Check } else { Glyph::Warning } />
                    </span>
                    <span>{toast.sentence.clone()}</span>
                    <Button
                        test="toast-dismiss"
                        press=move || toasts.dismiss(toast.id)
                        look=Look::Quiet
                        small=true
                        label="Dismiss".to_owned()
                        glyph=Glyph::Cross
                    >
                        ""
                    </Button>
                </div>
            </For>
        </div>
    }
}
