//! What the wallet's person has: accounts, tokens, and an address book.

pub(crate) mod book;
pub(crate) mod list;
mod reset;
pub(crate) mod tokens;
