//! Rewards, by the rewarding protocol.

mod claim;
mod claim_for;
mod deposit_rewards;
mod destination;
