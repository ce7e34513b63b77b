//! What `Panel` names, as a dialog: closed, it is no longer the window's panel.

use leptos::prelude::*;

use crate::kit::{
    components::Dialog,
    state::{Panel, app},
};

/// A panel's dialog, open from the start.
#[component]
pub fn PanelDialog(
    /// Which.
    panel: Panel,
    /// What it is about.
    title: &'static str,
    /// Its name for tests.
    test: &'static str,
    /// Open while it stands; whoever sets it to `false` closes the panel.
    open: RwSignal<bool>,
    /// As a dialog's.
    #[prop(optional)]
    outlasts_lock: bool,
    children: ChildrenFn,
) -> impl IntoView {
    Effect::new(move |_| {
        if !open.get() {
            app().close(panel);
        }
    });
    view! { <Dialog open title test outlasts_lock children /> }
}
