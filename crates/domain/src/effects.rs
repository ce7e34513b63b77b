//! What an action is done with, and what it did: the money it moved and the logs of its receipt.

use serde::{Deserialize, Serialize};

use crate::{Address, Amount, Bucket, Height, NetworkParams, Refusal, Rule, Timestamp};

/// What an action is done with: who, when, with how much.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The network's constants.
    pub params: &'a NetworkParams,
    /// Who acts.
    pub caller: Address,
    /// The caller's balance before the fee is taken.
    pub balance: Amount,
    /// Gas price times intrinsic gas.
    pub fee: Amount,
    /// The block it happens in.
    pub height: Height,
    /// That block's time.
    pub now: Timestamp,
}

/// A log of a receipt: what the protocol says happened.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Event {
    /// 32-byte words; the first names the event.
    pub topics: Vec<[u8; 32]>,
    /// ABI-encoded values.
    pub data: Vec<u8>,
}

/// An account, or one of the two pools.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Party {
    /// An account.
    Account(Address),
    /// Where staked money lies.
    StakingPool,
    /// Where rewards and fees lie.
    RewardingPool,
}

/// Why money moved: the numbers of the node's transaction logs (node-behaviour.md §3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[repr(u8)]
#[expect(missing_docs, reason = "the node's own names")]
pub enum TransferKind {
    InContract = 0,
    WithdrawBucket = 1,
    CreateBucket = 2,
    DepositToBucket = 3,
    SelfStake = 4,
    RegistrationFee = 5,
    GasFee = 6,
    Native = 7,
    DepositToRewards = 8,
    ClaimRewards = 9,
    BlobFee = 10,
    PriorityFee = 11,
}

impl TransferKind {
    /// Whether such money pays for the transaction, and not for what that does.
    pub const fn is_fee(self) -> bool {
        matches!(self, Self::GasFee | Self::PriorityFee | Self::BlobFee)
    }
}

/// Money that an action moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Transfer {
    /// Why.
    pub kind: TransferKind,
    /// Whence.
    pub from: Party,
    /// Whither.
    pub to: Party,
    /// How much.
    pub amount: Amount,
}

/// What an action did or tried: logs stand in the receipt even when it failed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Effects {
    /// The log of the older form: the method's name, then what was known when it ended.
    pub topics: Vec<[u8; 32]>,
    /// Events of the newer form; where there are any, they replace the older log.
    pub events: Vec<Event>,
    /// Money moved; empty on failure.
    pub transfers: Vec<Transfer>,
    /// The bucket NFT that a contract is asked for; its id is not known before the contract has run.
    pub minted: Option<Bucket>,
}

impl Effects {
    /// Starts the older log with the method's name, right-aligned in 32 bytes.
    pub(crate) fn name(&mut self, method: &str) {
        self.topic(method.as_bytes());
    }

    /// Adds a topic, right-aligned in 32 bytes.
    pub(crate) fn topic(&mut self, bytes: &[u8]) {
        let mut word = [0; 32];
        let start = 32 - bytes.len().min(32);
        word[start..].copy_from_slice(&bytes[..bytes.len().min(32)]);
        self.topics.push(word);
    }

    pub(crate) fn index(&mut self, index: u64) {
        self.topic(&index.to_be_bytes());
    }

    pub(crate) fn address(&mut self, address: Address) {
        self.topic(address.as_bytes());
    }

    pub(crate) fn transfer(&mut self, kind: TransferKind, from: Party, to: Party, amount: Amount) {
        self.transfers.push(Transfer { kind, from, to, amount });
    }

    /// The logs as they stand in the receipt.
    pub fn logs(&self) -> Vec<Event> {
        if !self.events.is_empty() {
            return self.events.clone();
        }
        if self.topics.is_empty() {
            return Vec::new();
        }
        vec![Event {
            topics: self.topics.clone(),
            data: Vec::new(),
        }]
    }
}

impl Context<'_> {
    /// The caller can pay `amount` and the fee.
    pub(crate) fn require_balance(&self, amount: Amount) -> Result<(), Refusal> {
        match amount.checked_add(self.fee) {
            Some(needed) if needed <= self.balance => Ok(()),
            _ => Err(Rule::Balance.into()),
        }
    }

    /// About when the block at `height` is made, at the network's pace; now where this one is that or beyond it.
    pub(crate) fn time_of(&self, height: Height) -> Timestamp {
        let blocks = height.0.saturating_sub(self.height.0);
        let micros = blocks.saturating_mul(self.params.block_micros());
        Timestamp::from_micros(self.now.micros().saturating_add(micros))
    }
}
