//! Which account pays: said always, asked where several could.

use ballast_api::AccountView;
use ballast_domain::Address;
use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::kit::{format::short, state::app};

/// The field "From".
#[component]
pub fn PayerField(
    /// Who pays.
    payer: RwSignal<Option<Address>>,
    /// Its name for tests, and its id.
    test: &'static str,
) -> impl IntoView {
    let app = app();
    // The one that is looked at stands there too if it cannot sign, and then says so.
    let able = Memo::new(move |_| {
        let payer = payer.get();
        let mut able = app.accounts();
        able.retain(|a| a.can_sign() || Some(a.address) == payer);
        able
    });
    let words = |account: &AccountView| {
        let watched = if account.can_sign() { "" } else { " · watched" };
        format!("{} · {}{watched}", account.label, short(&account.address.to_io1()))
    };
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let found = able.with_untracked(|all| all.iter().map(|a| a.address).find(|a| a.to_io1() == chosen));
        if found.is_some() {
            payer.set(found);
        }
    };
    let content = move || {
        let accounts = able.get();
        match accounts.as_slice() {
            [] => view! { <span id=test class="mid">"No account of this wallet can sign."</span> }.into_any(),
            [only] => view! { <span id=test data-test=test>{words(only)}</span> }.into_any(),
            _ => {
                let options = accounts.iter().map(|account| {
                    let address = account.address;
                    let is_payer = move || payer.get() == Some(address);
                    view! {
                        <option value=address.to_io1() prop:selected=is_payer>
                            {words(account)}
                        </option>
                    }
                });
                view! {
                    <span class="in">
                        <select id=test data-test=test on:change=choose>
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
            <label for=test>"From"</label>
            {content}
        </div>
    }
}
