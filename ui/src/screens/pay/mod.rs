//! Paying, and being paid.

mod receive;
mod send;

pub use self::{receive::Receive, send::Send};
