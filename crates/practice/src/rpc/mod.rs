//! The node's JSON-RPC: requests and batches in, answers out, word for word as a node gives them.

mod basics;
mod blocks;
mod call;
mod control;
mod dispatch;
mod estimate;
mod feehistory;
mod filters;
mod format;
mod heights;
mod logs;
mod params;
mod request;
mod socket;
mod state;
#[cfg(test)]
mod tests;
mod transactions;

use std::{
    collections::HashSet,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use serde_json::Value;
use tokio::sync::{broadcast, watch};

use self::filters::Filters;
pub(crate) use self::socket::serve as serve_socket;
use crate::{chain::Chain, persist::Store};

/// Heights that a slow subscriber may lag behind before it misses some.
const BACKLOG: usize = 4_096;

/// A running node: the chain, and what clients have asked it to watch.
pub(crate) struct Node {
    chain: Mutex<Chain>,
    filters: Mutex<Filters>,
    store: Option<Store>,
    /// Microseconds between blocks unless said otherwise.
    step: u64,
    heads: broadcast::Sender<u64>,
    /// How many subscriptions there ever were.
    subscriptions: AtomicU64,
    /// The ids of those that go on. Anybody can end any of them, as in the node.
    live: Mutex<HashSet<String>>,
    /// Becomes true at the end; connections that stay open watch it.
    stopped: watch::Receiver<bool>,
}

impl Node {
    pub fn new(chain: Chain, store: Option<Store>, step: u64, stopped: watch::Receiver<bool>) -> Self {
        let (heads, _) = broadcast::channel(BACKLOG);
        Self {
            chain: Mutex::new(chain),
            filters: Mutex::new(Filters::default()),
            store,
            step,
            heads,
            subscriptions: AtomicU64::new(0),
            live: Mutex::default(),
            stopped,
        }
    }

    /// The chain. A panic elsewhere leaves a whole chain behind: blocks are appended last.
    fn chain(&self) -> MutexGuard<'_, Chain> {
        self.chain.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn filters(&self) -> MutexGuard<'_, Filters> {
        self.filters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The heights of new blocks, from now on.
    fn watch(&self) -> broadcast::Receiver<u64> {
        self.heads.subscribe()
    }

    fn live(&self) -> MutexGuard<'_, HashSet<String>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a subscription; its id is never given twice.
    fn subscribe(&self) -> String {
        let number = self.subscriptions.fetch_add(1, Ordering::Relaxed);
        let digest = ballast_domain::keccak256(format!("practice subscription {number}").as_bytes());
        let id = format!("0x{}", hex::encode(&digest[..16]));
        self.live().insert(id.clone());
        id
    }

    /// Answers the body of a request, one or a batch.
    pub fn answer(&self, body: &str) -> String {
        request::answer(body, |method, params| dispatch::dispatch(self, method, params)).to_string()
    }

    /// Makes one block as the clock asks for it.
    pub fn tick(&self) {
        if let Err(error) = dispatch::survive(|| control::mine(self, 1, self.step)) {
            tracing::debug!(message = error.message, "no block was made");
        }
    }
}

/// An answer's result.
type Answer = Result<Value, crate::error::RpcError>;
