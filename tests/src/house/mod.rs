//! The shape of the house, read off its sources: which part of a crate uses which, by the `use` lines and the paths in
//! the code. Tests may reach anywhere and are left out. And whether its gallery is complete.

mod circles;
mod gallery;
mod source;
mod tree;

pub use circles::Uses;
pub use gallery::{not_shown, not_shown_of_all};
pub use tree::Tree;
