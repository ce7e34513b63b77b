//! The place of a chart: it is drawn as wide as it is shown, so that its words keep their size in every window.

use leptos::{ev, html, prelude::*};
use leptos_use::use_event_listener;

/// A drawing, and what it says to those who do not see it.
#[component]
pub fn Sheet(
    /// The SVG text for a width in px.
    draw: impl Fn(i32) -> String + Send + Sync + 'static,
    /// Px until the place is measured.
    usual: i32,
    /// What it shows, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// Its name for tests.
    test: &'static str,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let width = RwSignal::new(usual);
    let measure = move || {
        // A place that is hidden has no width; it keeps the one it had.
        let found = place.try_get_untracked().flatten().map(|p| p.client_width());
        if let Some(found) = found.filter(|w| *w > 0 && *w != width.get_untracked()) {
            width.set(found);
        }
    };
    Effect::new(move |_| {
        if place.get().is_some() {
            request_animation_frame(measure);
        }
    });
    let _ = use_event_listener(window(), ev::resize, move |_| measure());
    let svg = Memo::new(move |_| draw(width.get()));
    view! { <div class="chart" node_ref=place role="img" aria-label=label data-test=test inner_html=svg></div> }
}
