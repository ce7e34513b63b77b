//! What a node answers about blocks, transactions, receipts and elections.
//!
//! Own types: receipts of failed staking actions carry the protocol's status number, and blocks have neither
//! nonce nor mixHash, so that the types of public Ethereum libraries refuse both (node-behaviour.md §8). Fields
//! that the wallet does not use are not read; fields that some node leaves out are optional.

mod block;
mod election;
mod quantity;
mod receipt;
mod voter_rewards;

pub use block::{Block, Head, Transactions, Tx};
pub use election::{Elected, Probation, Probationer};
pub(crate) use quantity::{data_from_hex, quantity_from_hex, to_hex};
pub use receipt::{Log, MinedLog, Receipt};
pub use voter_rewards::{Distributed, Frozen, GrantLog, PaidRow, VoterRewardEvent};
