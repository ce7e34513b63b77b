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

/// What a transaction gives to whom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Payment {
    /// Who gets it.
    pub to: Address,
    /// How much; of a token with 18 decimals in the same units.
    pub amount: Amount,
    /// The token; IOTX where it is none.
    pub token: Option<Address>,
}

impl Payment {
    /// What a call with this value and this data gives: IOTX alone, or tokens by `transfer(to, amount)`; none where it is
    /// another call.
    pub fn of(to: Address, value: Amount, data: &[u8]) -> Option<Self> {
        if data.is_empty() {
            let (amount, token) = (value, None);
            return Some(Self { to, amount, token });
        }
        let words = data.strip_prefix(&TRANSFER)?;
        let (whom, units) = (words.get(12..32)?, words.get(48..64)?);
        let is_plain = words.len() == 64 && words[..12] == [0; 12] && words[32..48] == [0; 16] && value.is_zero();
        is_plain.then_some(Self {
            to: Address::from_bytes(whom.try_into().ok()?),
            amount: Amount::from_rau(u128::from_be_bytes(units.try_into().ok()?)),
            token: Some(to),
        })
    }
}

/// `transfer(to, amount)` of a token.
const TRANSFER: [u8; 4] = [0xa9, 0x05, 0x9c, 0xbb];

/// The honest node. Panics where it does not answer.
#[derive(Clone)]
pub struct Truth {
    url: String,
}

fn number(value: &Value) -> u128 {
    let digits = value.as_str().unwrap_or_default().trim_start_matches("0x");
    u128::from_str_radix(digits, 16).unwrap_or_else(|e| panic!("{e}: {value}"))
}

fn address(value: &Value) -> Option<Address> {
    value.as_str().and_then(|text| text.to_lowercase().parse().ok())
}

pub(super) fn bytes(value: &Value) -> Option<Vec<u8>> {
    let digits = value.as_str()?.trim_start_matches("0x").as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.chunks(2).map(byte).collect()
}

impl Mined {
    fn of(tx: &Value, receipt: &Value) -> Self {
        let (price, gas) = (number(&receipt["effectiveGasPrice"]), number(&receipt["gasUsed"]));
        Self {
            hash: tx["hash"].as_str().unwrap_or_default().to_lowercase(),
            to: address(&tx["to"]),
            value: Amount::from_rau(number(&tx["value"])),
            done: receipt["status"] == "0x1",
            gas: gas as u64,
            fee: Amount::from_rau(price * gas),
        }
    }
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

    /// A transaction that stands in a block; none where it stands in none.
    pub fn mined(&self, hash: &str) -> Option<Mined> {
        let receipt = self.ask("eth_getTransactionReceipt", json!([hash]));
        let tx = self.ask("eth_getTransactionByHash", json!([hash]));
        (receipt.is_object() && tx.is_object()).then(|| Mined::of(&tx, &receipt))
    }

    /// What a transaction gives, waiting or in a block; none where the node does not know it, or it gives nothing.
    pub fn gives(&self, hash: &str) -> Option<Payment> {
        let tx = self.ask("eth_getTransactionByHash", json!([hash]));
        let value = tx.is_object().then(|| Amount::from_rau(number(&tx["value"])))?;
        Payment::of(address(&tx["to"])?, value, &bytes(&tx["input"])?)
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
                all.push(Mined::of(tx, &receipt));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_is_read_off_what_is_called() {
        let [to, coin] = [1, 2].map(|byte| Address::from_bytes([byte; 20]));
        let one = Amount::from_iotx(1);
        let iotx = Payment::of(to, one, &[]).unwrap();
        assert_eq!((iotx.to, iotx.amount, iotx.token), (to, one, None));
        let mut data = TRANSFER.to_vec();
        data.extend([0_u8; 12]);
        data.extend([1_u8; 20]);
        data.extend([0_u8; 31]);
        data.push(7);
        let coins = Payment::of(coin, Amount::ZERO, &data).unwrap();
        assert_eq!((coins.to, coins.amount.rau(), coins.token), (to, 7, Some(coin)));
        assert_eq!(Payment::of(coin, one, &data), None, "money goes with it");
        assert_eq!(Payment::of(coin, Amount::ZERO, &data[..67]), None);
        data[36] = 1;
        assert_eq!(Payment::of(coin, Amount::ZERO, &data), None, "more than any wish");
    }
}
