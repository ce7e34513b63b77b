//! What the practice network says to requests that no well-behaved client sends: a real node's words, word for word.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use ballast_domain::Address;
use ballast_practice::{Config, Handle, default_genesis, start};
use serde_json::{Value, json};

/// A hash that no block has.
const UNKNOWN: &str = "0xABcdef0000000000000000000000000000000000000000000000000000000001";
const ZERO_HASH: &str = "0x0000000000000000000000000000000000000000000000000000000000000000";
const NOBODY: &str = "0x0000000000000000000000000000000000000001";

async fn network() -> Handle {
    let config = Config {
        on_demand: true,
        ..Config::default()
    };
    start(config).await.unwrap()
}

/// The whole answer to a request; `params` are left out where there are none.
fn ask(node: SocketAddr, method: &str, params: Option<Value>) -> Value {
    let mut body = json!({ "id": 1, "method": method });
    if let Some(params) = params {
        body["params"] = params;
    }
    let body = body.to_string();
    let length = body.len();
    let mut stream = TcpStream::connect(node).unwrap();
    let head = format!("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all((head + &body).as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

/// A call to a native protocol.
fn call(to: Address, data: &str) -> Value {
    json!([{ "to": to.to_hex(), "data": data }, "latest"])
}

fn words(words: &[u64]) -> String {
    words.iter().map(|word| format!("{word:064x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_are_a_nodes_own() {
    let network = network().await;
    let unknown = format!(
        "failed to get block height by hash {}: not exist in DB: not found",
        UNKNOWN.to_lowercase()
    );
    let by_voter = |limit: u64| format!("0x4a0c59f9{}", words(&[1, 0, limit]));
    let empty = "abi: attempting to unmarshal an empty string while arguments are expected";
    let short = "abi: cannot marshal in to go type: length insufficient 1 require 32";
    let plain = -32603;
    for (method, params, code, message) in [
        // Malformed arguments: the staking protocol tells least of all.
        (
            "eth_call",
            call(Address::STAKING, "0x4a0c59f9"),
            plain,
            "invalid call sig",
        ),
        (
            "eth_call",
            call(Address::STAKING, "0x4a0c59f900"),
            plain,
            "invalid call sig",
        ),
        (
            "eth_call",
            call(Address::STAKING, &by_voter(1 << 32)),
            plain,
            "invalid call sig",
        ),
        (
            "eth_call",
            call(Address::STAKING, "0x00000000"),
            plain,
            "invalid call sig",
        ),
        (
            "eth_call",
            call(Address::STAKING, "0x4a0c59"),
            plain,
            "invalid call binary data",
        ),
        ("eth_call", call(Address::REWARDING, "0x01cbf5fb"), plain, empty),
        ("eth_call", call(Address::REWARDING, "0x01cbf5fb00"), plain, short),
        ("eth_call", call(Address::POLL, "0xe5d7dbba"), plain, empty),
        ("eth_call", call(Address::ROLLDPOS, "0x1c659e7100"), plain, short),
        // Blocks that do not exist.
        ("eth_getBalance", json!([NOBODY, UNKNOWN]), plain, &unknown),
        (
            "eth_getCode",
            json!([NOBODY, { "blockHash": UNKNOWN }]),
            plain,
            &unknown,
        ),
        ("eth_getStorageAt", json!([NOBODY, "0x0", UNKNOWN]), plain, &unknown),
        ("eth_getBlockReceipts", json!([UNKNOWN]), plain, &unknown),
        ("eth_call", json!([{ "to": NOBODY }, UNKNOWN]), plain, &unknown),
        ("eth_estimateGas", json!([{ "to": NOBODY }, UNKNOWN]), plain, &unknown),
        (
            "eth_call",
            json!([{ "to": NOBODY }, "0x"]),
            plain,
            "failed to unmarshal height 0x: hex string \"0x\"",
        ),
        (
            "eth_getBlockTransactionCountByHash",
            json!([UNKNOWN]),
            plain,
            "the block is not found: not exist in DB: not found",
        ),
        (
            "eth_feeHistory",
            json!([1, "0x2"]),
            5,
            "failed to get block at height 2: not exist in DB",
        ),
        (
            "eth_getLogs",
            json!([{ "topics": ["0xzz"] }]),
            plain,
            "encoding/hex: invalid byte: U+007A 'z'",
        ),
    ] {
        let error = &ask(network.address(), method, Some(params.clone()))["error"];
        let got = (error["code"].as_i64(), error["message"].as_str());
        assert_eq!(got, (Some(code), Some(message)), "{method} {params}");
    }
    for method in ["eth_getLogs", "eth_newFilter", "eth_unsubscribe"] {
        let error = json!({ "code": plain, "message": "invalid format of request" });
        assert_eq!(ask(network.address(), method, None)["error"], error, "{method}");
    }
    let error = json!({ "code": plain, "message": "subscription not found", "data": false });
    let answer = ask(network.address(), "eth_unsubscribe", Some(json!(["0x1"])));
    assert_eq!(answer["error"], error);
    network.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_edges_of_the_chain_have_answers() {
    let network = network().await;
    let blocks = default_genesis().blocks_per_epoch;
    let epoch = |method: &str, epoch: u64| call(Address::ROLLDPOS, &format!("{method}{}", words(&[epoch])));
    let answer = |value: u64| json!(format!("0x{}", words(&[value, 1])));
    let next = "0xe8d4a51000";
    for (method, params, expected) in [
        // The arithmetic of epochs wraps around.
        (
            "eth_call",
            epoch("0x1c659e71", u64::MAX),
            answer(1u64.wrapping_sub(2 * blocks)),
        ),
        ("eth_call", epoch("0xbcabebbd", u64::MAX), answer(u64::MAX)),
        (
            "eth_call",
            epoch("0xbcabebbd", u64::MAX - 1),
            answer(0u64.wrapping_sub(2 * blocks)),
        ),
        ("eth_call", epoch("0xbcabebbd", 2), answer(2 * blocks)),
        // "Now" is height 0 where receipts are asked for.
        ("eth_getBlockReceipts", json!(["latest"]), json!([])),
        ("eth_getBlockReceipts", json!(["pending"]), json!([])),
        ("eth_getBlockReceipts", json!(["0x0"]), json!([])),
        ("eth_getBlockReceipts", json!(["0x2"]), Value::Null),
        ("eth_getBlockTransactionCountByNumber", json!(["0x0"]), json!("0x0")),
        (
            "eth_feeHistory",
            json!([0, "latest", [200]]),
            json!({
                "oldestBlock": "0x0", "baseFeePerGas": [], "gasUsedRatio": null, "baseFeePerBlobGas": [],
                "blobGasUsedRatio": null
            }),
        ),
        (
            "eth_feeHistory",
            json!([3, "0x0", [50]]),
            json!({
                "oldestBlock": "0x1", "baseFeePerGas": [next], "gasUsedRatio": [], "baseFeePerBlobGas": ["0x1"],
                "blobGasUsedRatio": []
            }),
        ),
        // A topic that is too short is no topic.
        ("eth_getLogs", json!([{ "topics": ["0x1"] }]), json!([])),
    ] {
        let got = ask(network.address(), method, Some(params.clone()));
        assert_eq!(got["result"], expected, "{method} {params}: {got}");
    }
    let logs = |params| ask(network.address(), "eth_getLogs", Some(params))["result"].clone();
    assert_eq!(logs(Value::Null), logs(json!([{}])));
    assert_eq!(logs(Value::Null).as_array().map(Vec::len), Some(1));
    network.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn block_0_is_there_and_holds_nothing() {
    let network = network().await;
    let block = |number: &str| {
        let params = Some(json!([number, false]));
        ask(network.address(), "eth_getBlockByNumber", params)["result"].clone()
    };
    let (genesis, first) = (block("0x0"), block("0x1"));
    for (field, expected) in [
        ("number", json!("0x0")),
        ("author", json!("0x0000000000000000000000000000000000000000")),
        ("parentHash", json!(ZERO_HASH)),
        ("transactionsRoot", json!(ZERO_HASH)),
        ("stateRoot", json!(ZERO_HASH)),
        ("receiptsRoot", json!(ZERO_HASH)),
        ("gasLimit", json!("0x0")),
        ("gasUsed", json!("0x0")),
        ("size", json!("0x0")),
        ("transactions", json!([])),
        (
            "timestamp",
            json!(format!("{:#x}", default_genesis().genesis_timestamp)),
        ),
    ] {
        assert_eq!(genesis[field], expected, "{field}");
    }
    assert!(genesis.get("baseFeePerGas").is_none() && first.get("baseFeePerGas").is_some());
    // Recording 18: it has no hash of its own, and yet block 1 names one.
    assert_eq!(genesis["hash"], json!(ZERO_HASH));
    assert_ne!(first["parentHash"], json!(ZERO_HASH));
    network.shutdown().await;
}

/// The most that one request may hold, in bytes.
const MOST: usize = 16 * 1024 * 1024;

/// What becomes of a request to a WebSocket that comes in two halves of this size: the first byte of an answer, or the end.
fn halves(node: SocketAddr, half: usize) -> Option<u8> {
    let mut socket = TcpStream::connect(node).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
                   Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.write_all(request.as_bytes()).unwrap();
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        socket.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    // A text that goes on, and its last part; each with a mask that changes nothing.
    for kind in [0x01, 0x80] {
        let mut frame: Vec<u8> = vec![kind, 0x80 | 127];
        frame.extend((half as u64).to_be_bytes());
        frame.extend([0; 4]);
        frame.resize(frame.len() + half, b' ');
        // Who is hung up on cannot finish.
        let _ = socket.write_all(&frame);
    }
    match socket.read(&mut byte) {
        Ok(0) => None,
        Ok(_) => Some(byte[0]),
        Err(error) => {
            let hung_up = [ErrorKind::ConnectionReset, ErrorKind::BrokenPipe];
            assert!(hung_up.contains(&error.kind()), "{error}");
            None
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_by_a_socket_is_no_larger_than_one_by_post() {
    let network = network().await;
    // A text is answered by one in one piece.
    assert_eq!(halves(network.address(), MOST / 2), Some(0x81));
    assert_eq!(halves(network.address(), MOST / 2 + 1), None);
    network.shutdown().await;
}
