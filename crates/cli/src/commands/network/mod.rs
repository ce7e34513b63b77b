//! Networks: which there are, where they are asked, which contracts stand there, how things stand there, the figures of each
//! as a whole, and the practice network by itself.

pub(crate) mod contracts;
pub(crate) mod endpoints;
pub(crate) mod networks;
pub(crate) mod overview;
pub(crate) mod practice;
pub(crate) mod status;
