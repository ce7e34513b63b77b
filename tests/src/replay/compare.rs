//! Comparing two answers field by field, and learning the names that differ from chain to chain.
//!
//! What may differ (recordings/README.md): block, parent, root and receipt hashes, bloom; hash, r, s and v of the
//! system's own transactions; ids of filters. Where such a name differs, its twin is remembered, so that a later
//! request that uses it can be translated, and so that the same name always has the same twin.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

/// A field that is not as recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where, as in `logs[2].topics[1]`.
    pub path: String,
    /// What the real node said.
    pub expected: Value,
    /// What the practice network said.
    pub got: Value,
}

/// What is known of names that differ.
#[derive(Debug, Default)]
pub struct Names {
    twins: HashMap<String, String>,
    /// Hashes of transactions that the recording sent: these must be equal.
    sent: HashSet<String>,
}

/// Fields that nobody can foresee and nobody refers to.
const FREE: [&str; 4] = ["logsBloom", "transactionsRoot", "stateRoot", "receiptsRoot"];
/// Fields of a system transaction that come from its producer's key.
const SIGNED: [&str; 3] = ["r", "s", "v"];
/// The first bytes of a system transaction's input.
const GRANT: &str = "0xd72778dc";

impl Names {
    /// A transaction that the recording sends.
    pub fn remember_sent(&mut self, hash: &str) {
        self.sent.insert(hash.to_owned());
    }

    /// A name of the recording's chain and its twin here.
    pub fn learn(&mut self, expected: &str, got: &str) {
        self.twins.insert(expected.to_owned(), got.to_owned());
    }

    /// A request's parameters with the names of this chain.
    pub fn translate(&self, params: &Value) -> Value {
        match params {
            Value::String(text) => self
                .twins
                .get(text)
                .cloned()
                .map_or_else(|| params.clone(), Value::String),
            Value::Array(list) => list.iter().map(|v| self.translate(v)).collect(),
            Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), self.translate(v))).collect(),
            other => other.clone(),
        }
    }

    /// A WebSocket message with this chain's ids of subscriptions.
    pub fn translate_ids(&self, message: &Value) -> Value {
        match message {
            Value::String(text) if text.len() == 34 => self.translate(message),
            Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), self.translate_ids(v))).collect(),
            other => other.clone(),
        }
    }

    /// Two names that may differ: hashes of the same length that are not a sent transaction's, always the same twins.
    fn are_twins(&mut self, expected: &Value, got: &Value) -> bool {
        let (Some(a), Some(b)) = (expected.as_str(), got.as_str()) else {
            return expected == got;
        };
        if self.sent.contains(a) || a.len() != b.len() {
            return a == b;
        }
        match self.twins.get(a) {
            Some(twin) => twin == b,
            None => {
                self.learn(a, b);
                true
            }
        }
    }

    /// All differences of an answer that are not such names.
    pub fn differences(&mut self, expected: &Value, got: &Value) -> Vec<Difference> {
        let mut found = Vec::new();
        self.walk(expected, got, String::new(), &mut found);
        found
    }

    fn walk(&mut self, expected: &Value, got: &Value, path: String, found: &mut Vec<Difference>) {
        match (expected, got) {
            (Value::Object(a), Value::Object(b)) => {
                let is_block = a.contains_key("author");
                let is_grant = a
                    .get("input")
                    .and_then(Value::as_str)
                    .is_some_and(|input| input.starts_with(GRANT));
                for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                    let (left, right) = (a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null));
                    let path = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    if a.contains_key(key) != b.contains_key(key) {
                        found.push(Difference {
                            path,
                            expected: left.clone(),
                            got: right.clone(),
                        });
                        continue;
                    }
                    let free = FREE.contains(&key.as_str()) || (is_grant && SIGNED.contains(&key.as_str()));
                    let name = matches!(key.as_str(), "blockHash" | "transactionHash" | "hash")
                        || (is_block && key == "parentHash");
                    let equal = match (free, name) {
                        (true, _) => left.is_string() == right.is_string(),
                        (_, true) => self.are_twins(left, right),
                        _ => {
                            self.walk(left, right, path, found);
                            continue;
                        }
                    };
                    if !equal {
                        found.push(Difference {
                            path,
                            expected: left.clone(),
                            got: right.clone(),
                        });
                    }
                }
            }
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                for (i, (left, right)) in a.iter().zip(b).enumerate() {
                    let path = format!("{path}[{i}]");
                    // A list of hashes: of a block's transactions, or of blocks.
                    if is_hash(left) && is_hash(right) && !path.contains("topics") {
                        if !self.are_twins(left, right) {
                            found.push(Difference {
                                path,
                                expected: left.clone(),
                                got: right.clone(),
                            });
                        }
                    } else {
                        self.walk(left, right, path, found);
                    }
                }
            }
            _ if numbers_equal(expected, got) => {}
            _ if expected != got => {
                found.push(Difference {
                    path,
                    expected: expected.clone(),
                    got: got.clone(),
                });
            }
            _ => {}
        }
    }
}

/// 0 and 0.0 are one number.
fn numbers_equal(a: &Value, b: &Value) -> bool {
    matches!((a.as_f64(), b.as_f64()), (Some(a), Some(b)) if a == b)
}

fn is_hash(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.len() == 66 && text.starts_with("0x"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_block_hash_may_differ_but_always_has_the_same_twin() {
        let hash = |c: &str| format!("0x{}", c.repeat(64));
        let mut names = Names::default();
        let first = names.differences(&json!({ "blockHash": hash("a") }), &json!({ "blockHash": hash("b") }));
        assert!(first.is_empty());
        assert_eq!(names.translate(&json!([hash("a")])), json!([hash("b")]));
        let second = names.differences(&json!({ "blockHash": hash("a") }), &json!({ "blockHash": hash("c") }));
        assert_eq!(second.len(), 1);
    }

    #[test]
    fn a_sent_transactions_hash_a_status_and_a_missing_field_must_be_equal() {
        let hash = |c: &str| format!("0x{}", c.repeat(64));
        let mut names = Names::default();
        names.remember_sent(&hash("a"));
        let expected = json!({ "transactionHash": hash("a"), "status": "0xcd", "to": null });
        let got = json!({ "transactionHash": hash("b"), "status": "0x1" });
        let paths: Vec<_> = names.differences(&expected, &got).into_iter().map(|d| d.path).collect();
        assert_eq!(paths, ["transactionHash", "status", "to"]);
    }
}
