//! One more account of the open network's wallet, as a dialog: of its recovery phrase, or only watched.

use ballast_api::Origin;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{look_at_new, more::MoreForm, watch::WatchForm};
use crate::{
    flows::panel::PanelDialog,
    kit::{
        components::{Button, Look, Segmented},
        state::{Panel, app},
    },
};

/// The dialog.
#[component]
pub fn AddAccount() -> impl IntoView {
    let open = RwSignal::new(true);
    view! {
        <PanelDialog panel=Panel::AddAccount title="Add an account" test="account-dialog" open outlasts_lock=true>
            <Ways open />
        </PanelDialog>
    }
}

/// Which way, and its form.
#[component]
fn Ways(open: RwSignal<bool>) -> impl IntoView {
    let app = app();
    let navigate = use_navigate();
    let has_phrase = untrack(|| app.accounts().iter().any(|a| matches!(a.origin, Origin::Phrase { .. })));
    let way = RwSignal::new(if has_phrase { "more" } else { "watch" }.to_owned());
    // Home shows what was just added.
    let done = Callback::new(move |()| {
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            look_at_new().await;
            let _ = open.try_set(false);
            navigate("/", Default::default());
        });
    });
    let import = move || {
        // Not by closing the dialog, whose place the beginning takes.
        app.close(Panel::AddAccount);
        app.onboarding.set(true);
    };
    let cancel = move || view! { <Button test="account-add-not" press=move || open.set(false)>"Cancel"</Button> };
    let form = move || match way.get().as_str() {
        "more" => view! { <MoreForm done>{cancel()}</MoreForm> }.into_any(),
        _ => view! { <WatchForm done>{cancel()}</WatchForm> }.into_any(),
    };
    let ways = [("more", "Recovery phrase"), ("watch", "Only watch")];
    let ways: Vec<_> = ways
        .into_iter()
        .filter(|(way, _)| has_phrase || *way != "more")
        .map(|(way, word)| (way.to_owned(), word.to_owned()))
        .collect();
    let choose = Callback::new(move |chosen| way.set(chosen));
    view! {
        <p class="sm mid">
            {move || app.network_name().map(|name| format!("It is added to the wallet of {name}: each network has its own."))}
        </p>
        <Segmented label="Which account" test="begin" options=ways value=way choose />
        {form}
        <div>
            <Button test="account-import" press=import look=Look::Quiet small=true>
                "Import a phrase or a key"
            </Button>
        </div>
    }
}
