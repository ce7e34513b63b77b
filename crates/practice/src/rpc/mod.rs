//! The node's JSON-RPC: requests and batches in, answers out, word for word as a node gives them.

mod basics;
mod blocks;
mod call;
mod control;
mod dispatch;
mod errand;
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
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use serde_json::Value;
use tokio::sync::{Semaphore, broadcast, watch};

pub(crate) use self::errand::Errand;
use self::filters::Filters;
pub(crate) use self::socket::{ended, serve as serve_socket};
use crate::{chain::Chain, persist::Store};

/// Heights that a slow subscriber may lag behind before it misses some.
const BACKLOG: usize = 4_096;
/// The largest request that is read, in bytes.
pub(crate) const MOST_BODY: usize = 16 * 1024 * 1024;
/// How many requests are answered at once; more wait for their turn.
const AT_ONCE: u32 = 16;

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
    /// Held by who makes blocks.
    mining: Mutex<()>,
    /// How many requests wait to make some.
    waiting: AtomicUsize,
    /// How many of the blocks that are being made stand, and of how many.
    progress: Mutex<Option<(u64, u64)>>,
    /// Taken for each request that is being answered.
    work: Semaphore,
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
            mining: Mutex::default(),
            waiting: AtomicUsize::new(0),
            progress: Mutex::default(),
            work: Semaphore::new(AT_ONCE as usize),
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

    fn progress(&self) -> MutexGuard<'_, Option<(u64, u64)>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what may take its time, on a thread that serves nobody else; none where it could not be done. Even when nobody
    /// waits for it any more it is done, so that it is known when all has ended ([`Node::rests`]).
    pub async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Arc<Self>) -> T + Send + 'static,
    ) -> Option<T> {
        let node = Arc::clone(self);
        // Held by the thread: for as long as it works, not for as long as somebody waits.
        self.work.acquire().await.ok()?.forget();
        let done = tokio::task::spawn_blocking(move || {
            let _place = Place(&node.work);
            work(&node)
        });
        done.await.ok()
    }

    /// Waits until nothing is under way.
    pub async fn rests(&self) {
        let _all = self.work.acquire_many(AT_ONCE).await;
    }

    /// Answers the body of a request, one or a batch.
    pub fn answer(&self, body: &str, errand: &Errand) -> String {
        request::answer(body, |method, params| dispatch::dispatch(self, method, params, errand)).to_string()
    }

    /// Makes one block as the clock asks for it.
    pub fn tick(&self) {
        if let Err(error) = dispatch::survive(|| control::tick(self)) {
            tracing::debug!(message = error.message, "no block was made");
        }
    }
}

/// A place among those that work at once: free again when it is dropped.
struct Place<'a>(&'a Semaphore);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.add_permits(1);
    }
}

/// An answer's result.
type Answer = Result<Value, crate::error::RpcError>;
