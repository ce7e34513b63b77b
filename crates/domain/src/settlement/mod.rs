//! Protocol-native voter rewards (IIP-59) on the whole ledger, from Zanzibar on (zanzibar.md §5-§11): how rewards are
//! routed, votes frozen, payouts planned and made, to the Rau; and what a voter has coming.
//!
//! An era in its order: [`crate::Ledger::freeze_votes`] in the block of the freeze, [`crate::Ledger::grant_epoch`] in the
//! last block of its boundary epoch, which plans the payout, and [`crate::Ledger::pay_voters`] from the next block on until
//! everybody had a turn.

mod credit;
mod events;
mod forfeit;
mod freeze;
mod grant;
mod part;
mod payment;
mod payout;
mod plan;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use self::forfeit::BeforeIt;
pub use self::{
    forfeit::Forfeit,
    grant::{BlockEnd, Granted},
    part::{EraPart, PartState},
    payment::{PaidTo, Payment},
};
