//! What is so, as the honest node says.

use ballast_domain::{Address, Amount};
use serde_json::{Value, json};

use crate::rpc;

/// A transaction that stands in a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mined {
    /// Its hash, 0x and small letters.
    pub hash: String,
    /// Whom it calls or pays; none where it makes a contract.
    pub to: Option<Address>,
    /// IOTX sent along.
    pub value: Amount,
    /// Whether it was done.
    pub done: bool,
    /// The gas that it took.
    pub gas: u64,
    /// What was paid for it.
    pub fee: Amount,
}

/// The honest node. Panics where it does not answer.
#[derive(Clone)]
pub struct Truth {
    url: String,
}

fn number(value: &Value) -> u128 {
    let digits = value.as_str().unwrap_or_default().trim_start_matches("0x");
    u128::from_str_radix(digits, 16).unwrap_or_else(|e| panic!("{e}: {value}"))
}

impl Truth {
    /// The node at this address.
    pub fn of(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }

    /// Asks it.
    pub fn ask(&self, method: &str, params: Value) -> Value {
        rpc(&self.url, method, params).unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    /// Whether a transaction was done; none where it stands in no block.
    pub fn is_done(&self, hash: &str) -> Option<bool> {
        let receipt = self.ask("eth_getTransactionReceipt", json!([hash]));
        receipt.is_object().then(|| receipt["status"] == "0x1")
    }

    /// What an account holds.
    pub fn balance(&self, account: Address) -> Amount {
        let balance = self.ask("eth_getBalance", json!([account.to_hex(), "latest"]));
        Amount::from_rau(number(&balance))
    }

    /// How many of a token's smallest units an account holds.
    pub fn tokens(&self, token: Address, account: Address) -> u128 {
        let data = format!("0x70a08231{:0>64}", &account.to_hex()[2..]);
        let held = self.ask("eth_call", json!([{ "to": token.to_hex(), "data": data }, "latest"]));
        number(&held)
    }

    /// The nonce that comes next for an account, after what stands in blocks and what waits.
    pub fn next_nonce(&self, account: Address) -> u64 {
        number(&self.ask("eth_getTransactionCount", json!([account.to_hex(), "pending"]))) as u64
    }

    /// The newest block.
    pub fn height(&self) -> u64 {
        number(&self.ask("eth_blockNumber", json!([]))) as u64
    }

    /// Every transaction of an account's from block `first` to block `last`, in their order.
    pub fn sent(&self, account: Address, first: u64, last: u64) -> Vec<Mined> {
        let own = |tx: &&Value| {
            let from = tx["from"].as_str().unwrap_or_default();
            from.eq_ignore_ascii_case(&account.to_hex())
        };
        let mut all = Vec::new();
        for height in first..=last {
            let block = self.ask("eth_getBlockByNumber", json!([format!("{height:#x}"), true]));
            for tx in block["transactions"].as_array().into_iter().flatten().filter(own) {
                let receipt = self.ask("eth_getTransactionReceipt", json!([tx["hash"]]));
                let (price, gas) = (number(&receipt["effectiveGasPrice"]), number(&receipt["gasUsed"]));
                all.push(Mined {
                    hash: tx["hash"].as_str().unwrap_or_default().to_lowercase(),
                    to: tx["to"].as_str().and_then(|to| to.to_lowercase().parse().ok()),
                    value: Amount::from_rau(number(&tx["value"])),
                    done: receipt["status"] == "0x1",
                    gas: gas as u64,
                    fee: Amount::from_rau(price * gas),
                });
            }
        }
        all
    }
}
