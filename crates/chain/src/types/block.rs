//! Blocks and transactions.

use ballast_domain::{Address, Amount, Hash, Height, Timestamp};
use serde::Deserialize;

use super::quantity;

/// A block, with its transactions or only their hashes.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// Number, time, hash and producer.
    #[serde(flatten)]
    pub head: Head,
    /// Gas used by all transactions.
    #[serde(default, deserialize_with = "quantity::optional_number")]
    pub gas_used: Option<u64>,
    /// What is in it.
    #[serde(default)]
    pub transactions: Transactions,
}

/// The head of a block, as `newHeads` sends it too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// Number; the first is 1.
    #[serde(rename = "number", deserialize_with = "quantity::height")]
    pub height: Height,
    /// Its hash.
    pub hash: Hash,
    /// When it was made, in whole seconds.
    #[serde(deserialize_with = "quantity::seconds")]
    pub timestamp: Timestamp,
    /// The operator address of the delegate that made it.
    #[serde(rename = "miner", deserialize_with = "quantity::address")]
    pub producer: Address,
    /// Rau per gas that every transaction pays at least; absent before London.
    #[serde(default, deserialize_with = "quantity::optional_amount")]
    pub base_fee_per_gas: Option<Amount>,
}

/// A block's transactions in the form in which they were asked for.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(untagged)]
pub enum Transactions {
    /// Only their hashes.
    Hashes(Vec<Hash>),
    /// In full, the system's own included.
    Full(Vec<Tx>),
}

impl Default for Transactions {
    fn default() -> Self {
        Self::Hashes(Vec::new())
    }
}

/// A transaction as a node shows it, waiting or mined.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tx {
    /// Its hash.
    pub hash: Hash,
    /// The sender's counter.
    #[serde(deserialize_with = "quantity::number")]
    pub nonce: u64,
    /// The block it is in; `None` while it waits.
    #[serde(default, rename = "blockNumber", deserialize_with = "quantity::optional_number")]
    pub block: Option<u64>,
    /// Who signed it.
    #[serde(deserialize_with = "quantity::address")]
    pub from: Address,
    /// Receiver or contract; `None` creates a contract.
    #[serde(default, deserialize_with = "quantity::optional_address")]
    pub to: Option<Address>,
    /// Rau that go along.
    #[serde(deserialize_with = "quantity::amount")]
    pub value: Amount,
    /// Gas limit.
    #[serde(deserialize_with = "quantity::number")]
    pub gas: u64,
    /// Calldata.
    #[serde(default, deserialize_with = "quantity::data")]
    pub input: Vec<u8>,
}

impl Tx {
    /// Whether the system made it: every block ends with grants to delegates, which cost no gas. They belong in
    /// no one's history.
    pub fn is_system(&self) -> bool {
        self.gas == 0
    }
}
