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
    let said = quantity::optional_number(d);
    let said = said.map_err(|e| serde::de::Error::custom(format_args!("the receipt's status: {e}")))?;
    Ok(said.map_or(ReceiptStatus::UNKNOWN, ReceiptStatus))
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

/// A log with where it stands on the chain, as lists of logs have it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MinedLog {
    /// The log itself.
    #[serde(flatten)]
    pub log: Log,
    /// The block's number.
    #[serde(rename = "blockNumber", deserialize_with = "quantity::height")]
    pub block: Height,
    /// The transaction; of the freeze it is one that has no form of Ethereum's.
    #[serde(rename = "transactionHash")]
    pub hash: Hash,
    /// The log's number in its block, 0 the first; numbers may be left out.
    #[serde(rename = "logIndex", deserialize_with = "quantity::number")]
    pub index: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `eth_getTransactionReceipt` answers, with this status.
    fn with_status(status: serde_json::Value) -> Result<Receipt, String> {
        let hash = format!("0x{}", "11".repeat(32));
        let account = format!("0x{}", "22".repeat(20));
        let mut receipt = serde_json::json!({
            "transactionHash": hash, "blockNumber": "0x5", "blockHash": hash, "from": account, "to": account,
            "contractAddress": null, "gasUsed": "0x2710", "status": status, "logs": [],
        });
        if receipt["status"].is_null() {
            receipt.as_object_mut().unwrap().remove("status");
        }
        serde_json::from_value(receipt).map_err(|e| e.to_string())
    }

    #[test]
    fn a_status_in_another_form_is_named_and_never_taken_for_success() {
        assert_eq!(with_status("0x1".into()).unwrap().status, ReceiptStatus::SUCCESS);
        assert_eq!(with_status("0xc8".into()).unwrap().status, ReceiptStatus(200));
        assert_eq!(
            with_status(serde_json::Value::Null).unwrap().status,
            ReceiptStatus::UNKNOWN
        );
        for odd in [serde_json::json!(1), true.into(), "1".into(), "success".into()] {
            let said = with_status(odd.clone()).unwrap_err();
            assert!(said.starts_with("the receipt's status: "), "{odd}: {said}");
        }
        assert!(with_status(1.into()).unwrap_err().contains("1 stands where a number"));
    }
}
