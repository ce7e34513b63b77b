//! What opens from the bars, from the locked window and by the right button.

mod account;
mod copy;
mod epoch;
mod network;

pub use self::{account::AccountMenu, copy::CopyMenu, epoch::EpochMenu, network::NetworkMenu};
pub use crate::flows::networks::OtherNetworks;
