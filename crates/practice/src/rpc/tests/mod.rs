//! What the practice network answers, where it was once found to differ from a node.

mod candidates;
mod reads;
mod releases;
mod simulation;
mod zanzibar;

use ballast_domain::{Address, Hash};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::{Errand, Node};
use crate::{
    Genesis,
    chain::Chain,
    testing::{Person, STEP, Send, genesis},
};

/// A practice network that is asked without a connection.
struct Network {
    node: Node,
}

impl Network {
    /// At height 1.
    fn new(genesis: Genesis) -> Self {
        let mut chain = Chain::new(genesis).unwrap();
        chain.mine(STEP).unwrap();
        let (_, stopped) = watch::channel(false);
        Self {
            node: Node::new(chain, None, STEP, stopped),
        }
    }

    /// The result, or what stands beside it.
    fn ask(&self, method: &str, params: Value) -> Result<Value, Value> {
        let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
        let mut answer: Value = serde_json::from_str(&self.node.answer(&body, &Errand::default())).unwrap();
        match answer.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(answer["result"].take()),
        }
    }

    /// The result.
    fn get(&self, method: &str, params: Value) -> Value {
        self.ask(method, params).unwrap()
    }

    fn mine(&self, blocks: u64) {
        self.get("practice_mine", json!([{ "blocks": blocks }]));
    }

    /// Sends with the nonce that comes next, and makes a block; the receipt, which may be null.
    fn send(&self, from: &Person, send: Send) -> Value {
        let nonce = self.get("eth_getTransactionCount", json!([from.address, "latest"]));
        let nonce = u64::from_str_radix(&nonce.as_str().unwrap()[2..], 16).unwrap();
        let hash = self.get("eth_sendRawTransaction", json!([from.sign(Send { nonce, ..send })]));
        self.mine(1);
        self.get("eth_getTransactionReceipt", json!([hash]))
    }

    fn hash(&self, height: &str) -> Hash {
        let block = self.get("eth_getBlockByNumber", json!([height, false]));
        serde_json::from_value(block["hash"].clone()).unwrap()
    }

    /// The hash of block 0, which only block 1 tells.
    fn genesis_hash(&self) -> Hash {
        let block = self.get("eth_getBlockByNumber", json!(["0x1", false]));
        serde_json::from_value(block["parentHash"].clone()).unwrap()
    }
}

fn network() -> Network {
    Network::new(genesis())
}

fn error(code: i64, message: &str) -> Value {
    json!({ "code": code, "message": message })
}

/// An account that nobody has.
const NOBODY: Address = Address::from_bytes([0x77; 20]);
