//! The address book: whom one pays, by name.

mod entry;

use ballast_api::ContactView;
use leptos::prelude::*;

use self::entry::Entry;
use crate::kit::{
    backend::Failure,
    components::{Button, ButtonLink, Column, Dialog, EmptyState, ErrorPanel, Glyph, Look, Skeleton, Table},
    format::counted,
    state::app,
};

/// All entries, and the one that is written.
#[component]
pub fn AddressBook() -> impl IntoView {
    let app = app();
    let search = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let edited = RwSignal::new(None::<ContactView>);
    let rows = Memo::new(move |_| {
        let wanted = search.with(|text| text.trim().to_lowercase());
        let mut all = app.contacts.get();
        all.retain(|contact| fits(contact, &wanted));
        all
    });
    let write = Callback::new(move |contact: Option<ContactView>| {
        edited.set(contact);
        open.set(true);
    });
    let read = Memo::new(move |_| app.book.with(Option::is_some));
    let count = move || read.get().then(|| counted(app.contacts.with(Vec::len), "contact"));
    // A window that begins here has no first screen that the book could wait for.
    Effect::new(move |_| {
        if !read.get() {
            app.read_book();
        }
    });
    let failure = Memo::new(move |_| app.book.with(|book| book.as_ref().and_then(|read| read.clone().err())));
    // The table stays while its rows change.
    let empty = Memo::new(move |_| app.contacts.with(Vec::is_empty));
    let content = move || match shown(read.get(), failure.get(), empty.get()) {
        Shown::Failure(failure) => {
            let again = Callback::new(move |()| app.read_book());
            view! { <ErrorPanel failure again test="book-error" /> }.into_any()
        }
        Shown::Loading => view! { <Skeleton size="tall" /> }.into_any(),
        Shown::Nobody => view! { <Nobody /> }.into_any(),
        Shown::Table => view! {
            <Table
                columns=columns(write)
                rows
                id=|contact: &ContactView| contact.address.to_io1()
                open=Callback::new(move |contact| write.run(Some(contact)))
                label="Address book"
                test="book"
            />
        }
        .into_any(),
    };
    view! {
        <div class="wrap">
            <div class="row head">
                <h1>"Address book"</h1>
                <span class="sm dim" data-test="book-count">{count}</span>
                <span class="sp"></span>
                <span class="in small search">
                    <input
                        type="search"
                        data-search=""
                        data-test="book-search"
                        aria-label="Search the address book"
                        placeholder="Name, address or note"
                        prop:value=search
                        on:input=move |event| search.set(event_target_value(&event))
                    />
                </span>
                <Button test="book-add" press=move || write.run(None) look=Look::Primary glyph=Glyph::Plus>
                    "Add"
                </Button>
            </div>
            {content}
            <Dialog open title="Address" test="book-entry" outlasts_lock=true>
                <Entry contact=edited.get_untracked() done=Callback::new(move |()| open.set(false)) />
            </Dialog>
        </div>
    }
}

/// What stands under the heading.
#[derive(Clone, PartialEq, Debug)]
enum Shown {
    Failure(Failure),
    Loading,
    Nobody,
    Table,
}

/// That nobody is in the book is said only once it was read: loading is not empty. Entries that are known stay whatever
/// the next reading says.
fn shown(read: bool, failure: Option<Failure>, empty: bool) -> Shown {
    match (failure, read) {
        _ if !empty => Shown::Table,
        (Some(failure), _) => Shown::Failure(failure),
        (None, false) => Shown::Loading,
        (None, true) => Shown::Nobody,
    }
}

#[component]
fn Nobody() -> impl IntoView {
    view! {
        <section class="card">
            <EmptyState
                glyph=Glyph::Words
                title="No contacts yet"
                text="Give the addresses that you pay a name: it shows wherever the address does, and can be written in its place."
                test="book-none"
            />
        </section>
    }
}

fn fits(contact: &ContactView, wanted: &str) -> bool {
    let texts = [
        contact.name.to_lowercase(),
        contact.note.to_lowercase(),
        contact.address.to_io1(),
        contact.address.to_hex(),
    ];
    texts.iter().any(|text| text.contains(wanted))
}

fn columns(write: Callback<Option<ContactView>>) -> Vec<Column<ContactView>> {
    vec![
        Column::new("name", "Name", |c: &ContactView| view! { <b>{c.name.clone()}</b> })
            .sorted_by(|contact| contact.name.to_lowercase()),
        Column::new("address", "Address", |c: &ContactView| {
            view! { <span class="mono mid" title=c.address.to_string()>{c.address.to_io1()}</span> }
        }),
        Column::new("note", "Note", |c: &ContactView| {
            view! { <span class="clip mid" title=c.note.clone()>{c.note.clone()}</span> }
        }),
        Column::new("act", "", move |c: &ContactView| {
            let contact = c.clone();
            let edit = move || write.run(Some(contact.clone()));
            let test = c.address.to_io1();
            view! {
                <span class="row tight at-end">
                    <ButtonLink href=format!("/send?to={test}") test=format!("book-send-{test}") small=true>"Send"</ButtonLink>
                    <Button test=format!("book-edit-{test}") press=edit small=true>"Edit"</Button>
                </span>
            }
        })
        .actions(),
    ]
}

#[cfg(test)]
mod tests {
    use ballast_api::FailureKind;
    use ballast_domain::{Address, Timestamp};

    use super::*;

    #[test]
    fn a_book_that_is_not_read_yet_is_loading_and_not_empty() {
        assert_eq!(shown(false, None, true), Shown::Loading);
        assert_eq!(shown(true, None, true), Shown::Nobody);
        assert_eq!(shown(true, None, false), Shown::Table);
        let failure = Failure::new(FailureKind::Bug, "ui.unreadable", "It cannot be read.");
        assert_eq!(
            shown(true, Some(failure.clone()), true),
            Shown::Failure(failure.clone())
        );
        assert_eq!(shown(true, Some(failure), false), Shown::Table, "what is known stays");
    }

    #[test]
    fn an_entry_is_found_by_any_of_its_words() {
        let contact = ContactView {
            address: Address::from_bytes([1; 20]),
            name: "Ada".into(),
            note: "The Baker".into(),
            added: Timestamp::from_seconds(1),
        };
        for text in ["ada", "baker", "0x0101", "io1qy", ""] {
            assert!(fits(&contact, text), "{text}");
        }
        assert!(!fits(&contact, "bob"));
    }
}
