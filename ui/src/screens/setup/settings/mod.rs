//! What can be set: the look, the lock, the accounts, the network.

mod accounts;
mod contracts;
mod endpoints;
mod fees;
mod look;
mod network;
mod operator;
mod own_network;
mod phrase;
mod practice;
mod security;

use leptos::prelude::*;

use crate::flows::keys::KeyList;

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
            <fees::Fees />
            <accounts::Accounts />
            <network::Networks />
            <practice::Practice />
            <operator::OperatorMode />
            <Keys />
        </div>
    }
}

#[component]
fn Keys() -> impl IntoView {
    view! {
        <section class="card">
            <h2>"Keys"</h2>
            <KeyList />
        </section>
    }
}
