//! Delegates: all of them, and the wallet's own.

pub(crate) mod list;
pub(crate) mod operator;
mod payout;
