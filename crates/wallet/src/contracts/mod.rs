//! The contracts of networks: those that the wallet knows by itself, and what a person's file says of others. A file is read
//! strictly, since what it was meant to say may be whom money goes to.

mod file;
mod known;

pub(crate) use file::{read, require_fit};
pub(crate) use known::known;
