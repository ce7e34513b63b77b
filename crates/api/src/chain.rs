//! The chain's side: head, epoch, delegates, endpoints.

use ballast_domain::{Address, Amount, Epoch, Exit, Height, Network, Snapshot, Timestamp, VoterPayout, Votes};
use serde::{Deserialize, Serialize};

use crate::FreezeView;

/// How well the wallet knows the chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SyncState {
    /// Nothing was heard yet.
    Connecting,
    /// The head is recent.
    InStep,
    /// The newest block is older than it should be.
    Behind,
    /// No endpoint answers.
    Offline,
}

/// The epoch that runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EpochView {
    /// Its number.
    pub epoch: Epoch,
    /// Its first block.
    pub start: Height,
    /// Its last block.
    pub last: Height,
    /// The block at which the next epoch's delegates are fixed.
    pub cutoff: Height,
    /// Whether they are fixed already.
    pub next_fixed: bool,
    /// Seconds until it ends, at the network's pace.
    pub seconds_left: u64,
    /// Operators of the delegates elected for it; none when the node does not say.
    pub pool: Option<Vec<Address>>,
    /// Operators of those that make blocks; none when the node does not say.
    pub active: Option<Vec<Address>>,
    /// Operators of the next epoch's delegates, once they are fixed; none when the node does not say.
    pub next_pool: Option<Vec<Address>>,
}

/// An endpoint's health.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointHealth {
    /// Its address.
    pub url: String,
    /// Whether it answered the last time.
    pub healthy: bool,
    /// How long its last answer took, in milliseconds.
    pub latency_ms: Option<u64>,
    /// Its newest block.
    pub height: Option<Height>,
    /// Why it failed the last time, as a sentence.
    pub error: Option<String>,
    /// Its WebSocket, where it has one.
    #[serde(default)]
    pub ws: Option<String>,
    /// Whether new blocks come by its WebSocket now; else they are asked for.
    #[serde(default)]
    pub socket: bool,
    /// Whether it answered the last request that was put to the network.
    #[serde(default)]
    pub in_use: bool,
    /// Blocks by which it stands behind the highest that is believed; none before it told of a block.
    #[serde(default)]
    pub behind: Option<u64>,
    /// Whether the endpoint tells of a block that the chain cannot have come to, and that no other one confirms.
    #[serde(default)]
    pub ahead: bool,
    /// Whether a person added it.
    #[serde(default)]
    pub own: bool,
}

/// The last time that an endpoint failed and another one answered in its place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FailoverView {
    /// Which failed.
    pub from: String,
    /// Which answered.
    pub to: String,
    /// Why the first one failed, as a sentence.
    pub why: String,
    /// When, on this machine's clock.
    pub at: Timestamp,
}

/// An endpoint that was looked at and can be used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointCheck {
    /// Its newest block.
    pub height: Height,
    /// How long it took to say so, in milliseconds.
    pub latency_ms: u64,
    /// What is to be thought of before it is used, as sentences.
    pub cautions: Vec<String>,
}

/// The chain as the wallet knows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChainView {
    /// When the newest block was first heard, by this machine's clock, or was made, where the chain stood still already as the
    /// network was opened; none before the first.
    #[serde(default)]
    pub heard: Option<Timestamp>,
    /// The network that the chain is of.
    pub network: Network,
    /// EVM chain id.
    pub chain_id: u64,
    /// How well the wallet knows it.
    pub sync: SyncState,
    /// The newest block.
    pub height: Option<Height>,
    /// Its time, on the chain's clock.
    pub time: Option<Timestamp>,
    /// The running epoch.
    pub epoch: Option<EpochView>,
    /// The next freeze of votes that a change in the next block counts for; none on a chain without any, and before its first
    /// block is heard.
    #[serde(default)]
    pub freeze: Option<FreezeView>,
    /// Whether Zanzibar is in force by the newest block; none before the first is heard.
    #[serde(default)]
    pub zanzibar: Option<bool>,
    /// Today's price of gas in Rau.
    pub base_fee: Option<Amount>,
    /// Where it is known from.
    pub endpoints: Vec<EndpointHealth>,
    /// When one endpoint last failed and another one stepped in; none where none did since the network was opened.
    #[serde(default)]
    pub failover: Option<FailoverView>,
    /// Why the endpoints cannot be changed, as a sentence; none where they can.
    #[serde(default)]
    pub fixed: Option<String>,
    /// Whether the endpoints are others than the built-in ones, or in another order.
    #[serde(default)]
    pub chosen: bool,
}

/// Where a delegate stands in the election.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DelegateStatus {
    /// Makes blocks in this epoch.
    Active,
    /// Elected for this epoch, and not drawn to make blocks.
    Pool,
    /// Elected or not, its votes are cut for missed blocks.
    Probation,
    /// It has asked to leave.
    Leaving,
    /// Registered, and not elected.
    Candidate,
    /// The node does not say.
    Unknown,
}

/// A delegate in the table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelegateRow {
    /// Place by votes, 1 the first.
    pub rank: u64,
    /// Its permanent id.
    pub id: Address,
    /// Its name.
    pub name: String,
    /// Who controls it.
    pub owner: Address,
    /// Who signs its blocks.
    pub operator: Address,
    /// Where its rewards go.
    pub reward: Address,
    /// All votes for it.
    pub votes: Votes,
    /// What it staked itself.
    pub self_stake: Amount,
    /// Where it stands in the election.
    pub status: DelegateStatus,
    /// Whether it leaves.
    pub exit: Exit,
    /// How many of the last epochs it missed too many blocks in, when it is on probation.
    pub probation: Option<u32>,
    /// Blocks it made in this epoch as far as the wallet saw them; none when the wallet did not see all.
    pub produced: Option<u64>,
    /// How it pays its voters; none where the node is too old to say, or did not.
    #[serde(default)]
    pub payout: Option<VoterPayout>,
}

/// The table of delegates.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delegates {
    /// All, by votes.
    pub rows: Snapshot<Vec<DelegateRow>>,
    /// All votes together.
    pub total_votes: Votes,
    /// The next freeze of votes for the rewards that the protocol pays; none on a chain without any.
    #[serde(default)]
    pub freeze: Option<FreezeView>,
}
