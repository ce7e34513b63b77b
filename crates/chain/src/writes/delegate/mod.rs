//! Delegates, by the staking protocol, and what they give their voters.

mod activate;
mod endorse;
mod exit;
mod opt_in;
mod portion;
mod register;
mod register_bls;
mod register_pop;
mod transfer_ownership;
