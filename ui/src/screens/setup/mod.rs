//! What is done once and then seldom: the beginning, the settings, the address book.

mod book;
mod forgotten;
mod lost;
mod onboarding;
mod settings;

pub use self::{
    book::AddressBook, forgotten::Forgotten, lost::LostSettings, onboarding::Onboarding, settings::Settings,
};
