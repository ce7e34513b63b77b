//! What the liar says otherwise than the node.

use std::{thread, time::Duration};

use ballast_domain::{Hash, keccak256};
use serde_json::{Value, json};

use super::{EDGES, Kind, Shared, changed, places};
use crate::proxy::ask;

/// `decimals()` of a token.
const DECIMALS: &str = "0x313ce567";
/// How long it holds back what it says of a transaction that is in no block yet, at most, and how often it looks meanwhile.
const HELD: usize = 30;
const LOOK: Duration = Duration::from_millis(50);
/// Of a receipt: failed, done, and two of a protocol's own reasons.
const STATUSES: [&str; 4] = ["0x0", "0x1", "0x65", "0xcd"];

pub(super) fn number(value: &Value) -> u128 {
    let digits = value.as_str().unwrap_or_default().trim_start_matches("0x");
    u128::from_str_radix(digits, 16).unwrap_or_default()
}

fn hex(number: u128) -> Value {
    json!(format!("{number:#x}"))
}

impl Shared {
    /// Says otherwise what one request asks for, where it does.
    pub(super) fn tell(&self, asked: &Value, answer: &mut Value) {
        let method = asked["method"].as_str().unwrap_or_default();
        let params = &asked["params"];
        if method == "eth_getTransactionCount"
            && let Some(account) = params[0].as_str()
        {
            self.mind().account = Some(account.to_owned());
        }
        // What it held back meanwhile goes with a transaction that is in a block.
        if method == "eth_getTransactionByHash"
            && self.plays(Kind::Receipts)
            && let Some(newer) = self.asks(method, params.clone())
        {
            answer["result"] = newer;
        }
        self.forge(method, params, answer);
        match method {
            "eth_chainId" if self.does(Kind::Chain, 75) => {
                answer["result"] = json!(["0x1", "0x1251", "0x0", EDGES[3]][self.draw(4) as usize]);
            }
            "eth_blockNumber" => {
                if self.does(Kind::HeightStill, 100) {
                    answer["result"] = self.still(&answer["result"]);
                }
                self.height(&mut answer["result"]);
            }
            "eth_getBlockByNumber" => self.block(params, &mut answer["result"]),
            "eth_getBalance" if self.does(Kind::Balances, 60) => {
                let edge = self.draw(EDGES.len() as u64 + 1) as usize;
                let real = number(&answer["result"]);
                answer["result"] = EDGES
                    .get(edge)
                    .filter(|edge| edge.starts_with("0x"))
                    .map_or_else(|| hex(real.saturating_mul(1_000)), |edge| json!(edge));
            }
            "eth_gasPrice" | "eth_maxPriorityFeePerGas" => self.fee(&mut answer["result"]),
            "eth_feeHistory" => {
                for fee in answer["result"]["baseFeePerGas"].as_array_mut().into_iter().flatten() {
                    self.fee(fee);
                }
            }
            "eth_getTransactionCount" if self.does(Kind::Nonces, 60) => {
                let by = self.mind().nonce;
                let real = number(&answer["result"]) as u64;
                let said = match self.draw(4) {
                    0 => 0,
                    _ => real.saturating_add(by),
                };
                answer["result"] = hex(u128::from(said));
            }
            "eth_getTransactionReceipt" => self.receipt(&params[0], answer),
            "eth_getTransactionByHash" if answer["result"].is_object() && self.does(Kind::Hides, 95) => {
                answer["result"] = Value::Null;
            }
            "eth_estimateGas" if self.does(Kind::Estimates, 70) => {
                *answer = json!({ "jsonrpc": "2.0", "id": asked["id"], "result": EDGES[self.draw(5) as usize] });
            }
            "eth_call" if asks_for_decimals(params) && self.does(Kind::Decimals, 70) => {
                let said = [6_u64, 0, 17, 255][self.draw(4) as usize];
                answer["result"] = json!(format!("0x{said:064x}"));
            }
            _ => {}
        }
        if self.would(Kind::Numbers, 15) {
            self.edge(answer);
        }
    }

    /// One number of an answer, whichever, is one at the edge.
    fn edge(&self, answer: &mut Value) {
        let all = places(&answer["result"]);
        if all.is_empty() {
            return;
        }
        let place = &all[self.draw(all.len() as u64) as usize];
        let edge = EDGES[self.draw(EDGES.len() as u64) as usize];
        if let Some(other) = changed(&answer["result"], place, edge) {
            answer["result"] = other;
            self.count(Kind::Numbers);
        }
    }

    fn height(&self, height: &mut Value) {
        if self.does(Kind::HeightUp, 80) {
            let by = self.mind().height;
            *height = hex(u128::from((number(height) as u64).saturating_add(by)));
        }
        if self.does(Kind::HeightDown, 80) {
            *height = json!("0x1");
        }
    }

    /// The old block that stays the newest as long as it lies: one that was so long before it began.
    fn still(&self, newest: &Value) -> Value {
        let mut mind = self.mind();
        let back = 25 + mind.dice.below(30);
        let newest = number(newest) as u64;
        let still = *mind.still.get_or_insert(newest.saturating_sub(back).max(1));
        hex(still.into())
    }

    fn block(&self, params: &Value, block: &mut Value) {
        if !block.is_object() {
            return;
        }
        if params[0] == "latest" {
            if self.does(Kind::HeightStill, 100) {
                let still = self.still(&block["number"]);
                if let Some(old) = self.asks("eth_getBlockByNumber", json!([still, params[1]])) {
                    *block = old;
                }
            }
            self.height(&mut block["number"]);
        }
        if let Some(fee) = block.get_mut("baseFeePerGas") {
            self.fee(fee);
        }
    }

    fn fee(&self, fee: &mut Value) {
        if self.does(Kind::Fees, 80) {
            let dearer = [0, 40, 1_000, 100_000_000][self.draw(4) as usize];
            *fee = match self.draw(5) {
                0 => json!(EDGES[self.draw(5) as usize]),
                _ => hex(number(fee).saturating_mul(dearer)),
            };
        }
    }

    fn receipt(&self, hash: &Value, answer: &mut Value) {
        if answer["result"].is_object() && self.does(Kind::Hides, 95) {
            answer["result"] = Value::Null;
        }
        if self.plays(Kind::Receipts) && answer["result"].is_null() && self.draw(3) == 0 {
            self.hold_back(hash, answer);
        }
        if self.does(Kind::Receipts, 70) {
            let status = json!(STATUSES[self.draw(4) as usize]);
            match answer["result"].is_object() {
                true => answer["result"]["status"] = status,
                false => answer["result"] = self.made_up(hash, &status),
            }
        }
        if self.would(Kind::Foreign, 70)
            && let Some(mut other) = self.anothers()
        {
            self.count(Kind::Foreign);
            // As it is, or with our transaction's name on it.
            if self.draw(2) == 0 {
                other["transactionHash"] = hash.clone();
                other["status"] = json!(STATUSES[self.draw(4) as usize]);
            }
            answer["result"] = other;
        }
        if answer["result"].is_object() {
            self.amounts(&mut answer["result"]);
        }
    }

    /// Waits with its answer until a block has a transaction that the node knows: others have said by then that it waits.
    fn hold_back(&self, hash: &Value, answer: &mut Value) {
        let is_known = self.asks("eth_getTransactionByHash", json!([hash]));
        if !is_known.is_some_and(|tx| tx.is_object()) {
            return;
        }
        for _ in 0..HELD {
            thread::sleep(LOOK);
            let receipt = self.asks("eth_getTransactionReceipt", json!([hash]));
            if let Some(receipt) = receipt.filter(Value::is_object) {
                answer["result"] = receipt;
                return;
            }
        }
    }

    /// Amounts in logs are others; whatever else the receipt says is so.
    fn amounts(&self, receipt: &mut Value) {
        let logs = receipt.get_mut("logs").and_then(Value::as_array_mut);
        let Some(logs) = logs.filter(|logs| !logs.is_empty()) else {
            return;
        };
        if !self.does(Kind::Amounts, 90) {
            return;
        }
        let how = self.mind().amount;
        for log in logs {
            // The number of a token is a word to search by.
            let place = match log["data"].as_str().is_some_and(|data| data.len() > 2) {
                true => "/data",
                false => "/topics/3",
            };
            if let Some(words) = log.pointer_mut(place)
                && let Some(other) = words.as_str().and_then(|words| other_amount(words, how))
            {
                *words = json!(other);
            }
        }
    }

    pub(super) fn asks(&self, method: &str, params: Value) -> Option<Value> {
        let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        let answer = ask(self.target, body.to_string().as_bytes())?;
        let mut answer: Value = serde_json::from_slice(&answer).ok()?;
        Some(answer["result"].take())
    }

    /// A receipt of a transaction that is in no block.
    fn made_up(&self, hash: &Value, status: &Value) -> Value {
        let newest = self
            .asks("eth_getBlockByNumber", json!(["latest", false]))
            .unwrap_or_default();
        let account = self.mind().account.clone();
        json!({
            "transactionHash": hash, "transactionIndex": "0x0", "type": "0x2", "status": status,
            "blockNumber": newest["number"], "blockHash": newest["hash"],
            "from": account, "to": format!("0x{:040x}", self.draw(u64::MAX)), "contractAddress": null,
            "gasUsed": "0x2710", "cumulativeGasUsed": "0x2710", "effectiveGasPrice": "0xe8d4a51001",
            "logs": [], "logsBloom": format!("0x{}", "0".repeat(512)),
        })
    }

    /// The receipt of a transaction of the newest block.
    fn anothers(&self) -> Option<Value> {
        let newest = self.asks("eth_getBlockByNumber", json!(["latest", false]))?;
        let hash = match newest["transactions"].get(0) {
            Some(hash) => hash.clone(),
            None => json!(Hash(keccak256(b"a transaction that nobody made"))),
        };
        self.asks("eth_getTransactionReceipt", json!([hash]))
            .filter(Value::is_object)
    }
}

/// Words of a log with another amount for the first: nothing, twice as much, or 1 IOTX more; none where it is no amount.
fn other_amount(words: &str, how: u64) -> Option<String> {
    let amount = u128::from_str_radix(words.get(2..66)?, 16).ok()?;
    let other = match how {
        0 => 0,
        1 => amount.saturating_mul(2),
        _ => amount.saturating_add(10_u128.pow(18)),
    };
    Some(format!("0x{other:064x}{}", &words[66..]))
}

fn asks_for_decimals(params: &Value) -> bool {
    let data = params[0]["data"].as_str();
    data.is_some_and(|data| data.starts_with(DECIMALS))
}
