//! Receipts and their logs.

use ballast_domain::{Address, Amount, Hash, Height, ReceiptStatus};
use serde::{Deserialize, Deserializer};

use super::quantity;

/// What became of a mined transaction. Mined is not successful: see [`Receipt::status`].
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// Of the transaction.
    #[serde(rename = "transactionHash")]
    pub hash: Hash,
    /// The block's number.
    #[serde(rename = "blockNumber", deserialize_with = "quantity::height")]
    pub block: Height,
    /// The block's hash.
    pub block_hash: Hash,
    /// Who signed it.
    #[serde(deserialize_with = "quantity::address")]
    pub from: Address,
    /// Receiver or contract.
    #[serde(default, deserialize_with = "quantity::optional_address")]
    pub to: Option<Address>,
    /// The contract it created.
    #[serde(default, deserialize_with = "quantity::optional_address")]
    pub contract_address: Option<Address>,
    /// The protocol's own number; only 1 is success. A receipt without one counts as
    /// [`ReceiptStatus::UNKNOWN`], never as success.
    #[serde(default = "unknown", deserialize_with = "status")]
    pub status: ReceiptStatus,
    /// Gas paid for.
    #[serde(deserialize_with = "quantity::number")]
    pub gas_used: u64,
    /// Rau per gas that were paid, tip included.
    #[serde(default, deserialize_with = "quantity::optional_amount")]
    pub effective_gas_price: Option<Amount>,
    /// What it logged, the node's pseudo logs of native transfers included.
    #[serde(default)]
    pub logs: Vec<Log>,
}

fn unknown() -> ReceiptStatus {
    ReceiptStatus::UNKNOWN
}

fn status<'de, D: Deserializer<'de>>(d: D) -> Result<ReceiptStatus, D::Error> {
    Ok(quantity::optional_number(d)?.map_or(ReceiptStatus::UNKNOWN, ReceiptStatus))
}

impl Receipt {
    /// What it cost in gas, in Rau; `None` where the node does not say the price.
    pub fn fee(&self) -> Option<Amount> {
        self.effective_gas_price
            .map(|price| price.saturating_mul(u128::from(self.gas_used)))
    }
}

/// One log of a receipt.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Log {
    /// Who logged it.
    #[serde(deserialize_with = "quantity::address")]
    pub address: Address,
    /// Up to four words to search by.
    #[serde(default)]
    pub topics: Vec<Hash>,
    /// The rest.
    #[serde(default, deserialize_with = "quantity::data")]
    pub data: Vec<u8>,
}
