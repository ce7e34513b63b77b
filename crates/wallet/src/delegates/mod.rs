//! Delegates: the list, and what their owners and operators see.

mod asked;
mod list;
mod operator;
mod opt_ins;
mod page;
mod payouts;
mod watched;

pub(crate) use operator::read_bls_key;
