//! Logs, of contracts and of the native protocols.

use ballast_domain::{Address, Event, Hash};
use serde::{Deserialize, Serialize};

/// A log of a receipt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Log {
    pub address: Address,
    pub topics: Vec<Hash>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<u8>,
    /// Counted through the block.
    pub index: u64,
}

impl Log {
    pub fn new(address: Address, event: Event) -> Self {
        Self {
            address,
            topics: event.topics.into_iter().map(Hash).collect(),
            data: event.data,
            index: 0,
        }
    }
}
