//! The accounts: their names, where their keys come from, and one more.

use ballast_api::{AccountView, Origin, calls};
use leptos::prelude::*;

use crate::kit::{
    backend::ask,
    components::{Button, Glyph},
    format::short,
    state::app,
};

/// All accounts of this network's profile.
#[component]
pub fn Accounts() -> impl IntoView {
    let app = app();
    view! {
        <section class="card">
            <div class="row">
                <h2>"Accounts"</h2>
                <span class="sp"></span>
                <Button test="account-add" press=move || app.onboarding.set(true) small=true glyph=Glyph::Plus>
                    "Add"
                </Button>
            </div>
            <div class="list settings" data-test="accounts">
                <For each=move || app.accounts() key=|a| (a.address, a.label.clone()) let:account>
                    <Line account />
                </For>
            </div>
        </section>
    }
}

#[component]
fn Line(account: AccountView) -> impl IntoView {
    let app = app();
    let address = account.address;
    let name = RwSignal::new(account.label.clone());
    let old = StoredValue::new(account.label.clone());
    let rename = move || {
        let label = name.with_untracked(|n| n.trim().to_owned());
        if label == old.get_value() {
            return;
        }
        leptos::task::spawn_local(async move {
            match ask(&calls::RenameAccount { address, label }).await {
                Ok(status) => app.take(status),
                Err(failure) => app.toasts.failure(&failure),
            }
        });
    };
    let origin = match account.origin {
        Origin::Phrase { path, .. } => path,
        Origin::Key => "private key".to_owned(),
        Origin::Watch => "watched, no key".to_owned(),
    };
    view! {
        <div>
            <span class="in small">
                <input
                    aria-label="Name of the account"
                    data-test=format!("account-name-{}", address.to_io1())
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                    on:change=move |_| rename()
                />
            </span>
            <span class="mono mid" title=address.to_io1()>{short(&address.to_io1())}</span>
            <span class="mono dim">{origin}</span>
        </div>
    }
}
