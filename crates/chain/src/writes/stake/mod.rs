//! Native buckets, by the staking protocol.

mod change_candidate;
mod create_stake;
mod deposit;
mod migrate_stake;
mod restake;
mod transfer_stake;
mod unstake;
mod withdraw;
