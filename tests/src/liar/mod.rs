//! A node that lies: a proxy before an honest one, which delays, drops, cuts off, doubles, mixes up and floods, and says of
//! whatever a wallet asks a node otherwise than it is. What it does is drawn from a seed. And what is so, as the honest
//! node says.

mod forged;
mod kind;
mod lies;
mod numbers;
mod puppet;
mod raw;
mod serving;
mod truth;

use std::{
    collections::HashMap,
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use self::{
    forged::Forged,
    serving::{Fate, serve},
};
pub use self::{
    kind::Kind,
    numbers::{EDGES, Place, changed, places},
    puppet::Puppet,
    raw::Raw,
    truth::{Mined, Payment, Truth},
};
use crate::{
    chance::Dice,
    proxy::{accepted, ask},
};

/// A lying node on a loopback port. It is honest until it is told to lie.
pub struct Liar {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    target: SocketAddr,
    kinds: Vec<Kind>,
    lies: AtomicBool,
    /// How often each kind was told, in the order of [`Kind::ALL`].
    told: [AtomicUsize; Kind::ALL.len()],
    mind: Mutex<Mind>,
}

/// What it draws its lies from.
struct Mind {
    dice: Dice,
    /// Once drawn it keeps to it: by how much it lies about heights and nonces.
    height: u64,
    nonce: u64,
    /// The old block that it has for the newest, once it has said so.
    still: Option<u64>,
    /// What it makes of amounts: nothing, twice as much, or 1 IOTX more.
    amount: u64,
    /// The last answer to each method.
    answers: HashMap<String, Value>,
    /// Whose transactions it has seen asked for.
    account: Option<String>,
    /// Transactions that it took and kept to itself, by hash.
    kept: HashMap<String, Value>,
    /// What it tells of transactions, by hash; none of those of which it tells what is so.
    forged: HashMap<String, Option<Forged>>,
}

impl Liar {
    /// Starts one before the node at `target`.
    ///
    /// # Panics
    /// When no loopback port is free.
    pub fn start(target: SocketAddr, kinds: &[Kind], seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
        let address = listener.local_addr().expect("a bound listener has an address");
        let mut dice = Dice(seed);
        let height = [30, 1_000_000, 1 << 63, u64::MAX][dice.below(4) as usize];
        let nonce = [1, 3, 40, u64::MAX][dice.below(4) as usize];
        let amount = dice.below(3);
        let mind = Mind {
            dice,
            height,
            nonce,
            still: None,
            amount,
            answers: HashMap::new(),
            account: None,
            kept: HashMap::new(),
            forged: HashMap::new(),
        };
        let shared = Arc::new(Shared {
            target,
            kinds: kinds.to_vec(),
            lies: AtomicBool::new(false),
            told: Kind::ALL.map(|_| AtomicUsize::new(0)),
            mind: Mutex::new(mind),
        });
        let serving = shared.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let shared = serving.clone();
                thread::spawn(move || while serve(&client, &shared).is_some() {});
            }
        });
        Self { address, shared }
    }

    /// Its JSON-RPC address.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Lies from now on, or tells the truth.
    pub fn lies(&self, lies: bool) {
        self.shared.lies.store(lies, Ordering::SeqCst);
    }

    /// How often it has lied, by kind.
    pub fn told(&self) -> Vec<(Kind, usize)> {
        let count = |kind| (kind, self.told_of(kind));
        Kind::ALL
            .into_iter()
            .map(count)
            .filter(|(_, count)| *count > 0)
            .collect()
    }

    /// How often it has lied in this way.
    pub fn told_of(&self, kind: Kind) -> usize {
        self.shared.told[kind as usize].load(Ordering::SeqCst)
    }
}

impl Shared {
    fn mind(&self) -> MutexGuard<'_, Mind> {
        self.mind.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it lies in this way now.
    fn plays(&self, kind: Kind) -> bool {
        self.lies.load(Ordering::SeqCst) && self.kinds.contains(&kind)
    }

    /// Whether it would do this now: where it lies, at the first occasion, and then in so many of a hundred cases. What
    /// comes of it is counted by [`Shared::count`].
    fn would(&self, kind: Kind, of_hundred: u64) -> bool {
        let is_first = self.told[kind as usize].load(Ordering::SeqCst) == 0;
        self.plays(kind) && (self.mind().dice.below(100) < of_hundred || is_first)
    }

    fn count(&self, kind: Kind) {
        self.told[kind as usize].fetch_add(1, Ordering::SeqCst);
    }

    /// Whether it does this now, which is counted.
    fn does(&self, kind: Kind, of_hundred: u64) -> bool {
        let does = self.would(kind, of_hundred);
        if does {
            self.count(kind);
        }
        does
    }

    fn draw(&self, below: u64) -> u64 {
        self.mind().dice.below(below)
    }

    fn fate(&self, body: &[u8]) -> Option<Fate> {
        if self.does(Kind::Delays, 35) {
            thread::sleep(Duration::from_millis(50 + self.draw(900)));
        }
        if self.does(Kind::Floods, 12) {
            return Some(Fate::Flood);
        }
        let drops = self.does(Kind::Drops, 30);
        if drops && self.draw(2) == 0 {
            return Some(Fate::Silence);
        }
        let asked: Value = serde_json::from_slice(body).ok()?;
        let mut answer = self.answered(&asked, body)?;
        if drops {
            return Some(Fate::Silence);
        }
        if self.does(Kind::Duplicates, 30) {
            // The same once more, which a node takes for what it has; and an older answer to the same question.
            let _ = ask(self.target, body);
            self.repeat(&asked, &mut answer);
        }
        self.remember(&asked, &answer);
        if self.does(Kind::Reorders, 40) {
            self.reorder(&mut answer);
        }
        let text = serde_json::to_vec(&answer).ok()?;
        Some(match self.does(Kind::Truncates, 30) {
            true => Fate::Half(text),
            false => Fate::Answer(text),
        })
    }

    /// What is answered: the node's answer, with what is said otherwise.
    fn answered(&self, asked: &Value, body: &[u8]) -> Option<Value> {
        if asked["method"] == "eth_sendRawTransaction" {
            if self.does(Kind::Refuses, 70) {
                if self.draw(3) > 0 {
                    let _ = ask(self.target, body);
                }
                let words = [
                    "insufficient funds for gas * price + value",
                    "nonce too low",
                    "replacement transaction underpriced",
                    "intrinsic gas too low",
                ];
                let error = json!({ "code": -32000, "message": words[self.draw(4) as usize] });
                return Some(json!({ "jsonrpc": "2.0", "id": asked["id"], "error": error }));
            }
            // Kept, with a friendly word.
            if self.keeps(asked) || self.does(Kind::Receipts, 50) {
                return serde_json::from_slice(&accepted(body)?).ok();
            }
        }
        let mut answer: Value = serde_json::from_slice(&ask(self.target, body)?).ok()?;
        match (asked, &mut answer) {
            (Value::Array(asked), Value::Array(answers)) => {
                for (asked, answer) in asked.iter().zip(answers) {
                    self.tell(asked, answer);
                }
            }
            (asked, answer) => self.tell(asked, answer),
        }
        Some(answer)
    }

    /// An answer to the same method from before, under this request's number.
    fn repeat(&self, asked: &Value, answer: &mut Value) {
        if let Some(list) = answer.as_array_mut() {
            list.extend(list.first().cloned());
        } else if let Some(method) = asked["method"].as_str()
            && let Some(before) = self.mind().answers.get(method)
        {
            *answer = before.clone();
            answer["id"] = asked["id"].clone();
        }
    }

    fn remember(&self, asked: &Value, answer: &Value) {
        if let Some(method) = asked["method"].as_str() {
            self.mind().answers.insert(method.to_owned(), answer.clone());
        }
    }

    /// Another order, which is allowed; or another's number, which is not.
    fn reorder(&self, answer: &mut Value) {
        let swaps = self.draw(3) == 0;
        match answer {
            Value::Array(list) => {
                list.reverse();
                if swaps && list.len() > 1 {
                    let last = list.len() - 1;
                    let (first, other) = (list[0]["id"].take(), list[last]["id"].take());
                    list[0]["id"] = other;
                    list[last]["id"] = first;
                }
            }
            one if swaps => one["id"] = json!(one["id"].as_u64().unwrap_or_default() + 1),
            _ => {}
        }
    }
}
