//! What is done once and then seldom: the beginning, the settings, the address book; and what stands before any screen.

mod add_account;
mod book;
mod find;
mod forgotten;
mod keys;
mod lost;
mod onboarding;
mod panel;
mod settings;

pub use self::{
    add_account::AddAccount, book::AddressBook, find::Find, forgotten::Forgotten, keys::Keys, lost::LostSettings,
    onboarding::Onboarding, settings::Settings,
};
