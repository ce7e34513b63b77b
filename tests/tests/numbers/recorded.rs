//! What the recordings answer.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::CHAIN;

const BOOT: &str = include_str!("../../../crates/chain/tests/data/boot.json");
const WRITES: &str = include_str!("../../../crates/chain/tests/data/writes.json");

/// Which method of a contract is called, with `0x`.
pub fn selector(params: &Value) -> Option<&str> {
    params[0]["data"].as_str()?.get(..10)
}

/// The first object of a recording that has this field, wherever it stands.
fn with_field(value: &Value, field: &str) -> Option<Value> {
    match value {
        Value::Object(fields) if fields.contains_key(field) => Some(value.clone()),
        Value::Object(fields) => fields.values().find_map(|value| with_field(value, field)),
        Value::Array(list) => list.iter().find_map(|value| with_field(value, field)),
        _ => None,
    }
}

pub fn key(method: &str, params: &Value) -> String {
    // The wallet asks for lists of up to 1,000,000 entries, the recordings of up to 10,000.
    let (ours, theirs) = (format!("{:064x}", 1_000_000), format!("{:064x}", 10_000));
    format!("{method} {params}").to_lowercase().replace(&ours, &theirs)
}

/// What the recordings answer.
pub struct Recorded {
    answers: HashMap<String, Value>,
    /// The first answer to each method of a contract, whatever it was asked for.
    alike: HashMap<String, Value>,
    receipt: Value,
    transaction: Value,
}

impl Recorded {
    pub fn read() -> Self {
        let boot: Value = serde_json::from_str(BOOT).unwrap();
        let steps = boot["steps"].as_array().unwrap().iter();
        let answers = steps.map(|step| {
            let asked = key(step["method"].as_str().unwrap_or_default(), &step["params"]);
            (asked, step["response"].clone())
        });
        let mut alike = HashMap::new();
        for step in boot["steps"].as_array().unwrap() {
            if let Some(selector) = selector(&step["params"]).filter(|_| step["response"]["result"].is_string()) {
                alike
                    .entry(selector.to_owned())
                    .or_insert_with(|| step["response"].clone());
            }
        }
        let block = boot["steps"].as_array().unwrap().iter().find_map(|step| {
            let first = &step["response"]["result"]["transactions"][0];
            first.is_object().then(|| first.clone())
        });
        Self {
            answers: answers.collect(),
            alike,
            receipt: with_field(&serde_json::from_str(WRITES).unwrap(), "transactionHash").unwrap(),
            transaction: block.unwrap(),
        }
    }

    pub fn says(&self, method: &str, params: &Value) -> Value {
        match method {
            "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
            "eth_blockNumber" => json!({ "result": "0x1b" }),
            "eth_getTransactionReceipt" => json!({ "result": self.receipt }),
            "eth_getTransactionByHash" => json!({ "result": self.transaction }),
            _ => {
                let alike = || self.alike.get(selector(params)?);
                let said = self.answers.get(&key(method, params)).or_else(alike);
                // What is not recorded is an answer that nodes give too.
                said.cloned()
                    .unwrap_or_else(|| json!({ "error": { "code": -32603, "message": "not recorded" } }))
            }
        }
    }
}
