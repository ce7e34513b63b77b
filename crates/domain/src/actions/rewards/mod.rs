//! Rewards: take them, say where they go, and give to their pool.

mod claim;
mod claim_for;
mod deposit_rewards;
mod destination;

pub use self::{
    claim::Claim, claim_for::ClaimFor, deposit_rewards::DepositRewards, destination::SetVoterRewardDestination,
};
