//! What the screens show, put together from reads, each with its origin.

pub(crate) mod book;
mod bucket;
mod buckets;
mod calendar;
mod delegates;
mod form;
mod home;
mod next;
mod operator;
mod plan;
mod rehearse;
mod start;

pub(crate) use buckets::{Listing, Portfolio, portfolio_of};
pub(crate) use operator::read_bls_key;
