//! How others pay this account, and on the practice network where its money comes from.

use ballast_api::calls;
use ballast_domain::{Address, Network};
use leptos::prelude::*;

use crate::{
    flows::faucet::{FROM_FAUCET, Faucet},
    kit::{
        backend::ask,
        components::{AddressView, Glyph, Icon, Popover},
        state::app,
    },
};

/// Opens the account's address in both forms, with its QR code.
#[component]
pub fn Receive() -> impl IntoView {
    let app = app();
    let address = Memo::new(move |_| app.acting().map(|a| a.address));
    let button = || {
        view! {
            <Icon glyph=Glyph::Down />
            "Receive"
        }
    };
    view! {
        <Show when=move || address.get().is_some()>
            <Popover class="btn" test="receive" label="Receive" button=ViewFn::from(button)>
                {move || address.get().map(|address| view! { <Panel address /> })}
            </Popover>
        </Show>
    }
}

#[component]
fn Panel(address: Address) -> impl IntoView {
    let app = app();
    let qr = RwSignal::new(String::new());
    leptos::task::spawn_local(async move {
        // Without its picture the address still stands there in letters.
        if let Ok(svg) = ask(&calls::GetQr { address }).await {
            let _ = qr.try_set(svg);
        }
    });
    view! {
        <div class="stack receive">
            <div>
                <h2>{move || format!("Receive with {}", app.name_of(address))}</h2>
                <div class="sm mid">"Both forms name the same account."</div>
            </div>
            <div class="qr" role="img" aria-label="QR code of the address" data-test="receive-qr" inner_html=qr></div>
            <AddressView address test="receive-address" />
            <a class="link sm" href="/receive" data-test="receive-all">"Show all accounts"</a>
            <Show when=move || app.network() == Some(Network::Practice)>
                <p class="sm mid" data-test="receive-faucet">{FROM_FAUCET}</p>
                <Faucet address wide=true />
            </Show>
        </div>
    }
}
