//! Delegates: register, change, hand over, leave the election; and the buckets that back them.

mod activate;
mod endorse;
mod events;
mod exit;
mod register;
mod register_bls;
mod transfer_ownership;

pub use self::{
    activate::Activate,
    endorse::{Endorse, IntendRevoke, Revoke},
    exit::{ConfirmExit, RequestExit},
    register::{Register, Update},
    register_bls::{RegisterWithBls, UpdateWithBls},
    transfer_ownership::TransferOwnership,
};
