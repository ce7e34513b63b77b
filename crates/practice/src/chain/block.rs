//! Blocks, their transactions and receipts as they are kept.

use ballast_domain::{Address, Amount, Hash, Party, ReceiptStatus, Timestamp, Transfer, keccak256};
use serde::{Deserialize, Serialize};

use crate::{tx::Tx, world::Log};

/// What the chain does of its own in a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum SystemKind {
    /// A delegate that asked to leave gets its slot.
    ScheduleExit,
    /// The next epoch's delegates are fixed.
    PutPollResult,
    /// The producer is paid.
    GrantBlockReward,
    /// The listed delegates are paid.
    GrantEpochReward,
    /// Voters are paid.
    GrantVoterReward,
}

impl SystemKind {
    /// The node's number for what is granted; nothing where nothing is.
    const fn reward_type(self) -> Option<u8> {
        match self {
            Self::ScheduleExit | Self::PutPollResult => None,
            Self::GrantBlockReward => Some(0),
            Self::GrantEpochReward => Some(1),
            Self::GrantVoterReward => Some(2),
        }
    }
}

/// A transaction of the chain itself, sent in the producer's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct SystemTx {
    pub kind: SystemKind,
    pub height: u64,
    pub producer: Address,
    pub hash: Hash,
}

impl SystemTx {
    pub fn new(kind: SystemKind, height: u64, producer: Address) -> Self {
        let hash = Hash(keccak256(format!("practice system {kind:?} {height}").as_bytes()));
        Self {
            kind,
            height,
            producer,
            hash,
        }
    }

    /// Whether the node can show it as an Ethereum transaction.
    pub fn is_shown(&self) -> bool {
        self.kind.reward_type().is_some()
    }

    /// Calldata of `grantReward(int8,uint64)`.
    pub fn input(&self) -> Vec<u8> {
        let mut data = vec![0xd7, 0x27, 0x78, 0xdc];
        let mut words = [0; 64];
        words[31] = self.kind.reward_type().unwrap_or_default();
        words[56..].copy_from_slice(&self.height.to_be_bytes());
        data.extend_from_slice(&words);
        data
    }
}

/// A transaction in a block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Mined {
    User(Box<Tx>),
    System(SystemTx),
}

impl Mined {
    pub fn hash(&self) -> Hash {
        match self {
            Self::User(tx) => tx.hash,
            Self::System(tx) => tx.hash,
        }
    }

    pub fn sender(&self) -> Address {
        match self {
            Self::User(tx) => tx.from,
            Self::System(tx) => tx.producer,
        }
    }

    pub fn gas_limit(&self) -> u64 {
        match self {
            Self::User(tx) => tx.gas,
            Self::System(_) => 0,
        }
    }
}

/// What became of a transaction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Receipt {
    pub status: ReceiptStatus,
    pub gas_used: u64,
    /// Paid for a unit of gas; `None` where the node leaves it out.
    pub price: Option<Amount>,
    /// What went to the producer.
    pub tip: Amount,
    /// The contract that was created.
    pub contract: Option<Address>,
    pub logs: Vec<Log>,
    /// Money that moved, shown as logs of the transfer log address in receipts only.
    pub transfers: Vec<Transfer>,
}

/// A block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Block {
    pub height: u64,
    pub time: Timestamp,
    pub producer: Address,
    pub parent: Hash,
    pub hash: Hash,
    pub base_fee: Amount,
    pub txs: Vec<(Mined, Receipt)>,
    #[serde(default)]
    pub blob_gas_used: u64,
    #[serde(default)]
    pub excess_blob_gas: u64,
}

impl Block {
    /// Numbers its logs through the block, then gives it its hash.
    pub fn seal(&mut self) {
        let logs = self.txs.iter_mut().flat_map(|(_, receipt)| &mut receipt.logs);
        for (log, index) in logs.zip(0..) {
            log.index = index;
        }
        self.hash = self.digest("block");
    }

    /// A stand-in for one of the node's roots and hashes, which bind what this names.
    pub fn digest(&self, what: &str) -> Hash {
        let mut bytes = what.as_bytes().to_vec();
        bytes.extend_from_slice(&self.height.to_be_bytes());
        bytes.extend_from_slice(&self.time.micros().to_be_bytes());
        bytes.extend_from_slice(self.producer.as_bytes());
        bytes.extend_from_slice(&self.parent.0);
        for (tx, receipt) in &self.txs {
            bytes.extend_from_slice(&tx.hash().0);
            bytes.extend_from_slice(&receipt.status.0.to_be_bytes());
        }
        Hash(keccak256(&bytes))
    }

    pub fn gas_used(&self) -> u64 {
        self.txs.iter().map(|(_, receipt)| receipt.gas_used).sum()
    }

    /// The number of the first transfer log of the transaction at `place`.
    ///
    /// The node counts all logs of the whole block first, then the transfer logs of the transactions before: numbers
    /// have gaps, and those of two receipts may stand in an odd order (recording 03, step 172).
    pub fn transfer_log_start(&self, place: usize) -> u64 {
        let logs: usize = self.txs.iter().map(|(_, r)| r.logs.len()).sum();
        let transfers: usize = self.txs[..place].iter().map(|(_, r)| r.transfers.len()).sum();
        (logs + transfers) as u64
    }
}

/// The account that stands for a party in transfer logs.
pub(crate) fn party_address(party: Party) -> Address {
    match party {
        Party::Account(address) => address,
        Party::StakingPool => Address::STAKING,
        Party::RewardingPool => Address::REWARDING,
    }
}
