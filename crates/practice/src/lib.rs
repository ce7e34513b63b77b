//! The practice network: a model of an IoTeX node small enough to live inside the wallet, so that a new user can
//! try everything before real money is at risk and a test needs no internet.
//!
//! It answers a node's JSON-RPC over HTTP and WebSocket on a loopback port. The staking rules are `ballast-domain`'s
//! own, contracts run in `revm`, and every answer is held field by field to what a real node answered
//! (`tests/recordings`): one of release 2.5 where the genesis names Zanzibar's height, else one of release 2.4.4.
//! [`start`] runs one, for whom [`Access`] says; four control methods, `practice_mine`, `practice_progress`,
//! `practice_producer` and `practice_forks`, make blocks and so move time on, say how far that has come, stop or start a
//! block producer, and say from which blocks on the forks are in force.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

mod access;
mod adopt;
mod chain;
mod contracts;
mod error;
mod evm;
mod faucet;
mod genesis;
mod gohex;
mod native;
mod persist;
mod rpc;
mod seed;
mod server;
#[cfg(test)]
mod testing;
mod tx;
mod world;

pub use access::{Access, Pass};
pub use error::PracticeError;
pub use faucet::{faucet_call, faucet_transfer};
pub use genesis::{Genesis, GenesisAccount, GenesisBucket, GenesisBucketType, GenesisDelegate, GenesisPayout};
pub use seed::{FAUCET_KEY, default_genesis, faucet_address};
pub use server::{Config, Handle, start};
