//! Delegates, and staking with one.

#[expect(clippy::module_inception, reason = "the group is named after its main screen")]
mod delegates;
mod network;
mod stake;

pub use self::{
    delegates::{DelegatePage, Delegates},
    network::NetworkPage,
    stake::{ChooseDelegate, Stake},
};
