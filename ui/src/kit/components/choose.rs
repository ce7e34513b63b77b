//! Choosing a delegate or an account from those there are.

use ballast_api::AccountView;
use ballast_domain::Address;
use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::kit::{format::short, state::app};

/// The accounts that can sign.
fn signers() -> Vec<AccountView> {
    app().accounts().into_iter().filter(AccountView::can_sign).collect()
}

/// One of the delegates, by name.
#[component]
pub fn DelegateSelect(
    /// What it chooses.
    #[prop(into)]
    label: String,
    /// Its name for tests, and its id.
    #[prop(into)]
    test: String,
    /// The chosen name; empty for none yet.
    value: RwSignal<String>,
) -> impl IntoView {
    let delegates = app().delegates();
    let names = Memo::new(move |_| {
        let all = delegates.value.with(|d| d.as_ref().map(|d| d.rows.value.clone()));
        let mut names: Vec<String> = all.unwrap_or_default().into_iter().map(|row| row.name).collect();
        // One that was chosen before the list was read, or that is gone, stands there all the same.
        let chosen = value.get();
        if !chosen.is_empty() && !names.contains(&chosen) {
            names.insert(0, chosen);
        }
        names
    });
    let option = move |name: String| {
        let mine = name.clone();
        view! { <option value=name.clone() prop:selected=move || value.with(|v| *v == mine)>{name.clone()}</option> }
    };
    view! {
        <span class="in">
            <select id=test.clone() data-test=test aria-label=label on:change=move |e| value.set(event_target_value(&e))>
                <option value="" prop:selected=move || value.with(String::is_empty)>"Choose a delegate"</option>
                {move || names.get().into_iter().map(option).collect_view()}
            </select>
            <Icon glyph=Glyph::More small=true />
        </span>
    }
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
