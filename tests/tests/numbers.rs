//! Every number of every recorded answer that the wallet reads, at the edges of what can be written and beyond: none of them
//! makes a reader panic, wait or take memory without end; each is an error, or a value.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    time::Duration,
};

use ballast_chain::{Client, Config, Error};
use ballast_domain::{Address, Epoch, Hash, Height};
use ballast_tests::liar::{EDGES, Puppet, changed, places};
use serde_json::{Value, json};

const CHAIN: u64 = 4690;
const BOOT: &str = include_str!("../../crates/chain/tests/data/boot.json");
const WRITES: &str = include_str!("../../crates/chain/tests/data/writes.json");
/// Of the recordings: a delegate's owner, where its rewards go, and an account with money.
const OWNER: &str = "0x7153EF2F1846416E827814fcEb62315432c38571";
const REWARD: &str = "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C";
const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
/// How many words of one answer are tried: lists have the same in each of their entries.
const MOST_PLACES: usize = 48;

type Reading = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// One way in which the wallet reads a node.
struct Read {
    name: &'static str,
    read: fn(Client) -> Reading,
}

macro_rules! reads {
    ($($name:literal: |$client:ident| $read:expr;)*) => {
        [$(Read {
            name: $name,
            read: |$client| Box::pin(async move {
                let read = $read.await?;
                // Whatever is made of it is made of text too.
                shown(&read);
                Ok(())
            }),
        },)*]
    };
}

fn shown(value: &impl Debug) {
    assert!(!format!("{value:?}").is_empty());
}

fn owner() -> Address {
    OWNER.parse().unwrap()
}

fn alice() -> Address {
    ALICE.parse().unwrap()
}

fn all() -> impl IntoIterator<Item = Read> {
    reads! {
        "height": |client| client.height();
        "head": |client| client.head();
        "block": |client| client.block(Height(20), true);
        "base fee": |client| client.base_fee();
        "balance": |client| client.balance(alice());
        "nonce": |client| client.pending_nonce(alice());
        "accounts": |client| client.accounts(&[alice()]);
        "code": |client| client.code(Address::STAKING);
        "delegates": |client| client.delegates();
        "delegate": |client| client.delegate("delegate0");
        "epoch": |client| client.epoch_of(Height(26));
        "candidates": |client| client.poll_candidates(None);
        "producers": |client| client.block_producers(None);
        "active producers": |client| client.active_producers(None);
        "probation": |client| client.probation(None);
        "probation of an epoch": |client| client.probation(Some(Epoch(1)));
        "buckets": |client| client.buckets_of(owner());
        "totals": |client| client.staking_totals();
        "next bucket": |client| client.next_bucket();
        "rewards": |client| client.unclaimed_rewards(REWARD.parse().unwrap());
        "pool": |client| client.reward_pool_total();
        "pool, at hand": |client| client.reward_pool_available();
        "transaction": |client| client.transaction(Hash([7; 32]));
        "receipt": |client| client.receipt(Hash([7; 32]));
    }
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

fn key(method: &str, params: &Value) -> String {
    // The wallet asks for lists of up to 1,000,000 entries, the recordings of up to 10,000.
    let (ours, theirs) = (format!("{:064x}", 1_000_000), format!("{:064x}", 10_000));
    format!("{method} {params}").to_lowercase().replace(&ours, &theirs)
}

/// What the recordings answer.
struct Recorded {
    answers: HashMap<String, Value>,
    receipt: Value,
    transaction: Value,
}

impl Recorded {
    fn read() -> Self {
        let boot: Value = serde_json::from_str(BOOT).unwrap();
        let steps = boot["steps"].as_array().unwrap().iter();
        let answers = steps.map(|step| {
            let asked = key(step["method"].as_str().unwrap_or_default(), &step["params"]);
            (asked, step["response"].clone())
        });
        let block = boot["steps"].as_array().unwrap().iter().find_map(|step| {
            let first = &step["response"]["result"]["transactions"][0];
            first.is_object().then(|| first.clone())
        });
        Self {
            answers: answers.collect(),
            receipt: with_field(&serde_json::from_str(WRITES).unwrap(), "transactionHash").unwrap(),
            transaction: block.unwrap(),
        }
    }

    fn says(&self, method: &str, params: &Value) -> Value {
        match method {
            "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
            "eth_blockNumber" => json!({ "result": "0x1b" }),
            "eth_getTransactionReceipt" => json!({ "result": self.receipt }),
            "eth_getTransactionByHash" => json!({ "result": self.transaction }),
            // What is not recorded is an answer that nodes give too.
            _ => self
                .answers
                .get(&key(method, params))
                .cloned()
                .unwrap_or_else(|| json!({ "error": { "code": -32603, "message": "not recorded" } })),
        }
    }
}

/// What the puppet says otherwise: the answer to this question, as this.
type Otherwise = Arc<Mutex<Option<(String, Value)>>>;

fn client(url: &str) -> Client {
    Client::new(Config {
        timeout: Duration::from_secs(5),
        retries: 0,
        ..Config::single(CHAIN, url)
    })
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_number_at_the_edge_of_what_can_be_written_makes_a_reader_panic_or_hang() {
    let recorded = Recorded::read();
    let otherwise = Otherwise::default();
    let heard: Arc<Mutex<BTreeMap<String, Value>>> = Arc::default();
    let (lie, log) = (otherwise.clone(), heard.clone());
    let node = Puppet::start(move |method, params| {
        let (question, said) = (key(method, params), recorded.says(method, params));
        let lie = lie.lock().unwrap().clone();
        match lie {
            Some((of, result)) if of == question => json!({ "result": result }),
            _ => {
                log.lock().unwrap().insert(question, said.clone());
                said
            }
        }
    });
    let client = client(node.url());
    let (mut tried, mut values) = (0, 0);
    for Read { name, read } in all() {
        *otherwise.lock().unwrap() = None;
        heard.lock().unwrap().clear();
        let honest = read(client.clone()).await;
        let answers = heard.lock().unwrap().clone();
        let places: usize = answers.values().map(|said| places(&said["result"]).len()).sum();
        assert!(places > 0, "{name} reads no number: {honest:?}, {answers:?}");
        for (question, said) in answers {
            let result = &said["result"];
            for place in places_of(result) {
                for edge in EDGES {
                    let Some(other) = changed(result, &place, edge) else {
                        continue;
                    };
                    *otherwise.lock().unwrap() = Some((question.clone(), other));
                    // In a task of its own, which catches a panic.
                    let reading = tokio::spawn(read(client.clone()));
                    let ended = tokio::time::timeout(Duration::from_secs(5), reading).await;
                    let ended = ended.unwrap_or_else(|_| panic!("{name} hangs at {edge:?} in {place:?} of {question}"));
                    let read = ended.unwrap_or_else(|e| panic!("{name}: {e} at {edge:?} in {place:?} of {question}"));
                    tried += 1;
                    values += usize::from(read.is_ok());
                }
            }
        }
    }
    println!("{tried} answers: {values} gave a value, the others an error");
    assert!(tried > 1_000 && values < tried, "{tried}, {values}");
}

/// Not all of a long list: from its beginning, and its end.
fn places_of(result: &Value) -> Vec<ballast_tests::liar::Place> {
    let mut all = places(result);
    if all.len() > MOST_PLACES {
        let end = all.split_off(all.len() - MOST_PLACES / 4);
        all.truncate(MOST_PLACES - MOST_PLACES / 4);
        all.extend(end);
    }
    all
}
