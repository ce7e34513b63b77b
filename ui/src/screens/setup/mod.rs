//! What is done once and then seldom: the beginning, the settings, the address book.

mod book;
mod onboarding;
mod settings;

pub use self::{book::AddressBook, onboarding::Onboarding, settings::Settings};
