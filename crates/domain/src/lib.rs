//! The rules and words of IoTeX staking, so that the form that explains a rule, the review that checks it
//! and the practice network that enforces it are one piece of code.
//!
//! Pure: no I/O, no async, no clock, no floats for money; compiles to wasm.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

pub mod actions;
mod address;
mod amount;
mod bls;
mod bucket;
mod calendar;
mod candidate;
mod contract_staking;
mod effects;
pub mod election;
mod forks;
mod ids;
mod intent;
mod iso;
mod keccak;
mod ledger;
mod naming;
mod network;
mod outcome;
mod own_network;
pub mod plan;
mod proposal;
mod refusal;
pub mod rehearsal;
mod rewards;
mod rules;
mod schedule;
mod standing;
mod state;
mod status;
mod steps;
mod time;
mod token;
mod weight;

pub use actions::{Done, NativeAction, TokenTouch, Touch, carry_out};
pub use address::{Address, AddressError};
pub use amount::{Amount, AmountError, RAU_PER_IOTX, Votes, grouped};
pub use bls::{BlsKey, BlsKeyError};
pub use bucket::{BlockClock, Bucket, BucketState, Endorsement, Free};
pub use candidate::{Candidate, Exit};
pub use contract_staking::{
    BucketType, ContractEvent, ContractVersion, Moment, NFT_WAIT_BLOCKS, NFT_WAIT_SECONDS, StakingContract,
};
pub use effects::{Context, Effects, Event, Party, Transfer, TransferKind};
pub use forks::Fork;
pub use ids::{BucketId, BucketIdError, Hash};
pub use intent::Intent;
pub use iso::DateError;
pub use keccak::{hash160, keccak256};
pub use ledger::Ledger;
pub use network::{Network, NetworkParams, StakingParams};
pub use outcome::{Outcome, OutcomeKind};
pub use own_network::OwnNetwork;
pub use proposal::{Change, Figure, Proposal, Severity, Snapshot, Transaction, Warning};
pub use refusal::{Refusal, Remedy};
pub use rewards::{FundExhausted, RewardFund, RewardKind, RewardLog, RewardPolicy, encode_logs};
pub use rules::{FailsAs, Rule};
pub use schedule::{EpochSchedule, Segment};
pub use standing::{Gap, Standing, deposit_for, stake_for};
pub use state::StakingState;
pub use status::ReceiptStatus;
pub use steps::Step;
pub use time::{Days, Epoch, Height, SECONDS_PER_DAY, Timestamp};
pub use token::{Token, TokenAmount, TokenAmountError, TokenForm, Units, shown_text};
pub use weight::{vote_weight, vote_weight_of};
