//! Native buckets: stake, change, leave.

mod change_candidate;
mod create_stake;
mod deposit;
mod migrate_stake;
mod restake;
mod transfer_stake;
mod unstake;
mod withdraw;

pub use self::{
    change_candidate::ChangeCandidate, create_stake::CreateStake, deposit::Deposit, migrate_stake::MigrateStake,
    restake::Restake, transfer_stake::TransferStake, unstake::Unstake, withdraw::Withdraw,
};
