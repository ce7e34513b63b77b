//! Choosing an account from those there are.

use ballast_api::AccountView;
use ballast_domain::Address;
use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::kit::{format::short, state::app};

/// The accounts that can sign.
fn signers() -> Vec<AccountView> {
    app().accounts().into_iter().filter(AccountView::can_sign).collect()
}

/// One of the accounts that can sign; the one that is looked at to begin with.
#[component]
pub fn AccountSelect(
    /// Its name for tests, and its id.
    #[prop(into)]
    test: String,
    /// The chosen one.
    value: RwSignal<Option<Address>>,
) -> impl IntoView {
    Effect::new(move |_| {
        let (able, looked_at) = (signers(), app().chosen());
        let first = looked_at
            .filter(AccountView::can_sign)
            .or_else(|| able.first().cloned());
        if value.get_untracked().is_none() {
            value.set(first.map(|a| a.address));
        }
    });
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        value.set(signers().into_iter().map(|a| a.address).find(|a| a.to_io1() == chosen));
    };
    let option = move |account: AccountView| {
        let address = account.address;
        let words = format!("{} · {}", account.label, short(&address.to_io1()));
        view! { <option value=address.to_io1() prop:selected=move || value.get() == Some(address)>{words}</option> }
    };
    view! {
        <span class="in">
            <select id=test.clone() data-test=test aria-label="From" on:change=choose>
                {move || signers().into_iter().map(option).collect_view()}
            </select>
            <Icon glyph=Glyph::More small=true />
        </span>
    }
}
