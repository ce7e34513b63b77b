//! Delegates: register, change, hand over, leave the election; the buckets that back them; and what they give their voters.

mod activate;
mod change;
mod endorse;
mod events;
mod exit;
mod keys;
mod opt_in;
mod portion;
mod register;
mod register_bls;
mod register_pop;
mod registration;
mod transfer_ownership;

pub use self::{
    activate::Activate,
    endorse::{Endorse, IntendRevoke, Revoke},
    exit::{ConfirmExit, RequestExit},
    opt_in::VoterRewardOptIn,
    portion::{PortionField, SetPortion, portion_of_percent},
    register::{Register, Update},
    register_bls::{RegisterWithBls, UpdateWithBls},
    register_pop::{RegisterWithBlsAndPop, UpdateWithBlsAndPop},
    transfer_ownership::TransferOwnership,
};
