//! The screens, by group: people move within one, and the code of one is loaded at once. A screen uses the kit and the
//! flows, and no other screen; what stands where says the one table.

#[macro_use]
mod table;
mod later;
mod pages;
mod places;

mod activity;
mod buckets;
mod delegates;
mod gallery;
mod menus;
mod operator;
mod pay;
mod plan;
mod setup;
mod start;

pub use self::{
    later::{Later, load_ahead},
    pages::Pages,
    places::{PLACES, Place, Shown, Which, by_number, place_of},
    start::Unlock,
};
