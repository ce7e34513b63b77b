//! Which account pays: said always, asked where several could.

use ballast_api::AccountView;
use ballast_domain::Network;
use leptos::prelude::*;

use super::terms::Terms;
use crate::{
    components::{Glyph, Icon},
    format::short,
    screens::home::Faucet,
    state::app,
};

/// The field "From".
#[component]
pub fn PayerField(terms: Terms) -> impl IntoView {
    let app = app();
    // The one that is looked at stands there too if it cannot sign, and then says so.
    let able = Memo::new(move |_| {
        let payer = terms.payer.get();
        let mut able = app.accounts();
        able.retain(|a| a.can_sign() || Some(a.address) == payer);
        able
    });
    let words = |account: &AccountView| format!("{} · {}", account.label, short(&account.address.to_io1()));
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let found = able.with_untracked(|all| all.iter().map(|a| a.address).find(|a| a.to_io1() == chosen));
        if found.is_some() {
            terms.payer.set(found);
        }
    };
    let content = move || {
        let accounts = able.get();
        match accounts.as_slice() {
            [] => view! { <span id="stake-from" class="mid">"No account of this wallet can sign."</span> }.into_any(),
            [only] => view! { <span id="stake-from" data-test="stake-from">{words(only)}</span> }.into_any(),
            _ => {
                let options = accounts.iter().map(|account| {
                    let address = account.address;
                    let is_payer = move || terms.payer.get() == Some(address);
                    view! {
                        <option value=address.to_io1() prop:selected=is_payer>
                            {words(account)}
                        </option>
                    }
                });
                view! {
                    <span class="in">
                        <select id="stake-from" data-test="stake-from" on:change=choose>
                            {options.collect_view()}
                        </select>
                        <Icon glyph=Glyph::More small=true />
                    </span>
                }
                .into_any()
            }
        }
    };
    view! {
        <div class="field">
            <label for="stake-from">"From"</label>
            {content}
        </div>
    }
}

/// Where practice money comes from, while the account cannot pay for the smallest stake.
#[component]
pub fn Penniless(terms: Terms) -> impl IntoView {
    let app = app();
    let poor = Memo::new(move |_| {
        let short_of_it = terms.liquid().is_some_and(|liquid| liquid <= super::params().min_stake);
        let signs = terms.account().is_some_and(|a| a.can_sign());
        terms
            .payer
            .get()
            .filter(|_| short_of_it && signs && app.network() == Some(Network::Practice))
    });
    move || {
        poor.get().map(|address| {
            view! {
                <div class="note level" data-test="stake-penniless">
                    <Icon glyph=Glyph::Flask />
                    <span class="grow">"This account holds too little to stake. The practice network gives you as much as you ask for."</span>
                    <Faucet address />
                </div>
            }
        })
    }
}
