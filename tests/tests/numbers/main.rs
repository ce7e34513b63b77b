//! Every number of every answer that the wallet reads, recorded or of a practice network, at the edges of what can be written
//! and beyond: none of them makes a reader panic, wait or take memory without end; each is an error, or a value.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod practised;
mod reads;
mod recorded;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
    time::Duration,
};

use ballast_chain::{Client, Config};
use ballast_tests::liar::{EDGES, Place, Puppet, changed, places};
use serde_json::{Value, json};

use self::{
    practised::Practised,
    reads::{DEAR, Read, of_a_chain, of_recordings},
    recorded::{Recorded, key},
};

const CHAIN: u64 = 4690;
/// How many words of one answer are tried: lists have the same in each of their entries.
const MOST_PLACES: usize = 48;
/// The same where each try opens connections of its own.
const FEW_PLACES: usize = 6;
/// How many questions are tried that differ by their arguments alone.
const MOST_ALIKE: usize = 3;

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
