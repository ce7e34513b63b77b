//! Short news in the corner.

use leptos::prelude::*;

use crate::kit::{
    components::{Button, Glyph, Icon, Look, Said},
    state::app,
};

/// All that are shown now.
#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = app().toasts;
    let lines = move || {
        let shown = toasts.shown.get().into_iter();
        shown
            .map(|toast| {
                let id = toast.id;
                let glyph = match toast.verdict {
                    "good" => Glyph::Check,
                    "wait" => Glyph::Clock,
                    _ => Glyph::Warning,
                };
                view! {
                    <div class="toast" data-test="toast">
                        <span class=format!("{}-ink", toast.verdict)>
                            <Icon glyph />
                        </span>
                        <span>
                            <Said says=toast.says in_names=true />
                            {toast
                                .page
                                .map(|page| {
                                    view! {
                                        " "
                                        <a class="link" href=page data-test="toast-link">"Details"</a>
                                    }
                                })}
                        </span>
                        <Button
                            test="toast-dismiss"
                            press=move || toasts.dismiss(id)
                            look=Look::Quiet
                            small=true
                            label="Dismiss".to_owned()
                            glyph=Glyph::Cross
                        >
                            ""
                        </Button>
                    </div>
                }
            })
            .collect_view()
    };
    view! { <div class="toasts" role="status" aria-live="polite">{lines}</div> }
}
