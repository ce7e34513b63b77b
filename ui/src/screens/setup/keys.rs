//! The keys that work everywhere, as `?` shows them.

use leptos::prelude::*;

use crate::{
    flows::keys::KeyList,
    kit::{
        components::Dialog,
        state::{Panel, app},
    },
};

/// The keys as a dialog.
#[component]
pub fn Keys() -> impl IntoView {
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            app().close(Panel::Keys);
        }
    });
    view! {
        <Dialog open title="Keys" test="keys-dialog">
            <KeyList />
        </Dialog>
    }
}
