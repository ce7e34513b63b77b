//! `eth_getLogs`, and how a filter is described.

use serde_json::Value;

use super::{
    Answer, Node, format, heights,
    params::{self, field, text},
};
use crate::{
    chain::{Chain, Found, LogFilter},
    error::RpcError,
};

/// A filter as a client describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Described {
    pub from: String,
    pub to: String,
    addresses: Vec<String>,
    topics: Vec<Vec<String>>,
}

/// One value or a list of them.
fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
    }
}

impl Described {
    /// From a parameter, or the first of a list that stands there.
    pub fn read(value: Option<&Value>) -> Result<Self, RpcError> {
        let value = value.ok_or_else(RpcError::format)?;
        let Some(object) = list(Some(value)).first().copied() else {
            return Ok(Self::default());
        };
        let topics = list(object.get("topics")).into_iter().map(|topic| match topic {
            Value::Array(any) => any.iter().map(text).collect(),
            one => Some(text(one)).filter(|text| !text.is_empty()).into_iter().collect(),
        });
        Ok(Self {
            from: field(Some(object), "fromBlock"),
            to: field(Some(object), "toBlock"),
            addresses: list(object.get("address")).into_iter().map(text).collect(),
            topics: topics.collect(),
        })
    }

    /// As it is applied.
    pub fn filter(&self) -> Result<LogFilter, RpcError> {
        Ok(LogFilter {
            addresses: self
                .addresses
                .iter()
                .map(|a| params::address(a))
                .collect::<Result<_, _>>()?,
            topics: self
                .topics
                .iter()
                .map(|any| {
                    any.iter()
                        .map(|topic| params::strict_bytes(topic))
                        .collect::<Result<_, _>>()
                })
                .collect::<Result<_, _>>()?,
        })
    }
}

/// Logs in the node's JSON.
pub(super) fn show(found: &[Found]) -> Value {
    found
        .iter()
        .map(|f| format::log(f.block, f.place, f.tx, f.log))
        .collect()
}

/// The logs that match a description, in its own range.
pub(super) fn matching(chain: &Chain, described: &Described) -> Answer {
    let from = heights::block(chain, &described.from)?;
    let to = heights::block(chain, &described.to)?;
    let found = described.filter().and_then(|filter| chain.logs(&filter, from, to));
    Ok(show(&found.map_err(RpcError::with_null)?))
}

pub(super) fn get_logs(node: &Node, all: &Value) -> Answer {
    if all.is_null() {
        return Err(RpcError::format());
    }
    matching(&node.chain(), &Described::read(Some(all))?)
}
