//! The IoTeX client: so that the rest of the wallet speaks of buckets, delegates and receipts, and only this
//! crate knows of JSON-RPC, ABI words and the ways in which nodes answer. What is called, logged and refused has its
//! encoding in `ballast_abi`.
//!
//! Three layers, each using only the one before it:
//!
//! - [`Client`] (`transport`) asks several endpoints of one network, trusts none before its chain id is
//!   checked, and turns every way of answering wrongly into an [`Error`] of its own.
//! - `types` and `decode` read what nodes answer. Blocks and failed receipts have forms of IoTeX's own that
//!   public Ethereum clients refuse (node-behaviour.md §8); lists of buckets and delegates are decoded straight
//!   from the words, so that a hostile answer can cost no more than its own length.
//! - `reads` and `writes` are methods of the client in the wallet's words. Every read says from which node, at
//!   which height and when it was taken.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod decode;
mod error;
mod reads;
mod revert;
mod transport;
mod types;
mod writes;

pub use decode::{bucket_list, candidate_list, grant_logs, voter_reward_event};
pub use error::{Error, RpcError};
pub use reads::{
    Counts, EpochInfo, Found, LogFilter, LogScan, Movement, NftTerms, Own, Proven, StakingTotals, Stands, Testimony,
    TokenRead, Word, survey,
};
pub use revert::revert_meaning;
pub use transport::{
    Batch, Client, Config, EndpointConfig, EndpointStatus, Failover, Heads, Pace, Pass, Probe, Reach, Request,
    canonical_url, chain_id, host_of, probe, reach, stands_near,
};
pub use types::{
    Block, Distributed, Elected, Frozen, GrantLog, Head, Log, MinedLog, PaidRow, Probation, Probationer, Receipt,
    Transactions, Tx, VoterRewardEvent,
};
pub use writes::{
    Added, Call, Fees, GAS_PER_PAYLOAD_BYTE, Gift, Given, INTRINSIC_GAS, MOST_TIP, TokenTransfer, added, contradict,
    declined, encode, fee, given, outcome, token_transfers, transfers, vanished,
};
