//! Whose a bucket will be: the address, what is known of it, and its end typed once more.

use ballast_api::{Recipient, calls};
use leptos::prelude::*;

use super::told::Told;
use crate::kit::{
    components::{AddressField, AgainField, Glyph, Icon},
    format::fours,
    state::read,
};

/// The address and its confirmation.
#[component]
pub fn RecipientField(told: Told) -> impl IntoView {
    let address = Memo::new(move |_| told.recipient());
    let known = read(move || address.get().map(|address| calls::GetRecipient { address }));
    let own = Signal::stored(told.payer);
    let facts = move || {
        let address = address.get()?;
        known
            .value
            .with(|r| r.as_ref().filter(|r| r.address == address).map(notes))
    };
    let whole = move || {
        address
            .get()
            .map(|a| format!("{} = {}", fours(&a.to_io1()), fours(&a.to_string())))
    };
    view! {
        <div class="stack">
            <AddressField label="New owner" test="act-to" value=told.to but=own first=true>
                {move || {
                    whole().map(|text| view! { <div class="well mono xs wrap-any" data-test="act-to-whole">{text}</div> })
                }}
            </AddressField>
            <div class="stack-s" data-test="act-to-facts">
                {move || {
                    facts()
                        .into_iter()
                        .flatten()
                        .map(|(test, bad, words)| {
                            view! {
                                <div class=if bad { "note warn" } else { "note" } data-test=test>
                                    <Icon glyph=if bad { Glyph::Warning } else { Glyph::Info } />
                                    <span>{words}</span>
                                </div>
                            }
                        })
                        .collect_view()
                }}
            </div>
            <AgainField again=told.again test="act-again" what="a bucket" />
        </div>
    }
}

/// What is known of who gets it: a name for tests, whether to mind it, and the words.
fn notes(recipient: &Recipient) -> Vec<(&'static str, bool, String)> {
    let mut notes = Vec::new();
    match recipient.contract {
        Some(true) => notes.push((
            "recipient-contract",
            true,
            "This address is a contract: unless it was made for buckets, nobody can ever withdraw this one again."
                .to_owned(),
        )),
        Some(false) => {}
        None => notes.push((
            "recipient-unknown",
            true,
            "The node does not say whether this address is a contract.".to_owned(),
        )),
    }
    match (&recipient.name, recipient.own) {
        (Some(name), true) => notes.push(("recipient-own", false, format!("This is your own account {name}."))),
        (Some(name), false) => notes.push(("recipient-named", false, format!("In your address book: {name}."))),
        (None, _) if recipient.seen => {}
        (None, _) => notes.push((
            "recipient-first",
            true,
            "You have never sent anything to this address. Compare it with where you have it from, to the last character."
                .to_owned(),
        )),
    }
    notes
}
