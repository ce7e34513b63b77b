//! What the window may begin with: the only group that is there from the start.

mod home;
mod unlock;

pub use self::{home::Home, unlock::Unlock};
