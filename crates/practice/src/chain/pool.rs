//! Transactions that wait for a block, by sender and nonce, as the node's pool keeps them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::{Duration, Instant},
};

use ballast_domain::{Address, Hash};
use ethers_core::types::U256;

use crate::{error::RpcError, native::Call, tx::Tx, world::Accounts};

/// A waiting transaction is forgotten after this long, if others it waits for never came.
const EXPIRY: Duration = Duration::from_secs(600);
const MOST_PER_ACCOUNT: u64 = 2_000;

/// A transaction that waits.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub tx: Tx,
    pub call: Call,
    /// The most it can cost: what the pool compares with the balance.
    pub cost: U256,
}

#[derive(Debug)]
struct Queue {
    items: BTreeMap<u64, (Arc<Pending>, Instant)>,
    /// The first nonce that is missing or not paid for.
    next: u64,
    /// What is left before the transaction with this nonce.
    left: BTreeMap<u64, U256>,
    account_nonce: u64,
    account_balance: U256,
}

impl Queue {
    fn new(nonce: u64, balance: U256) -> Self {
        Self {
            items: BTreeMap::new(),
            next: nonce,
            left: BTreeMap::new(),
            account_nonce: nonce,
            account_balance: balance,
        }
    }

    fn left_at(&self, nonce: u64) -> U256 {
        self.left
            .get(&nonce.min(self.next))
            .copied()
            .unwrap_or(self.account_balance)
    }

    fn update_from(&mut self, mut nonce: u64) {
        if nonce > self.next {
            return;
        }
        let mut left = self.left_at(nonce);
        while let Some((pending, _)) = self.items.get(&nonce) {
            let Some(rest) = left.checked_sub(pending.cost) else {
                break;
            };
            left = rest;
            nonce += 1;
            self.left.insert(nonce, left);
        }
        self.next = nonce;
    }

    fn expire(&mut self, now: Instant) -> Vec<Hash> {
        let next = self.next;
        let late: Vec<u64> = self
            .items
            .iter()
            .filter(|(nonce, (_, since))| **nonce > next && now.duration_since(*since) > EXPIRY)
            .map(|(nonce, _)| *nonce)
            .collect();
        late.iter()
            .filter_map(|nonce| self.items.remove(nonce))
            .map(|(p, _)| p.tx.hash)
            .collect()
    }
}

/// All that waits.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    queues: HashMap<Address, Queue>,
    by_hash: HashMap<Hash, Arc<Pending>>,
}

impl Pool {
    pub fn get(&self, hash: &Hash) -> Option<&Arc<Pending>> {
        self.by_hash.get(hash)
    }

    pub fn contains(&self, hash: &Hash) -> bool {
        self.by_hash.contains_key(hash)
    }

    /// All that waits, each sender's in the order of their nonces.
    pub fn all(&self) -> impl Iterator<Item = &Tx> {
        self.queues.values().flat_map(|q| q.items.values()).map(|(p, _)| &p.tx)
    }

    /// The nonce that a sender should use next.
    pub fn pending_nonce(&self, sender: Address, accounts: &Accounts) -> u64 {
        self.queues
            .get(&sender)
            .map_or_else(|| accounts.nonce(sender), |queue| queue.next)
    }

    /// Takes a transaction in, or in the place of one that pays less.
    pub fn add(&mut self, pending: Pending, accounts: &Accounts) -> Result<(), RpcError> {
        let refuse = |message: &str| Err(RpcError::grpc(RpcError::INTERNAL, message));
        let (sender, nonce) = (pending.tx.from, pending.tx.nonce);
        let (known_nonce, known_balance) = match self.queues.get(&sender) {
            Some(queue) => (queue.account_nonce, queue.account_balance),
            None => (accounts.nonce(sender), U256::from(accounts.balance(sender).rau())),
        };
        if nonce < known_nonce {
            return refuse("nonce too low");
        }
        if nonce - known_nonce >= MOST_PER_ACCOUNT {
            return refuse("nonce too high");
        }
        if known_balance < pending.cost {
            return refuse("insufficient funds for gas * price + value");
        }
        let queue = self
            .queues
            .entry(sender)
            .or_insert_with(|| Queue::new(known_nonce, known_balance));
        if queue.left_at(nonce) < pending.cost {
            return refuse("insufficient funds for gas * price + value");
        }
        let (new, old) = (pending.tx.fee_cap, queue.items.get(&nonce).map(|(p, _)| Arc::clone(p)));
        if let Some(old) = &old {
            let cap = old.tx.fee_cap;
            if nonce < queue.next && new <= cap {
                return refuse(&format!(
                    "gas fee cap {new} < {cap}: replacement transaction underpriced"
                ));
            }
        }
        let pending = Arc::new(pending);
        queue.items.insert(nonce, (Arc::clone(&pending), Instant::now()));
        if old.is_some() || nonce == queue.next {
            queue.update_from(nonce);
        }
        if let Some(old) = old {
            self.by_hash.remove(&old.tx.hash);
        }
        self.by_hash.insert(pending.tx.hash, pending);
        Ok(())
    }

    /// What could go into a block now: for each sender its transactions in the order of their nonces, as long as the
    /// balance covers them.
    pub fn ready(&mut self, accounts: &Accounts) -> HashMap<Address, Vec<Arc<Pending>>> {
        self.expire();
        let mut ready = HashMap::new();
        for (sender, queue) in &self.queues {
            let mut balance = U256::from(accounts.balance(*sender).rau());
            let mut nonce = accounts.nonce(*sender);
            let mut list = Vec::new();
            while let Some((pending, _)) = queue.items.get(&nonce) {
                let Some(rest) = balance.checked_sub(pending.cost) else {
                    break;
                };
                balance = rest;
                nonce += 1;
                list.push(Arc::clone(pending));
            }
            if !list.is_empty() {
                ready.insert(*sender, list);
            }
        }
        ready
    }

    /// Forgets all that a sender has waiting.
    pub fn drop_sender(&mut self, sender: Address) {
        if let Some(queue) = self.queues.remove(&sender) {
            for (pending, _) in queue.items.values() {
                self.by_hash.remove(&pending.tx.hash);
            }
        }
    }

    /// Brings every queue to the state after a block.
    pub fn reset(&mut self, accounts: &Accounts) {
        for (sender, queue) in &mut self.queues {
            let nonce = accounts.nonce(*sender);
            queue.next = nonce;
            queue.account_nonce = nonce;
            queue.account_balance = U256::from(accounts.balance(*sender).rau());
            queue.left.clear();
            let rest = queue.items.split_off(&nonce);
            for (pending, _) in std::mem::replace(&mut queue.items, rest).into_values() {
                self.by_hash.remove(&pending.tx.hash);
            }
        }
        self.expire();
        self.queues.retain(|_, queue| !queue.items.is_empty());
    }

    fn expire(&mut self) {
        let now = Instant::now();
        for queue in self.queues.values_mut() {
            for hash in queue.expire(now) {
                self.by_hash.remove(&hash);
            }
            queue.update_from(queue.next);
        }
    }
}
