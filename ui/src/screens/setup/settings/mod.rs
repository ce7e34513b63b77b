//! What can be set: the look, the lock, the accounts, the network.

mod accounts;
mod endpoints;
mod look;
mod network;
mod operator;
mod own_network;
mod phrase;
mod security;

use leptos::prelude::*;

/// All settings on one page.
#[component]
pub fn Settings() -> impl IntoView {
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Settings"</h1>
            </div>
            <look::LookSettings />
            <security::Security />
            <accounts::Accounts />
            <network::Networks />
            <operator::OperatorMode />
            <Keys />
        </div>
    }
}

/// The keys that work everywhere.
#[component]
fn Keys() -> impl IntoView {
    let keys = [
        ("Ctrl 1 … 6", "go to a place of the rail"),
        ("Ctrl L", "lock"),
        ("/", "search"),
        ("J, K", "next and previous row of a table"),
        ("Enter", "open the row"),
        ("Esc", "close what is open"),
    ];
    view! {
        <section class="card">
            <h2>"Keys"</h2>
            <div class="list settings">
                {keys
                    .map(|(key, does)| {
                        view! {
                            <div>
                                <span><kbd>{key}</kbd></span>
                                <span class="mid">{does}</span>
                            </div>
                        }
                    })
                    .collect_view()}
            </div>
        </section>
    }
}
