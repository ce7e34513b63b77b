//! What is done once and then seldom: the beginning, the settings, the address book; and what stands before any screen.

mod book;
mod find;
mod forgotten;
mod keys;
mod lost;
mod onboarding;
mod rewards;
mod settings;

pub use self::{
    book::AddressBook,
    find::Find,
    forgotten::Forgotten,
    keys::Keys,
    lost::LostSettings,
    onboarding::{AddAccount, Onboarding},
    rewards::RewardDestination,
    settings::Settings,
};
