//! Whom: an address, or somebody known.

use ballast_api::AccountView;
use ballast_domain::Address;
use leptos::prelude::*;

use super::terms::Terms;
use crate::kit::{
    components::{Glyph, Icon, Mistake, focus_when_shown},
    format::{fours, short},
    state::app,
};

/// As many of the known as stand under the field.
const SHOWN: usize = 6;

/// The field "To".
#[component]
pub fn RecipientField(terms: Terms) -> impl IntoView {
    let left = RwSignal::new(false);
    let input = NodeRef::<leptos::html::Input>::new();
    focus_when_shown(input);
    // A half-typed name or address is not wrong yet; one that was pasted whole is.
    let error = Signal::derive(move || {
        let typed = terms.to_text.with(|text| text.trim().len());
        terms.to().err().filter(|_| left.get() || typed > 40)
    });
    let found = Memo::new(move |_| terms.to().ok());
    view! {
        <div class="field">
            <label for="send-to">"To"</label>
            <span class="in" class:wrong=move || error.get().is_some()>
                <input
                    node_ref=input
                    id="send-to"
                    data-test="send-to"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder="0x…, io1… or a name of the address book"
                    aria-describedby="send-to-error"
                    aria-invalid=move || error.get().is_some().to_string()
                    prop:value=terms.to_text
                    on:input=move |event| {
                        left.set(false);
                        terms.to_text.set(event_target_value(&event));
                    }
                    on:blur=move |_| left.set(terms.to_text.with_untracked(|text| !text.trim().is_empty()))
                />
            </span>
            <Mistake of=error id="send-to-error" />
            {move || match found.get() {
                Some(address) => view! { <Whom address /> }.into_any(),
                None => view! { <Known terms /> }.into_any(),
            }}
        </div>
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

/// Those of the address book and of one's own whose name begins as what was typed.
#[component]
fn Known(terms: Terms) -> impl IntoView {
    let app = app();
    let fitting = move || {
        let typed = terms.to_text.with(|text| text.trim().to_lowercase());
        let payer = terms.payer.get();
        let own = app.accounts().into_iter().filter(|a| Some(a.address) != payer);
        let contacts = app.contacts.get().into_iter().map(|c| (c.name, c.address));
        let all = contacts.chain(own.map(|a: AccountView| (a.label, a.address)));
        all.filter(|(name, _)| name.to_lowercase().contains(&typed))
            .take(SHOWN)
            .collect::<Vec<_>>()
    };
    view! {
        <div class="row wraps tight" data-test="send-known">
            {move || {
                fitting()
                    .into_iter()
                    .map(|(name, address)| {
                        view! {
                            <button
                                type="button"
                                class="fchip"
                                data-test=format!("send-to-{}", address.to_io1())
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
