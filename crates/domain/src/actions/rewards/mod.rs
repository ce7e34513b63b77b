//! Rewards: take them, and give to their pool.

mod claim;
mod claim_for;
mod deposit_rewards;

pub use self::{claim::Claim, claim_for::ClaimFor, deposit_rewards::DepositRewards};
