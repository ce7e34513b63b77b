//! The rules and words of IoTeX staking, so that the form that explains a rule, the review that checks it
//! and the practice network that enforces it are one piece of code.
//!
//! Pure: no I/O, no async, no clock, no floats for money; compiles to wasm.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

pub mod actions;
mod arrival;
pub mod directory;
mod effects;
mod elected;
pub mod election;
mod id;
mod intent;
mod ledger;
pub mod menu;
mod money;
mod naming;
mod network;
mod outcome;
mod payout;
mod pieces;
pub mod plan;
pub mod price;
mod proposal;
mod refusal;
pub mod rehearsal;
mod rewards;
mod rules;
pub mod sequence;
mod settlement;
mod source;
mod standing;
mod status;
mod time;
mod unseen;
pub mod word;

pub use actions::{Action, Done, TokenTouch, Touch, carry_out};
pub use arrival::{ArrivalKind, MadeBy};
pub use effects::{Context, Effects, Event, Party, Transfer, TransferKind};
pub use id::{
    Address, AddressError, AddressForm, BlsKey, BlsKeyError, BlsProof, BlsProofError, BucketId, BucketIdError,
    Calldata, ContractVersion, Hash, hash160, keccak256,
};
#[cfg(feature = "curves")]
pub use id::{PROOF_DST, proof_message};
pub use intent::Intent;
pub use ledger::{
    BlockClock, Bucket, BucketState, BucketType, Candidate, ContractEvent, Endorsement, Exit, Free, Ledger, Moment,
    NFT_WAIT_BLOCKS, NFT_WAIT_SECONDS, PayoutAddress, Portions, StakingContract, StakingState, Unread,
};
pub use menu::Step;
pub use money::{
    Amount, AmountError, NumberError, RAU_PER_IOTX, Token, TokenAmount, TokenAmountError, TokenForm, Units, Votes,
    grouped, shown_text, understood, vote_weight, vote_weight_of, whole_number,
};
pub use network::{
    ClaimKind, ClaimSource, ContractForm, Contracts, DeviceBinding, EscrowAddresses, Fork, HermesAddresses, IdKind,
    IoidAddresses, MarshallAddresses, MspAddresses, NamedContract, Network, NetworkParams, OwnNetwork,
    StakingAddresses, StakingParams, VoterRewardParams, ZanzibarSeen,
};
pub use outcome::{Outcome, OutcomeKind};
pub use payout::{PayoutMode, VoterPayout};
pub use pieces::{Named, Phrase, Piece, places_in};
pub use proposal::{Change, Figure, Proposal, Severity, Snapshot, Transaction, Warning};
pub use refusal::{Refusal, Remedy};
pub use rewards::{
    Commission, Destination, Distribution, FrozenVotes, FundExhausted, Grants, Payee, PlanEntry, Portion, RewardFund,
    RewardKind, RewardLog, RewardNote, RewardPolicy, RewardSnapshot, ScanPhase, VoterRewards, encode_logs,
    settlement_seed,
};
pub use rules::{FailsAs, Rule};
pub use settlement::{BlockEnd, EraPart, Forfeit, Granted, PaidTo, PartState, Payment};
pub use source::Source;
pub use standing::{Gap, Standing, deposit_for, stake_for};
pub use status::ReceiptStatus;
pub use time::{Date, DateError, Days, Epoch, EpochSchedule, Era, Eras, Height, SECONDS_PER_DAY, Segment, Timestamp};
