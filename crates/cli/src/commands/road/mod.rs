//! The road of what is signed: shown, agreed to, sent, followed.

mod agree;
pub(crate) mod batch;
pub(crate) mod follow;
pub(crate) mod limit;
pub(crate) mod one;
mod reviewed;
pub(crate) mod send;
pub(crate) mod sequence;
