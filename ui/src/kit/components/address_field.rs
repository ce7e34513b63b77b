//! The field that asks for an address: typed, pasted, or chosen by the name of somebody known.

use ballast_api::NobodyMeant;
use ballast_domain::Address;
use leptos::{html, prelude::*};

use super::{Choice, Chooser, Mistake, fitting};
use crate::kit::{
    format::{fours, short},
    state::app,
};

/// A pasted address is judged at once, though its last character may be missing.
const PASTED: usize = 40;

/// Asks for an address. Names of the address book and of one's own accounts are offered as one types, and can be written in
/// its place; `App::whom` says who is meant.
#[component]
pub fn AddressField(
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// Its name for tests, and its id. Who is meant stands in `{test}-meant`.
    #[prop(into)]
    test: String,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with who is meant, or is known to be wrong once it was sent.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// A word of help below.
    #[prop(optional, into)]
    help: Option<String>,
    /// Whether one's own accounts can be meant.
    #[prop(default = true)]
    own: bool,
    /// The one account that is not offered.
    #[prop(optional, into)]
    but: Signal<Option<Address>>,
    /// Has the keyboard when it appears.
    #[prop(optional)]
    first: bool,
    /// The input itself, for whoever gives it the keyboard.
    #[prop(optional)]
    input: NodeRef<html::Input>,
    /// What stands below it in place of who is meant.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = app();
    let left = RwSignal::new(false);
    let meant = Memo::new(move |_| value.with(|text| app.whom(text)));
    // A window that begins here has no first screen that the book could wait for.
    Effect::new(move |_| {
        if app.network().is_some() && app.book.with(Option::is_none) {
            app.read_book();
        }
    });
    // What is typed on is not finished yet.
    Effect::new(move |_| {
        value.track();
        left.set(false);
    });
    let mistake = Signal::derive(move || match meant.get() {
        Ok(_) | Err(NobodyMeant::Nothing) => error.get(),
        Err(nobody) => {
            let is_judged = left.get() || !nobody.may_come_right() || value.with(|text| text.trim().len() > PASTED);
            let sentence = is_judged.then(|| unmeant(&nobody, app.book.with(|book| book.as_ref().map(Result::is_ok))));
            sentence.flatten().or_else(|| error.get())
        }
    });
    let settled = Signal::derive(move || meant.with(Result::is_ok));
    let choices = Signal::derive(move || {
        let all = known(own)
            .into_iter()
            .filter(|(_, address)| Some(*address) != but.get());
        let all = all.map(|(name, address)| choice(name, address));
        // What is meant already is changed for any other.
        match settled.get() {
            true => fitting(all, ""),
            false => value.with(|text| fitting(all, text)),
        }
    });
    let below = match children {
        Some(children) => children().into_any(),
        None => view! { <Meant value meant test=format!("{test}-meant") /> }.into_any(),
    };
    view! {
        <div class="field">
            <label for=test.clone()>{label.clone()}</label>
            <Chooser
                label
                test=test.clone()
                text=value
                choices
                settled
                wrong=Signal::derive(move || mistake.with(Option::is_some))
                hint="0x…, io1… or a name"
                mono=true
                first
                left=Callback::new(move |()| left.set(true))
                input
            />
            {help.map(|help| view! { <span class="sm dim">{help}</span> })}
            <Mistake of=mistake id=format!("{test}-error") />
            {below}
        </div>
    }
}

/// Why nobody is meant, as a sentence. Of names only who has read the address book can say that they are nobody's.
fn unmeant(nobody: &NobodyMeant, is_read: Option<bool>) -> Option<String> {
    match (nobody, is_read) {
        (NobodyMeant::Unknown(_), None) => None,
        (NobodyMeant::Unknown(_), Some(false)) => {
            Some("The address book cannot be read now: enter the address itself.".to_owned())
        }
        _ => Some(nobody.failure().sentence),
    }
}

/// Who is meant: the name for an address that is known, the address for a name.
#[component]
fn Meant(value: RwSignal<String>, meant: Memo<Result<Address, NobodyMeant>>, test: String) -> impl IntoView {
    move || {
        let address = meant.get().ok()?;
        let by_name = value.with(|text| text.parse::<Address>().is_err());
        let whole = || format!("{} = {}", fours(&address.to_io1()), fours(&address.to_string()));
        match by_name {
            true => {
                Some(view! { <div class="well mono xs wrap-any" data-test=test.clone()>{whole()}</div> }.into_any())
            }
            false => app().known(address).then(|| {
                let name = app().name_of(address);
                view! { <span class="sm mid wrap-any" data-test=test.clone()>{format!("Known as {name}.")}</span> }
                    .into_any()
            }),
        }
    }
}

/// The address book's names and, where they can be meant, those of one's own accounts.
fn known(own: bool) -> Vec<(String, Address)> {
    let contacts = app().contacts.get().into_iter().map(|c| (c.name, c.address));
    let accounts = app().accounts().into_iter().filter(|_| own);
    let accounts = accounts
        .map(|a| (a.label, a.address))
        .filter(|(name, _)| !name.is_empty());
    let mut all: Vec<(String, Address)> = contacts.chain(accounts).collect();
    // One's own account can stand in the book too.
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|(_, address)| seen.insert(*address));
    all
}

fn choice(name: String, address: Address) -> Choice {
    let io1 = address.to_io1();
    Choice {
        name,
        mark: String::new(),
        beside: short(&io1),
        also: address.to_hex(),
        value: io1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_nobody_is_called_so_is_said_once_the_book_was_read() {
        let nobody = NobodyMeant::Unknown("fathom".to_owned());
        let said = |is_read| unmeant(&nobody, is_read);
        assert_eq!(
            said(Some(true)).as_deref(),
            Some("Nobody in the address book is called fathom.")
        );
        assert_eq!(said(None), None);
        assert!(said(Some(false)).is_some_and(|said| said.contains("cannot be read")));
    }

    #[test]
    fn somebody_is_found_by_name_or_by_either_form_of_the_address() {
        let ada = Address::from_bytes([0x1e; 20]);
        let all = || {
            [
                choice("Ada".to_owned(), ada),
                choice("Bob".to_owned(), Address::from_bytes([2; 20])),
            ]
        };
        for typed in ["ad", "0x1e1e", &ada.to_io1()[..9], &ada.to_hex()[30..]] {
            let found: Vec<_> = fitting(all(), typed).into_iter().map(|choice| choice.name).collect();
            assert_eq!(found, ["Ada"], "{typed}");
        }
    }
}
