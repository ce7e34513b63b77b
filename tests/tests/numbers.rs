//! Every number of every answer that the wallet reads, recorded or of a practice network, at the edges of what can be written
//! and beyond: none of them makes a reader panic, wait or take memory without end; each is an error, or a value.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use ballast_abi::{
    AbiEncode, EthCall, H160, U256,
    bucket_nft::BucketOfCall,
    erc20::{ApproveCall, TransferCall},
    erc721::{GetApprovedCall, OwnerOfCall},
    erc721_enumerable::TokenOfOwnerByIndexCall,
    test_coin::MintCall,
};
use ballast_chain::{Call, Client, Config, EndpointConfig, Error, Own, chain_id, encode, probe, survey};
use ballast_domain::{Address, Amount, BucketId, Epoch, Hash, Height, TokenAmount, Units, actions, keccak256};
use ballast_practice::{Handle, default_genesis, faucet_address, faucet_call, faucet_transfer};
use ballast_tests::{
    liar::{EDGES, Place, Puppet, changed, places},
    rpc,
};
use serde_json::{Value, json};

const CHAIN: u64 = 4690;
const BOOT: &str = include_str!("../../crates/chain/tests/data/boot.json");
const WRITES: &str = include_str!("../../crates/chain/tests/data/writes.json");
/// Of the recordings: delegates' owners, where one's rewards go, and an account with money.
const OWNER: &str = "0x7153EF2F1846416E827814fcEb62315432c38571";
const SECOND_OWNER: &str = "0xaF6c5664bb19BDabC1bE8E437902b526ad667792";
const REWARD: &str = "0x7e77dd0EC4Da7Be06aaf712c6F4AF8796aB0386C";
const ALICE: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
/// The practice network's coin, with 18 decimals.
const COIN: &str = "0xb06aeB3256120E5e4f07621b1A17E38daB6B7773";
/// What a call of the coin costs a gas at least, in Rau.
const PRICE: Amount = Amount::from_rau(2_000_000_000_000);
/// How many words of one answer are tried: lists have the same in each of their entries.
const MOST_PLACES: usize = 48;
/// The same where each try opens connections of its own, and who does so.
const FEW_PLACES: usize = 6;
const DEAR: [&str; 3] = ["survey", "probe", "chain id"];
/// How many questions are tried that differ by their arguments alone.
const MOST_ALIKE: usize = 3;

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

fn address(text: &str) -> Address {
    text.to_lowercase().parse().unwrap()
}

fn alice() -> Address {
    address(ALICE)
}

/// Reads that nodes' recorded answers serve.
fn of_recordings() -> impl IntoIterator<Item = Read> {
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
        "delegate": |client| client.delegate("delegate1");
        "delegate by id": |client| client.delegate_by_id(address(SECOND_OWNER));
        "delegate by owner": |client| client.delegate_by_owner(address(SECOND_OWNER));
        "epoch": |client| client.epoch_of(Height(26));
        "candidates": |client| client.poll_candidates(None);
        "producers": |client| client.block_producers(None);
        "active producers": |client| client.active_producers(None);
        "probation": |client| client.probation(None);
        "probation of an epoch": |client| client.probation(Some(Epoch(1)));
        "buckets": |client| client.buckets_of(address(OWNER));
        "totals": |client| client.staking_totals();
        "next bucket": |client| client.next_bucket();
        "rewards": |client| client.unclaimed_rewards(address(REWARD));
        "pool": |client| client.reward_pool_total();
        "pool, at hand": |client| client.reward_pool_available();
        "transaction": |client| client.transaction(Hash([7; 32]));
        "receipt": |client| client.receipt(Hash([7; 32]));
    }
}

/// Reads that a practice network serves, and answers made up where it has no such thing.
fn of_a_chain() -> impl IntoIterator<Item = Read> {
    reads! {
        "counts": |client| client.counts(known().own.from);
        "nonces of each": |client| each(client.pending_nonces(known().own.from));
        "mined": |client| client.mined(&known().own);
        "testimonies": |client| each(client.testimonies(&known().own));
        "listed": |client| listed(&client);
        "found in a block": |client| client.find_listed(known().own.hash, Height(1), known().newest);
        "gas": |client| client.estimate_gas(alice(), &known().gives);
        "run": |client| client.run(alice(), &known().gives);
        "why reverted": |client| client.why_reverted(alice(), &known().gives_too_much);
        "token": |client| client.token(address(COIN), &[alice(), known().own.from]);
        "allowance": |client| client.allowance(address(COIN), known().own.from, alice());
        "token's holder": |client| client.token_holder(address(COIN), &Units::from(7_u64));
        "token's numbers": |client| client.token_ids(address(COIN), alice(), 2);
        "movements": |client| client.movements(known().before, known().newest);
        "balances": |client| client.balances(&[alice(), known().own.from]);
        "balance after": |client| client.balance_after(alice(), known().newest);
        "past": |client| client.has_past(alice(), known().newest);
        "heads": |client| client.block_heads(known().before, known().newest);
        "heads of": |client| client.heads_of(&[known().before, known().newest]);
        "bucket by number": |client| client.bucket_nft(BucketId::native(0));
        "buckets by number": |client| client.buckets(&[0, 1]);
        "first buckets": |client| client.first_buckets_of(known().owner, 3);
        "buckets for": |client| client.buckets_for("skiff");
        "terms of a bucket": |client| client.nft_terms(BucketId { contract: Some(address(COIN)), index: 7 });
        "bucket types": |client| client.bucket_types(known().contract);
        "survey": |client| surveyed(&client);
        "probe": |client| probed(&client);
        "chain id": |client| asked_for_chain(&client);
    }
}

/// What each of several nodes said, or the first that failed.
async fn each<T>(asked: impl Future<Output = Vec<(String, Result<T, Error>)>>) -> Result<Vec<T>, Error> {
    asked.await.into_iter().map(|(_, said)| said).collect()
}

async fn listed(client: &Client) -> Result<Option<bool>, Error> {
    let node = client.nodes().remove(0);
    match client.receipt(known().own.hash).await? {
        Some(receipt) => client.lists(&node, &receipt).await,
        None => Ok(None),
    }
}

fn endpoint(client: &Client) -> EndpointConfig {
    EndpointConfig {
        url: client.nodes().remove(0),
        ws: None,
    }
}

async fn surveyed(client: &Client) -> Result<String, Error> {
    survey(&endpoint(client), CHAIN).await.map(|found| format!("{found:?}"))
}

async fn probed(client: &Client) -> Result<Height, Error> {
    let block = Duration::from_millis(100);
    let probed = probe(&endpoint(client), CHAIN, Some(Height(30)), block).await;
    probed.map(|probe| probe.height)
}

async fn asked_for_chain(client: &Client) -> Result<u64, Error> {
    chain_id(&client.nodes().remove(0)).await
}

/// What stands on the practice network that is read.
struct Known {
    /// A transaction of the faucet's.
    own: Own,
    newest: Height,
    /// The block before it.
    before: Height,
    /// Calls of the coin by the account.
    gives: Call,
    gives_too_much: Call,
    /// An owner of buckets, and a contract of bucket NFTs.
    owner: Address,
    contract: Address,
}

static KNOWN: OnceLock<Known> = OnceLock::new();

fn known() -> &'static Known {
    KNOWN.get().unwrap()
}

/// A practice network that makes no blocks by itself, so that it answers the same to the same question.
struct Practised {
    _node: Handle,
    url: String,
    said: Mutex<HashMap<String, Value>>,
}

impl Practised {
    async fn start() -> Self {
        let mut genesis = default_genesis();
        genesis.evm_chain_id = CHAIN;
        let (owner, contract) = (genesis.buckets[0].owner, genesis.system_staking_contracts[0]);
        let node = ballast_practice::start(ballast_practice::Config {
            genesis: Some(genesis),
            on_demand: true,
            ..ballast_practice::Config::default()
        });
        let node = node.await.unwrap();
        let url = node.url();
        let ask = |method: &str, params: Value| rpc(&url, method, params).unwrap_or_else(|e| panic!("{method}: {e}"));
        ask("practice_mine", json!([{ "blocks": 30 }]));
        let (coin, to, some) = (address(COIN), H160(*alice().as_bytes()), U256::from(500_u64));
        let sent = faucet_transfer(CHAIN, 0, alice(), Amount::from_iotx(100), PRICE);
        let all = [
            sent.clone(),
            faucet_call(
                CHAIN,
                1,
                coin,
                MintCall {
                    value: U256::from(1_000_u64),
                }
                .encode(),
                PRICE,
            ),
            faucet_call(CHAIN, 2, coin, TransferCall { to, amount: some }.encode(), PRICE),
            faucet_call(
                CHAIN,
                3,
                coin,
                ApproveCall {
                    spender: to,
                    amount: some,
                }
                .encode(),
                PRICE,
            ),
        ];
        for raw in all {
            let raw: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
            ask("eth_sendRawTransaction", json!([format!("0x{raw}")]));
        }
        ask("practice_mine", json!([{ "blocks": 1 }]));
        let newest = ask("eth_blockNumber", json!([]));
        let newest = u64::from_str_radix(newest.as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
        let gives = |units: u64| {
            let quantity = TokenAmount::new(Units::from(units), 18);
            let (token, to) = (coin, faucet_address());
            encode(&actions::SendToken { token, to, quantity }.into())
        };
        let known = Known {
            own: Own {
                hash: Hash(keccak256(&sent)),
                from: faucet_address(),
                nonce: 0,
            },
            newest: Height(newest),
            before: Height(newest - 1),
            gives: gives(7),
            gives_too_much: gives(1_000_000),
            owner,
            contract,
        };
        assert!(KNOWN.set(known).is_ok(), "there is one such network");
        Self {
            _node: node,
            url,
            said: Mutex::default(),
        }
    }

    fn says(&self, method: &str, params: &Value) -> Value {
        let question = key(method, params);
        if let Some(said) = made_up(params) {
            return said;
        }
        if let Some(said) = self.said.lock().unwrap().get(&question) {
            return said.clone();
        }
        let said = match rpc(&self.url, method, params.clone()) {
            Ok(result) => json!({ "result": result }),
            // The node's error as it gave it, or in what way it failed to answer.
            Err(error) => {
                let said = serde_json::from_str(&error);
                json!({ "error": said.unwrap_or_else(|_| json!({ "code": -32603, "message": error })) })
            }
        };
        self.said.lock().unwrap().insert(question, said.clone());
        said
    }
}

/// What contracts of single tokens and of bucket NFTs answer, of which there are none on a new practice network.
fn made_up(params: &Value) -> Option<Value> {
    let selector = selector(params)?;
    let is = |other: [u8; 4]| selector == format!("0x{}", other.map(|byte| format!("{byte:02x}")).concat());
    let words: &[u64] = match () {
        () if is(TokenOfOwnerByIndexCall::selector()) => &[7],
        () if is(OwnerOfCall::selector()) || is(GetApprovedCall::selector()) => &[0xa11ce],
        // The amount, the duration, two moments, the delegate.
        () if is(BucketOfCall::selector()) => &[1_000, 17_280, 5, 6, 0xa11ce],
        () => return None,
    };
    let data: String = words.iter().map(|word| format!("{word:064x}")).collect();
    Some(json!({ "result": format!("0x{data}") }))
}

/// Which method of a contract is called, with `0x`.
fn selector(params: &Value) -> Option<&str> {
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

fn key(method: &str, params: &Value) -> String {
    // The wallet asks for lists of up to 1,000,000 entries, the recordings of up to 10,000.
    let (ours, theirs) = (format!("{:064x}", 1_000_000), format!("{:064x}", 10_000));
    format!("{method} {params}").to_lowercase().replace(&ours, &theirs)
}

/// What the recordings answer.
struct Recorded {
    answers: HashMap<String, Value>,
    /// The first answer to each method of a contract, whatever it was asked for.
    alike: HashMap<String, Value>,
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

    fn says(&self, method: &str, params: &Value) -> Value {
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

/// Tries each reader with each number of each answer that it reads at each edge; gives how many answers were tried, and how
/// many of them gave a value.
async fn tries(
    all: impl IntoIterator<Item = Read>,
    says: impl Fn(&str, &Value) -> Value + Send + Sync + 'static,
) -> (usize, usize) {
    let otherwise = Otherwise::default();
    let heard: Arc<Mutex<BTreeMap<String, Value>>> = Arc::default();
    let (lie, log) = (otherwise.clone(), heard.clone());
    let node = Puppet::start(move |method, params| {
        let (question, said) = (key(method, params), says(method, params));
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
    for Read { name, read } in all {
        *otherwise.lock().unwrap() = None;
        heard.lock().unwrap().clear();
        let honest = read(client.clone()).await;
        let answers = heard.lock().unwrap().clone();
        assert!(honest.is_ok(), "{name} reads no honest answer: {honest:?}, {answers:?}");
        let places: usize = answers.values().map(|said| places(&said["result"]).len()).sum();
        assert!(places > 0, "{name} reads no number: {answers:?}");
        let most = if DEAR.contains(&name) { FEW_PLACES } else { MOST_PLACES };
        for (question, said) in not_all_alike(answers) {
            let result = &said["result"];
            for place in places_of(result, most) {
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
    (tried, values)
}

/// A few of the questions that differ by their arguments alone: a list is asked about one by one.
fn not_all_alike(answers: BTreeMap<String, Value>) -> Vec<(String, Value)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let is_one_of_few = |(question, _): &(String, Value)| {
        // The method, and which of a contract's.
        let method = question.split(' ').next().unwrap_or_default();
        let called = question.split_once("\"data\":\"").and_then(|(_, data)| data.get(..10));
        let count = counts.entry(format!("{method} {called:?}")).or_default();
        *count += 1;
        *count <= MOST_ALIKE
    };
    answers.into_iter().filter(is_one_of_few).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_number_at_the_edge_of_what_can_be_written_makes_a_reader_panic_or_hang() {
    let recorded = Recorded::read();
    let (tried, values) = tries(of_recordings(), move |method, params| recorded.says(method, params)).await;
    assert!(tried > 1_000 && values < tried, "{tried}, {values}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_does_one_in_what_a_chain_answers_of_own_transactions_tokens_and_itself() {
    let practised = Practised::start().await;
    let (tried, values) = tries(of_a_chain(), move |method, params| practised.says(method, params)).await;
    assert!(tried > 1_000 && values < tried, "{tried}, {values}");
}

/// Not all of a long list: from its beginning, and its end.
fn places_of(result: &Value, most: usize) -> Vec<Place> {
    let mut all = places(result);
    if all.len() > most {
        let end = all.split_off(all.len() - most / 4);
        all.truncate(most - most / 4);
        all.extend(end);
    }
    all
}
