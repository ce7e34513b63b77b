//! The keys that work everywhere, as `?` shows them.

use leptos::prelude::*;

use crate::{
    flows::{keys::KeyList, panel::PanelDialog},
    kit::state::Panel,
};

/// The keys as a dialog.
#[component]
pub fn Keys() -> impl IntoView {
    view! {
        <PanelDialog panel=Panel::Keys title="Keys" test="keys-dialog" open=RwSignal::new(true)>
            <KeyList />
        </PanelDialog>
    }
}
