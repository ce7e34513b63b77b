//! Which account is looked at.

use leptos::prelude::*;

use crate::{
    kit::{
        components::Popover,
        format::{counted, short},
        state::app,
    },
    screens::Later,
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
    let watched = move || app.account.get().is_some() && app.only_watches();
    let button = move || {
        view! {
            <span class="av small me" class:watched=watched aria-hidden="true">
                {initial}
            </span>
            <b class="clip" title=name data-test="account-name">{name}</b>
            {move || watched().then(|| view! { <span class="chip" data-test="account-watched">"watched"</span> })}
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
            {Later::AccountMenu.view()}
        </Popover>
    }
}

fn everyone(accounts: usize) -> &'static str {
    if accounts == 0 { "No account" } else { "All accounts" }
}
