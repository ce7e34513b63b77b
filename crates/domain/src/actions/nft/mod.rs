//! What a person can do with bucket NFTs: one file an action, as for native buckets (iotex-protocol.md §3).
//!
//! Here a contract decides, so `apply` checks what the contract checks, in its order, and then has the ledger follow
//! what the contract would say. What the contracts do not check and loses votes or money, `forbid` does.

mod approve;
mod change_delegate;
mod check;
mod expand;
mod lock;
mod merge;
mod migrate;
mod stake;
mod term;
#[cfg(test)]
mod tests;
mod transfer;
mod unlock;
mod unstake;
mod withdraw;

pub use self::{
    approve::NftApprove, change_delegate::NftChangeDelegate, expand::NftExpand, lock::NftLock, merge::NftMerge,
    migrate::NftMigrate, stake::NftStake, term::Term, transfer::NftTransfer, unlock::NftUnlock, unstake::NftUnstake,
    withdraw::NftWithdraw,
};
