//! How others pay one's accounts: a QR code and both forms of the address for each.

use ballast_api::{AccountView, calls};
use ballast_domain::{Address, Network};
use leptos::prelude::*;

use crate::{
    flows::faucet::{FROM_FAUCET, Faucet},
    kit::{
        backend::ask,
        components::{CopyButton, EmptyState, Glyph},
        format::fours,
        state::app,
    },
};

/// The chosen account, or all of them.
#[component]
pub fn Receive() -> impl IntoView {
    let app = app();
    let shown = move || match app.chosen() {
        Some(one) => vec![one],
        None => app.accounts(),
    };
    let none = move || app.accounts().is_empty();
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Receive"</h1>
                <span class="sm dim">"IOTX and tokens, by either form of an address: both name the same account"</span>
            </div>
            <div class="grid2" class:one=move || shown().len() == 1 data-test="receive-accounts">
                <For each=shown key=|a| (a.address, a.label.clone()) let:account>
                    <One account />
                </For>
            </div>
            <Show when=none>
                <section class="card">
                    <EmptyState
                        glyph=Glyph::Key
                        title="No account yet"
                        text="Make a wallet, bring one, or watch an address: then others can pay it."
                        test="receive-none"
                    />
                </section>
            </Show>
        </div>
    }
}

#[component]
fn One(account: AccountView) -> impl IntoView {
    let app = app();
    let address = account.address;
    let qr = RwSignal::new(String::new());
    leptos::task::spawn_local(async move {
        // Without its picture the address still stands there in letters.
        if let Ok(svg) = ask(&calls::GetQr { address }).await {
            let _ = qr.try_set(svg);
        }
    });
    view! {
        <section class="card receiver" data-test=format!("receive-{}", address.to_io1())>
            <div class="qr" role="img" aria-label="QR code of the address" data-test="receive-qr" inner_html=qr></div>
            <div class="stack-m">
                <div class="row">
                    <h2>{move || app.name_of(address)}</h2>
                    {(!account.can_sign()).then(|| view! { <span class="chip">"watched"</span> })}
                </div>
                <Form word="io1" address text=address.to_io1() />
                <Form word="0x" address text=address.to_string() />
                <Show when=move || app.network() == Some(Network::Practice)>
                    <div class="stack-s">
                        <span class="sm mid">{FROM_FAUCET}</span>
                        <div>
                            <Faucet address />
                        </div>
                    </div>
                </Show>
            </div>
        </section>
    }
}

/// One form of an address, with its copy.
#[component]
fn Form(word: &'static str, address: Address, text: String) -> impl IntoView {
    let test = format!("receive-{word}-{}", address.to_io1());
    let shown = fours(&text);
    view! {
        <div class="stack-s">
            <div class="row">
                <span class="sm mid">{word}</span>
                <span class="sp"></span>
                <CopyButton text=Signal::stored(text.clone()) test=format!("{test}-copy") />
            </div>
            <div class="well mono wrap-any" data-test=test data-address=text>{shown}</div>
        </div>
    }
}
