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

/// A WebSocket's connection.
fn socket(node: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(node).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
                   Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
    stream
}

/// A request as a WebSocket's client sends it: in one piece, by a mask that changes nothing.
fn frame(body: &Value) -> Vec<u8> {
    let body = body.to_string();
    // Longer ones say their length in another way.
    assert!(body.len() < 126, "{body}");
    [&[0x81, 0x80 | body.len() as u8, 0, 0, 0, 0][..], body.as_bytes()].concat()
}

/// The next answer that a WebSocket gives.
fn told(socket: &mut TcpStream) -> Value {
    let mut head = [0; 2];
    socket.read_exact(&mut head).unwrap();
    let length = match head[1] {
        126 => {
            socket.read_exact(&mut head).unwrap();
            usize::from(u16::from_be_bytes(head))
        }
        length => usize::from(length),
    };
    let mut body = vec![0; length];
    socket.read_exact(&mut body).unwrap();
    serde_json::from_slice(&body).unwrap()
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
async fn a_socket_that_is_closed_leaves_no_blocks_to_be_made() {
    let network = network().await;
    let node = network.address();
    // With a word and without; a request that waits for its turn goes the same way.
    let close: &[u8] = &[0x88, 0x80, 0, 0, 0, 0];
    for last in [close, &[]] {
        let before = height(node);
        let mut socket = socket(node);
        socket
            .write_all(&[frame(&mine(MANY)), frame(&mine(MANY))].concat())
            .unwrap();
        progress(node, |progress| progress["done"].as_u64() > Some(0));
        socket.write_all(last).unwrap();
        drop(socket);
        progress(node, Value::is_null);
        let left = height(node);
        assert!(left < before + MANY, "{before}, {left}");
        let after = ask(node, "practice_mine", json!([]));
        assert_eq!(after["result"]["height"], left + 1, "and nobody makes any more");
    }
    network.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_socket_asks_meanwhile_is_answered_afterwards_in_its_order() {
    let network = network().await;
    let node = network.address();
    let mut socket = socket(node);
    socket.write_all(&frame(&mine(10_000))).unwrap();
    progress(node, |progress| !progress.is_null());
    for id in 2..=9 {
        socket
            .write_all(&frame(&json!({ "id": id, "method": "eth_blockNumber" })))
            .unwrap();
    }
    assert_eq!(told(&mut socket)["result"]["height"], 10_001);
    for id in 2..=9 {
        assert_eq!(
            told(&mut socket),
            json!({ "jsonrpc": "2.0", "id": id, "result": "0x2711" })
        );
    }
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
