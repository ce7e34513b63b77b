//! Delegates: all of them, the wallet's own, those that are watched, and where what they give their voters goes.

mod control;
pub(crate) mod destination;
pub(crate) mod list;
pub(crate) mod operator;
pub(crate) mod order;
mod payout;
pub(crate) mod watched;
