//! Delegates, by the staking protocol.

mod activate;
mod endorse;
mod exit;
mod register;
mod register_bls;
mod transfer_ownership;
