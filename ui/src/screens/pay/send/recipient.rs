//! Whom: an address, or somebody known.

use ballast_api::AccountView;
use ballast_domain::Address;
use leptos::prelude::*;

use super::terms::Terms;
use crate::kit::{
    components::{AddressField, Glyph, Icon},
    format::{fours, short},
    state::app,
};

/// As many of the known as stand under the field.
const SHOWN: usize = 6;

/// The field "To".
#[component]
pub fn RecipientField(terms: Terms) -> impl IntoView {
    let found = Memo::new(move |_| terms.to());
    let unnamed = Memo::new(move |_| terms.to_text.with(|text| text.trim().is_empty()));
    view! {
        <AddressField
            label="To"
            test="send-to"
            value=terms.to_text
            error=Signal::derive(move || terms.of_recipient())
            but=terms.payer
            first=true
        >
            {move || match found.get() {
                Some(address) => view! { <Whom address /> }.into_any(),
                None => unnamed.get().then(|| view! { <Known terms /> }).into_any(),
            }}
        </AddressField>
    }
}

/// Who it is, in full, in both forms.
#[component]
fn Whom(address: Address) -> impl IntoView {
    let app = app();
    let known = move || app.known(address);
    let word = move || match (app.accounts().iter().any(|a| a.address == address), known()) {
        (true, _) => ("chip good", "yours"),
        (false, true) => ("chip good", "in the address book"),
        (false, false) => ("chip warn", "not known"),
    };
    view! {
        <div class="well mono xs mid" data-test="send-whom">
            {fours(&address.to_string())}
            <br />
            {fours(&address.to_io1())}
        </div>
        <div class="row tight sm">
            {move || known().then(|| view! { <b data-test="send-whom-name">{app.name_of(address)}</b> })}
            <span class=move || word().0>{move || word().1}</span>
        </div>
    }
}

/// The first of the address book and of one's own, while nothing is typed: one press names them.
#[component]
fn Known(terms: Terms) -> impl IntoView {
    let app = app();
    let first = move || {
        let payer = terms.payer.get();
        let own = app.accounts().into_iter().filter(|a| Some(a.address) != payer);
        let contacts = app.contacts.get().into_iter().map(|c| (c.name, c.address));
        let all = contacts.chain(own.map(|a: AccountView| (a.label, a.address)));
        all.take(SHOWN).collect::<Vec<_>>()
    };
    view! {
        <div class="row wraps tight" data-test="send-known">
            {move || {
                first()
                    .into_iter()
                    .map(|(name, address)| {
                        view! {
                            <button
                                type="button"
                                class="fchip"
                                data-test=format!("send-known-{}", address.to_io1())
                                on:click=move |_| terms.to_text.set(address.to_io1())
                            >
                                <Icon glyph=Glyph::Words small=true />
                                {name}
                                " "
                                <span class="mono dim xs">{short(&address.to_io1())}</span>
                            </button>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}
