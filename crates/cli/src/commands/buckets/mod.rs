//! Buckets: what there is, what may be done with it, and what will be.

pub(crate) mod calendar;
pub(crate) mod life;
pub(crate) mod list;
pub(crate) mod plan;
pub(crate) mod rehearse;
pub(crate) mod weight;
