//! Many blocks at once hold nobody up: others are answered meanwhile, it is said how far they have come, there is an end to
//! how many, and who goes away leaves none to be made.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    thread,
    time::{Duration, Instant},
};

use ballast_practice::{Config, Handle, start};
use serde_json::{Value, json};

const MANY: u64 = 100_000;
const PATIENCE: Duration = Duration::from_secs(20);

async fn network() -> Handle {
    let config = Config {
        on_demand: true,
        ..Config::default()
    };
    start(config).await.unwrap()
}

/// Sends a request and does not wait for its answer.
fn sent(node: SocketAddr, body: &Value) -> TcpStream {
    let body = body.to_string();
    let mut stream = TcpStream::connect(node).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).unwrap();
    stream
}

fn answer(mut stream: TcpStream) -> Value {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

fn ask(node: SocketAddr, method: &str, params: Value) -> Value {
    answer(sent(node, &json!({ "id": 1, "method": method, "params": params })))
}

fn mine(blocks: u64) -> Value {
    json!({ "id": 1, "method": "practice_mine", "params": [{ "blocks": blocks, "stepSeconds": 1 }] })
}

fn height(node: SocketAddr) -> u64 {
    let height = ask(node, "eth_blockNumber", json!([]));
    u64::from_str_radix(&height["result"].as_str().unwrap()[2..], 16).unwrap()
}

/// Waits until what is said of the progress fits.
fn progress(node: SocketAddr, is: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let progress = ask(node, "practice_progress", json!([]))["result"].take();
        if is(&progress) {
            return progress;
        }
        assert!(begun.elapsed() < PATIENCE, "it stays at {progress}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn others_are_answered_meanwhile_and_are_told_how_far_it_has_come() {
    let network = network().await;
    let node = network.address();
    let waits = sent(node, &mine(MANY));
    let some = progress(node, |progress| progress["done"].as_u64() > Some(0));
    assert_eq!(some["total"], MANY);
    let begun = Instant::now();
    let low = height(node);
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(low > 1 && low < MANY, "{low}");
    // The end does not wait for all of them, and no thread makes any after it.
    let begun = Instant::now();
    network.shutdown().await;
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    drop(waits);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_away_leaves_no_blocks_to_be_made() {
    let network = network().await;
    let node = network.address();
    let waits = sent(node, &mine(MANY));
    progress(node, |progress| progress["done"].as_u64() > Some(0));
    drop(waits);
    progress(node, Value::is_null);
    let left = height(node);
    assert!(left < MANY, "{left}");
    let after = ask(node, "practice_mine", json!([]));
    assert_eq!(after["result"]["height"], left + 1, "and the next is made as ever");
    network.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_an_end_to_how_many_and_to_how_many_wait() {
    let network = network().await;
    let node = network.address();
    let too_many = "one request may ask for 100000 blocks at the most";
    let refused = answer(sent(node, &mine(MANY + 1)));
    assert_eq!(refused["error"]["message"], too_many);
    // A batch is one request.
    let batch = answer(sent(node, &json!([mine(1), mine(MANY)])));
    assert_eq!(
        (&batch[0]["result"]["height"], &batch[1]["error"]["message"]),
        (&json!(2), &json!(too_many))
    );

    let first = sent(node, &mine(MANY));
    progress(node, |progress| !progress.is_null());
    let waiting: Vec<_> = (0..8).map(|_| sent(node, &mine(MANY))).collect();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(
        answer(sent(node, &mine(1)))["error"]["message"],
        "too many requests wait for blocks"
    );
    drop((first, waiting));
    network.shutdown().await;
}
