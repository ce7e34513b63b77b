//! Delegates: the list, who stands behind them, the network that they make, and what their owners and operators see.

mod asked;
mod control;
mod list;
mod operator;
mod opt_ins;
mod order;
mod overview;
mod page;
mod payouts;
mod watched;

pub(crate) use operator::read_bls_key;
