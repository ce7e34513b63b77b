//! One entry of the address book, written or changed.

use ballast_api::{ContactView, calls, failure_of_address};
use ballast_domain::Address;
use leptos::prelude::*;

use crate::kit::{
    backend::{Failure, ask},
    components::{Button, Field, Look, Mistake},
    format::fours,
    state::app,
};

/// Its fields.
#[component]
pub fn Entry(
    /// What stands there; none for a new one.
    contact: Option<ContactView>,
    /// It was written, taken out, or left.
    done: Callback<()>,
) -> impl IntoView {
    let app = app();
    let old = contact.as_ref().map(|c| c.address);
    let text = |of: fn(&ContactView) -> String| RwSignal::new(contact.as_ref().map(of).unwrap_or_default());
    let (address, name, note) = (
        text(|c| c.address.to_io1()),
        text(|c| c.name.clone()),
        text(|c| c.note.clone()),
    );
    let failure = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let take = move |answer: Result<Vec<ContactView>, Failure>| {
        match answer {
            Ok(all) => {
                app.contacts.set(all);
                // Who has gone elsewhere meanwhile needs no answer.
                let _ = done.try_run(());
            }
            Err(error) => {
                let _ = failure.try_set(Some(error.sentence));
            }
        }
        let _ = busy.try_set(false);
    };
    let parsed = Memo::new(move |_| address.with(|text| text.parse::<Address>()));
    let wrong = Signal::derive(move || {
        let typed = address.with(|text| text.trim().len() > 40);
        parsed
            .get()
            .err()
            .filter(|error| typed || !error.may_come_right())
            .map(|e| failure_of_address(&e).sentence)
    });
    let save = move || {
        let address = match parsed.get_untracked() {
            Ok(address) => address,
            Err(error) => return failure.set(Some(failure_of_address(&error).sentence)),
        };
        // A new entry takes no other's name from it unasked.
        let known = app.contacts.with_untracked(|all| {
            let mut others = all.iter().filter(|c| old.is_none() && c.address == address);
            others.next().map(|c| c.name.clone())
        });
        if let Some(name) = known {
            let said = format!("This address is in the book already, as {name}: edit that entry.");
            return failure.set(Some(said));
        }
        let (name, note) = (name.get_untracked(), note.get_untracked());
        busy.set(true);
        leptos::task::spawn_local(async move { take(ask(&calls::SetContact { address, name, note }).await) });
    };
    let remove = move || {
        let Some(address) = old else { return };
        busy.set(true);
        leptos::task::spawn_local(async move { take(ask(&calls::RemoveContact { address }).await) });
    };
    let address_field = match old {
        Some(address) => view! {
            <div class="well mono xs" data-test="book-address-fixed">
                {fours(&address.to_io1())}
                <br />
                {fours(&address.to_string())}
            </div>
        }
        .into_any(),
        None => view! { <Field label="Address" test="book-address" value=address error=wrong help="0x… or io1…" mono=true first=true /> }
            .into_any(),
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            {address_field}
            <Field label="Name" test="book-name" value=name first=old.is_some() />
            <Field label="Note" test="book-note" value=note />
            <Mistake of=failure id="book-error" />
            <div class="row">
                {old.map(|_| view! { <Button test="book-remove" press=remove disabled=busy settles=true>"Remove"</Button> })}
                <span class="sp"></span>
                <Button test="book-cancel" press=move || done.run(())>"Cancel"</Button>
                <Button test="book-save" press=move || () submit=true look=Look::Primary disabled=busy>"Save"</Button>
            </div>
        </form>
    }
}
