//! What the liar has in blocks and no chain has there: a receipt, a transaction and a block that fit each other, with the
//! hash, the sender and the nonce of what was signed. Some of it the liar took and kept to itself, some waits at the honest
//! node, and some ended otherwise.

use ballast_domain::{Hash, keccak256};
use serde_json::{Value, json};

use super::{Kind, Raw, Shared, lies::number, truth::bytes};
use crate::hex;

/// Who logs native transfers, and under what name.
const LOGGER: &str = "0xCCD3d8863D241BcC80f46302310a6d942A90e851";
const NATIVE: &str = "0x0f684af25f5a740d6a8524c3449595054ae99c1a794cdb7cc0a7cac8542155aa";
/// The numbers of two kinds of native transfers: the fee, and what is sent.
const FEE: u128 = 6;
const SENT: u128 = 7;
/// Where fees go.
const REWARDS: &str = "0xA576C141e5659137ddDa4223d209d4744b2106BE";
/// `Transfer(from, to, amount)` of a token.
const TOKENS: &str = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
/// Letters of a call `transfer(to, amount)`: its name, and two words.
const TRANSFER: usize = 2 + 8 + 64 + 64;

/// A transaction that the liar has in a block.
#[derive(Clone)]
pub(super) struct Forged {
    tx: Value,
    receipt: Value,
}

impl Shared {
    /// Takes a signed transaction and keeps it to itself, where it does.
    pub(super) fn keeps(&self, asked: &Value) -> bool {
        let account = self.mind().account.clone();
        let raw = bytes(&asked["params"][0]);
        let (Some(account), Some(raw)) = (account, raw) else {
            return false;
        };
        let Some(tx) = Raw::read(&raw) else { return false };
        if !self.does(Kind::Coherent, 50) {
            return false;
        }
        let hash = Hash(keccak256(&raw)).to_string();
        let tx = shown(&hash, &account, &tx);
        self.mind().kept.insert(hash, tx);
        true
    }

    /// Tells of the account's own transactions as of what stands in blocks, and of these blocks that they list them.
    pub(super) fn forge(&self, method: &str, params: &Value, answer: &mut Value) {
        if !self.plays(Kind::Coherent) {
            return;
        }
        match (method, params[0].as_str()) {
            ("eth_getTransactionReceipt" | "eth_getTransactionByHash", Some(hash)) => {
                let Some(forged) = self.forged(hash) else { return };
                self.count(Kind::Coherent);
                answer["result"] = match method {
                    "eth_getTransactionReceipt" => forged.receipt,
                    _ => forged.tx,
                };
            }
            ("eth_getBlockByNumber", Some(_)) if answer["result"].is_object() => {
                self.list(params[1] == true, &mut answer["result"]);
            }
            _ => {}
        }
    }

    /// What it tells of a transaction, which is decided once; none where it tells what is so, or nobody knows of it.
    fn forged(&self, hash: &str) -> Option<Forged> {
        let hash = hash.to_lowercase();
        let (decided, kept, account) = {
            let mind = self.mind();
            let decided = mind.forged.get(&hash).cloned();
            (decided, mind.kept.get(&hash).cloned(), mind.account.clone())
        };
        if let Some(decided) = decided {
            return decided;
        }
        let is_kept = kept.is_some();
        let known = || self.asks("eth_getTransactionByHash", json!([hash]));
        let tx = kept.or_else(known).filter(Value::is_object)?;
        if !tx["from"].as_str()?.eq_ignore_ascii_case(&account?) {
            return None;
        }
        let forged = match is_kept || self.would(Kind::Coherent, 70) {
            true => Some(self.in_a_block(tx)?),
            false => None,
        };
        // Another request may have come first.
        self.mind().forged.entry(hash).or_insert(forged).clone()
    }

    /// Has a transaction in a block: where it stands in one, as failed there; else in the newest, done or failed.
    fn in_a_block(&self, mut tx: Value) -> Option<Forged> {
        let stands = tx["blockNumber"].is_string();
        if !stands {
            let newest = self.asks("eth_getBlockByNumber", json!(["latest", false]))?;
            tx["blockNumber"] = newest["number"].clone();
            tx["blockHash"] = newest["hash"].clone();
            tx["transactionIndex"] = json!("0x0");
        }
        tx["blockHash"] = hash_at(&tx["blockNumber"], &tx["blockHash"])?;
        let status = match (stands, self.draw(4)) {
            (false, 0 | 1) => "0x1",
            (_, 2) => "0x65",
            _ => "0x0",
        };
        let logs = match status {
            "0x1" => logs(&tx),
            _ => Vec::new(),
        };
        let receipt = json!({
            "transactionHash": tx["hash"], "transactionIndex": tx["transactionIndex"], "type": "0x2", "status": status,
            "blockNumber": tx["blockNumber"], "blockHash": tx["blockHash"], "from": tx["from"], "to": tx["to"],
            "contractAddress": null, "gasUsed": tx["gas"], "cumulativeGasUsed": tx["gas"],
            "effectiveGasPrice": tx["gasPrice"], "logs": logs, "logsBloom": format!("0x{}", "0".repeat(512)),
        });
        Some(Forged { tx, receipt })
    }

    /// Has a block list what it tells of as standing there.
    fn list(&self, in_full: bool, block: &mut Value) {
        let number = block["number"].clone();
        let own: Vec<Value> = {
            let mind = self.mind();
            let all = mind.forged.values().flatten();
            let here = all.filter(|forged| forged.tx["blockNumber"] == number);
            here.map(|forged| forged.tx.clone()).collect()
        };
        let hash = hash_at(&number, &block["hash"]).filter(|_| !own.is_empty());
        let Some(hash) = hash else { return };
        block["hash"] = hash;
        let Some(listed) = block["transactions"].as_array_mut() else {
            return;
        };
        for tx in own {
            let hash = tx["hash"].clone();
            if !listed.iter().any(|one| *one == hash || one["hash"] == hash) {
                listed.push(if in_full { tx } else { hash });
            }
        }
        self.count(Kind::Coherent);
    }
}

/// What a block's hash is said to be: in every other block, that of a block of the liar's own.
fn hash_at(number: &Value, real: &Value) -> Option<Value> {
    let number = number.as_str()?;
    let odd = number.ends_with(['1', '3', '5', '7', '9', 'b', 'd', 'f']);
    Some(match odd {
        true => json!(Hash(keccak256(number.as_bytes()))),
        false => real.clone(),
    })
}

/// A transaction as a node shows it while it waits.
fn shown(hash: &str, account: &str, raw: &Raw) -> Value {
    json!({
        "hash": hash, "nonce": format!("{:#x}", raw.nonce), "blockHash": null, "blockNumber": null,
        "transactionIndex": null, "from": account, "to": raw.to, "value": format!("{:#x}", raw.value.rau()),
        "gas": format!("{:#x}", raw.gas), "gasPrice": format!("{:#x}", raw.price), "input": hex(&raw.data),
        "type": "0x2",
    })
}

/// The logs of a transaction that was done: what it sent, and its fee.
fn logs(tx: &Value) -> Vec<Value> {
    let text = |field: &str| tx[field].as_str().unwrap_or_default();
    let (from, to, input) = (text("from"), text("to"), text("input"));
    let native = |kind: u128, to: &str, amount: u128| {
        let topics = [NATIVE.to_owned(), word(from), word(to), format!("0x{kind:064x}")];
        json!({ "address": LOGGER, "topics": topics, "data": format!("0x{amount:064x}") })
    };
    let sent = match input.len() {
        TRANSFER => {
            let topics = [TOKENS.to_owned(), word(from), format!("0x{}", &input[10..74])];
            json!({ "address": to, "topics": topics, "data": format!("0x{}", &input[74..]) })
        }
        _ => native(SENT, to, number(&tx["value"])),
    };
    let fee = number(&tx["gas"]).saturating_mul(number(&tx["gasPrice"]));
    vec![sent, native(FEE, REWARDS, fee)]
}

/// An address as a word.
fn word(address: &str) -> String {
    format!("0x{:0>64}", address.trim_start_matches("0x").to_lowercase())
}
