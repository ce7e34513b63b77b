//! Networks: which there are, where they are asked, how things stand there, and the practice network by itself.

pub(crate) mod endpoints;
pub(crate) mod networks;
pub(crate) mod practice;
pub(crate) mod status;
