//! The address book, which the whole window shows names from.

use ballast_api::{NobodyMeant, calls, whom};
use ballast_domain::Address;
use leptos::prelude::*;

use super::App;
use crate::kit::{backend::ask, format::short};

impl App {
    /// Reads the address book of the open network's profile, once the first screen stands: nothing on it waits for that.
    pub(super) fn follow_book(self) {
        Effect::new(move |_| {
            if self.painted.get() {
                self.read_book();
            }
        });
    }

    /// Reads the address book anew; again for another network.
    pub fn read_book(self) {
        let Some(network) = self.network() else { return };
        leptos::task::spawn_local(async move {
            let read = ask(&calls::GetContacts {}).await;
            if self.network_untracked() != Some(network) {
                return;
            }
            // Where it cannot be read addresses show by themselves.
            let state = read.map(|contacts| self.contacts.set(contacts));
            self.book.set(Some(state));
        });
    }

    /// The address book's name for an address.
    pub fn contact_name(self, address: Address) -> Option<String> {
        let named =
            |all: &Vec<ballast_api::ContactView>| all.iter().find(|c| c.address == address).map(|c| c.name.clone());
        self.contacts.with(named)
    }

    /// The address that a person means by what they typed: an address, or a name of the address book or of an account.
    ///
    /// # Errors
    /// Why nobody is meant.
    pub fn whom(self, text: &str) -> Result<Address, NobodyMeant> {
        let meant = self.contacts.with(|contacts| whom(text, contacts, &self.accounts()));
        let is_read = self.book.with(|book| matches!(book, Some(Ok(()))));
        match meant {
            // Who else is called so is not known.
            Ok(_) if !is_read && text.parse::<Address>().is_err() => Err(NobodyMeant::Unknown(text.trim().to_owned())),
            meant => meant,
        }
    }

    /// A sentence for a list: with names in the place of the addresses that have one, and short addresses else.
    pub fn in_names(self, sentence: &str) -> String {
        let words = sentence.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
        words.map(|word| self.in_name(word)).collect()
    }

    fn in_name(self, word: &str) -> String {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        match bare.parse::<Address>() {
            Ok(address) => format!("{}{}", self.called(address), &word[bare.len()..]),
            Err(_) => word.to_owned(),
        }
    }

    /// How an account is called in a sentence: by the name that it has here, else by the ends of its address.
    pub fn called(self, address: Address) -> String {
        match self.known(address) {
            true => self.name_of(address),
            false => short(&address.to_string()),
        }
    }

    /// Whether an address is one's own, or in the address book.
    pub fn known(self, address: Address) -> bool {
        self.accounts().iter().any(|a| a.address == address) || self.contact_name(address).is_some()
    }
}
