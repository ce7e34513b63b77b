//! A node on the loopback that answers from recordings, and misbehaves on request.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod recordings;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use ballast_chain::{Client, Config, EndpointConfig};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

pub const CHAIN: u64 = 4690;

/// What the node does with a request body.
#[derive(Clone)]
pub enum Reply {
    /// 200 with this body.
    Body(String),
    /// Another status with this body.
    Status(u16, String),
    /// Announces the whole body and sends half of it.
    Half(String),
    /// Closes the connection without a word.
    Close,
    /// Says nothing for this long.
    Silence(Duration),
    /// An endless array, chunk by chunk, up to so many bytes.
    Flood(usize),
    /// Announces so many bytes at once.
    Announce(usize),
}

type Handler = dyn Fn(&str) -> Reply + Send + Sync;

pub struct Node {
    pub url: String,
    pub bodies: Arc<Mutex<Vec<String>>>,
    /// Bytes of a [`Reply::Flood`] that were taken off the wire.
    pub flooded: Arc<AtomicUsize>,
}

impl Node {
    /// Serves with raw bodies.
    pub async fn raw(handler: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (bodies, flooded) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<AtomicUsize>::default());
        let (log, count, handler): (_, _, Arc<Handler>) = (bodies.clone(), flooded.clone(), Arc::new(handler));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, handler.clone(), log.clone(), count.clone()));
            }
        });
        Self { url, bodies, flooded }
    }

    /// Serves single requests and batches by one function from method and params to `{result}` or `{error}`.
    pub async fn rpc(answer: impl Fn(&str, &Value) -> Value + Send + Sync + 'static) -> Self {
        Self::raw(move |body| {
            let one = |request: &Value| {
                let mut reply = answer(request["method"].as_str().unwrap(), &request["params"]);
                reply["jsonrpc"] = json!("2.0");
                reply["id"] = request["id"].clone();
                reply
            };
            Reply::Body(match serde_json::from_str(body).unwrap() {
                Value::Array(batch) => batch.iter().map(one).collect::<Value>().to_string(),
                request => one(&request).to_string(),
            })
        })
        .await
    }

    /// Says the right chain id, and answers everything else by `reply`.
    pub async fn bad(reply: impl Fn() -> Reply + Send + Sync + 'static) -> Self {
        Self::raw(move |body| {
            if body.contains("eth_chainId") {
                chain_id(CHAIN)
            } else {
                reply()
            }
        })
        .await
    }

    /// Serves a recording.
    pub async fn recorded(text: &'static str, height: u64) -> Self {
        let recording: Value = serde_json::from_str(text).unwrap();
        let steps = recording["steps"].as_array().unwrap();
        // A node that does not know a method says so whatever the arguments are.
        let unknown: Vec<String> = steps
            .iter()
            .filter(|step| step["response"]["error"]["message"] == "invalid call sig")
            .filter_map(|step| Some(selector(&step["params"])?.to_owned()))
            .collect();
        let answers: HashMap<String, Value> = steps
            .iter()
            .map(|step| {
                (
                    key(step["method"].as_str().unwrap(), &step["params"]),
                    step["response"].clone(),
                )
            })
            .collect();
        Self::rpc(move |method, params| match method {
            "eth_blockNumber" => json!({ "result": format!("{height:#x}") }),
            "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
            _ if selector(params).is_some_and(|selector| unknown.iter().any(|known| known == selector)) => {
                json!({ "error": { "code": -32603, "message": "invalid call sig" } })
            }
            _ => answers
                .get(&key(method, params))
                .cloned()
                .or_else(|| unknown_tag(method, params))
                .unwrap_or_else(|| panic!("not recorded: {method} {params}")),
        })
        .await
    }

    /// Serves what a node answered in the first `steps` steps of a part of a recording; of equal questions the last answer.
    pub async fn after(part: &str, steps: usize, height: u64) -> Self {
        let recording: Value = serde_json::from_str(part).unwrap();
        let asked = recording["steps"].as_array().unwrap().iter().take(steps);
        let answer = |step: &Value| {
            let request = step.get("request")?;
            // Answers are found without regard to capitals, and a tag in capitals is none.
            let tag = request["params"][0].as_str().unwrap_or_default();
            if tag.bytes().all(|byte| byte.is_ascii_alphabetic()) && tag.bytes().any(|byte| byte.is_ascii_uppercase()) {
                return None;
            }
            let key = key(request["method"].as_str()?, &request["params"]);
            Some((key, step["response"].clone()))
        };
        let answers: HashMap<String, Value> = asked.filter_map(answer).collect();
        Self::rpc(move |method, params| match method {
            "eth_blockNumber" => json!({ "result": format!("{height:#x}") }),
            "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
            _ => answers
                .get(&key(method, params))
                .cloned()
                .or_else(|| unknown_tag(method, params))
                .unwrap_or_else(|| panic!("not recorded until then: {method} {params}")),
        })
        .await
    }

    pub fn client(&self) -> Client {
        Client::new(quick(&[&self.url])).unwrap()
    }

    pub fn methods(&self) -> Vec<String> {
        let method = |body: &String| {
            serde_json::from_str::<Value>(body).unwrap()["method"]
                .as_str()
                .map(str::to_owned)
        };
        self.bodies.lock().unwrap().iter().filter_map(method).collect()
    }
}

/// What a node says that does not know the tag of the newest final block (recording 01), where it is asked for that.
pub fn unknown_tag(method: &str, params: &Value) -> Option<Value> {
    let asks = method == "eth_getBlockByNumber" && params[0] == "finalized";
    let message = "strconv.ParseUint: parsing \"finalized\": invalid syntax";
    asks.then(|| json!({ "error": { "code": -32603, "message": message } }))
}

fn selector(params: &Value) -> Option<&str> {
    params[0]["data"].as_str()?.get(..10)
}

fn key(method: &str, params: &Value) -> String {
    // The client asks for lists of up to 1,000,000 entries, the recordings of up to 10,000: there are never so many.
    let (ours, theirs) = (format!("{:064x}", 1_000_000), format!("{:064x}", 10_000));
    format!("{method} {params}").to_lowercase().replace(&ours, &theirs)
}

pub fn chain_id(id: u64) -> Reply {
    Reply::Body(json!({ "jsonrpc": "2.0", "id": 1, "result": format!("{id:#x}") }).to_string())
}

/// A configuration that does not make a test wait.
pub fn quick(urls: &[&str]) -> Config {
    let endpoints = urls
        .iter()
        .map(|url| EndpointConfig {
            url: (*url).to_owned(),
            ws: None,
        })
        .collect();
    Config {
        timeout: Duration::from_secs(5),
        backoff: Duration::from_millis(5),
        poll_every: Duration::from_millis(20),
        ..Config::new(CHAIN, endpoints)
    }
}

/// An address where nobody listens.
pub async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

async fn serve(mut stream: TcpStream, handler: Arc<Handler>, log: Arc<Mutex<Vec<String>>>, flooded: Arc<AtomicUsize>) {
    let Some(body) = read_request(&mut stream).await else {
        return;
    };
    log.lock().unwrap().push(body.clone());
    let _ = match handler(&body) {
        Reply::Body(body) => write(&mut stream, 200, body.len(), &body).await,
        Reply::Status(status, body) => write(&mut stream, status, body.len(), &body).await,
        Reply::Half(body) => write(&mut stream, 200, body.len(), &body[..body.len() / 2]).await,
        Reply::Announce(length) => write(&mut stream, 200, length, "[").await,
        Reply::Close => Ok(()),
        Reply::Silence(time) => {
            tokio::time::sleep(time).await;
            Ok(())
        }
        Reply::Flood(bytes) => flood(&mut stream, bytes, &flooded).await,
    };
}

async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 8192];
        let read = stream.read(&mut chunk).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(body.to_owned());
            }
        }
    }
}

async fn write(stream: &mut TcpStream, status: u16, length: usize, body: &str) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 {status} x\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.shutdown().await
}

async fn flood(stream: &mut TcpStream, bytes: usize, flooded: &AtomicUsize) -> std::io::Result<()> {
    stream
        .write_all(b"HTTP/1.1 200 x\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n")
        .await?;
    let chunk = "[1,".repeat(21_846);
    while flooded.load(Ordering::SeqCst) < bytes {
        stream
            .write_all(format!("{:x}\r\n{chunk}\r\n", chunk.len()).as_bytes())
            .await?;
        flooded.fetch_add(chunk.len(), Ordering::SeqCst);
    }
    stream.write_all(b"0\r\n\r\n").await
}
