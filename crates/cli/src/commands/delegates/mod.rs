//! Delegates: all of them, the wallet's own, those that are watched, and where what they give their voters goes.

pub(crate) mod destination;
pub(crate) mod list;
pub(crate) mod operator;
mod payout;
pub(crate) mod watched;
