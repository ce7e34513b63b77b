//! What the screens show, put together from reads, each with its origin.

mod bucket;
mod buckets;
mod calendar;
mod delegates;
mod home;
mod next;
mod plan;
mod rehearse;
mod start;

pub(crate) use buckets::{Portfolio, portfolio_of};
