//! What opens from the bars, from the locked window and by the right button; and where the keyboard stays.

mod account;
mod copy;
mod epoch;
mod keyboard;
mod network;

pub use self::{account::AccountMenu, copy::CopyMenu, epoch::EpochMenu, keyboard::Keyboard, network::NetworkMenu};
pub use crate::flows::networks::OtherNetworks;
