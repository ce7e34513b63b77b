//! Buckets: their table, a bucket's page, what comes next, plans and dates.

mod bucket;
mod calendar;
mod form;
mod ics;
pub(crate) mod next;
mod plan;
mod rehearse;
pub(crate) mod table;
