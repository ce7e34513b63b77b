//! Which account is looked at.

use ballast_api::AccountView;
use leptos::prelude::*;

use crate::kit::{
    components::{AddressView, Glyph, Icon, Popover},
    format::{counted, short},
    state::app,
};

/// The account's initial, name and short address; opens the list of accounts.
#[component]
pub fn AccountPill() -> impl IntoView {
    let app = app();
    let name = move || {
        app.chosen()
            .map_or_else(|| everyone(app.accounts().len()).to_owned(), |a| app.name_of(a.address))
    };
    let initial = move || name().chars().next().map(|c| c.to_uppercase().to_string());
    let button = move || {
        view! {
            <span class="av small me" aria-hidden="true">
                {initial}
            </span>
            <b class="clip" title=name data-test="account-name">{name}</b>
            <span class="mono dim">
                {move || match app.chosen() {
                    Some(account) => short(&account.address.to_io1()),
                    None => counted(app.accounts().len(), "account"),
                }}
            </span>
        }
    };
    view! {
        <Popover
            class="pill"
            test="account"
            label="The account that is looked at"
            button=ViewFn::from(button)
            from_left=true
        >
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
            </div>
        </Popover>
    }
}

fn everyone(accounts: usize) -> &'static str {
    if accounts == 0 { "No account" } else { "All accounts" }
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
