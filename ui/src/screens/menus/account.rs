//! The list of accounts.

use ballast_api::AccountView;
use leptos::prelude::*;

use crate::kit::{
    components::{AddressView, Glyph, Icon},
    format::short,
    state::{Panel, app},
};

/// Every account, to look at one or at all, and the whole address of the one that is looked at.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let app = app();
    view! {
        <div class="stack">
            <div class="menu" role="radiogroup" aria-label="Account">
                {move || (app.accounts().len() > 1).then(|| view! { <Choice account=None /> })}
                <For each=move || app.accounts() key=|a| (a.address, a.label.clone()) let:account>
                    <Choice account=Some(account) />
                </For>
            </div>
            {move || {
                app.chosen().map(|a| view! { <AddressView address=a.address test="account-address" /> })
            }}
            <div class="menu">
                <button type="button" data-test="account-more" on:click=move |_| app.show(Panel::AddAccount)>
                    <Icon glyph=Glyph::Plus />
                    "Add an account"
                </button>
            </div>
        </div>
    }
}

#[component]
fn Choice(account: Option<AccountView>) -> impl IntoView {
    let app = app();
    let address = account.as_ref().map(|a| a.address);
    let is_chosen = move || app.account.get() == address;
    let test = address.map_or_else(|| "account-all".to_owned(), |a| format!("account-{}", a.to_io1()));
    let name = move || address.map_or_else(|| "All accounts".to_owned(), |a| app.name_of(a));
    view! {
        <button
            type="button"
            role="radio"
            data-test=test
            aria-checked=move || is_chosen().to_string()
            on:click=move |_| app.account.set(address)
        >
            <b class="clip" title=name>{name}</b>
            {account.filter(|a| !a.can_sign()).map(|_| view! { <span class="chip">"watched"</span> })}
            <span class="sp"></span>
            <span class="mono dim xs">{address.map(|a| short(&a.to_io1()))}</span>
            <span class:hidden=move || !is_chosen()>
                <Icon glyph=Glyph::Check />
            </span>
        </button>
    }
}
