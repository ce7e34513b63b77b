//! A node between the wallet and the real one, which misbehaves as told.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use ballast_domain::{Hash, keccak256};
use serde_json::{Value, json};

/// What a gateway says whose node did not answer it.
const GATEWAY: &[u8] = b"<!doctype html><title>502</title><h1>Bad gateway</h1>";

/// A name that no chain takes: markup that would mark the page it stands in, in `window.hit`, and as long as a name can be
/// that takes the room of another one in an answer.
pub const MARKUP: &str = "<img src=/ onerror=self.hit=1>";

/// What the proxy does with requests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Passes everything on.
    None,
    /// Takes signed transactions and never passes them on, nor answers.
    HoldsTransactions,
    /// Passes signed transactions on and never answers.
    SwallowsAnswers,
    /// Passes the first signed transaction on and answers with a gateway's web page; from then on it refuses them all, as
    /// a node whose pool counts the first one's money already.
    LosesThenRefuses,
    /// Refuses the first signed transaction in the words of a node that finds too little money; takes those after it.
    RefusesFirst,
    /// Refuses signed transactions, as a node that has a dearer one with the same nonce.
    Refuses,
    /// Dies when the first signed transaction arrives: answers nothing from then on.
    Dies,
    /// Takes signed transactions with a friendly answer and forgets them, as a node drops what it cannot mine.
    Forgets,
    /// Passes everything on, but knows of no mined or waiting transaction until this many seconds have passed.
    Hides(u64),
    /// Tells of a delegate `delegate9` where the chain has `delegate0`.
    Renames,
    /// Tells of a delegate [`MARKUP`] where the chain has `delegate0`.
    Marks,
    /// Tells of blocks in which gas costs so many times as much.
    Dear(u64),
    /// Tells of a newest block that is so many blocks ahead.
    Ahead(u64),
    /// Answers with a web page.
    Html,
    /// Stops in the middle of an answer.
    Truncates,
    /// Answers without end.
    Endless,
    /// Answers after this many seconds.
    Slow(u64),
}

/// A misbehaving node on a loopback port.
pub struct Proxy {
    address: SocketAddr,
    transactions: Arc<AtomicUsize>,
}

impl Proxy {
    /// Starts one before the node at `target`.
    ///
    /// # Panics
    /// When no loopback port is free.
    pub fn start(target: SocketAddr, fault: Fault) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
        let address = listener.local_addr().expect("a bound listener has an address");
        let transactions = Arc::new(AtomicUsize::new(0));
        let (seen, since) = (transactions.clone(), Instant::now());
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let seen = seen.clone();
                thread::spawn(move || while serve(&client, target, fault, &seen, since).is_some() {});
            }
        });
        Self { address, transactions }
    }

    /// Its JSON-RPC address.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// How many signed transactions have arrived.
    pub fn transactions(&self) -> usize {
        self.transactions.load(Ordering::SeqCst)
    }

    /// Waits until a signed transaction has arrived.
    ///
    /// # Panics
    /// When none does within half a minute.
    pub fn wait_for_transaction(&self) {
        for _ in 0..300 {
            if self.transactions.load(Ordering::SeqCst) > 0 {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("no transaction arrived");
    }
}

/// Serves one request of a connection; none when it is over.
fn serve(mut client: &TcpStream, target: SocketAddr, fault: Fault, seen: &AtomicUsize, since: Instant) -> Option<()> {
    let body = read_request(client)?;
    let text = String::from_utf8_lossy(&body);
    let asks_for_one = is_for_one(&text);
    let sends = String::from_utf8_lossy(&body).contains("eth_sendRawTransaction");
    let forever = Duration::from_secs(3600);
    match fault {
        Fault::None if sends => {
            seen.fetch_add(1, Ordering::SeqCst);
        }
        Fault::HoldsTransactions if sends => {
            seen.fetch_add(1, Ordering::SeqCst);
            thread::sleep(forever);
        }
        Fault::SwallowsAnswers if sends => {
            ask(target, &body)?;
            seen.fetch_add(1, Ordering::SeqCst);
            thread::sleep(forever);
        }
        Fault::LosesThenRefuses if sends => {
            if seen.fetch_add(1, Ordering::SeqCst) == 0 {
                ask(target, &body)?;
                return answer(client, GATEWAY);
            }
            return refuse(client, &body, "insufficient funds for gas * price + value");
        }
        Fault::RefusesFirst if sends && seen.fetch_add(1, Ordering::SeqCst) == 0 => {
            return refuse(client, &body, "insufficient funds for gas * price + value");
        }
        Fault::Refuses if sends => return refuse(client, &body, "replacement transaction underpriced"),
        Fault::Dies if sends || seen.load(Ordering::SeqCst) > 0 => {
            seen.fetch_add(1, Ordering::SeqCst);
            return None;
        }
        Fault::Forgets if sends => {
            seen.fetch_add(1, Ordering::SeqCst);
            return answer(client, &accepted(&body)?);
        }
        Fault::Hides(seconds) if asks_for_one && since.elapsed() < Duration::from_secs(seconds) => {
            let request: Value = serde_json::from_slice(&body).ok()?;
            let nothing = |id: &Value| json!({ "jsonrpc": "2.0", "id": id, "result": null });
            let Some(asked) = request.as_array() else {
                return answer(client, &serde_json::to_vec(&nothing(&request["id"])).ok()?);
            };
            let mut answers: Vec<Value> = serde_json::from_slice(&ask(target, &body)?).ok()?;
            for (asked, told) in asked.iter().zip(&mut answers) {
                if is_for_one(asked["method"].as_str()?) {
                    *told = nothing(&asked["id"]);
                }
            }
            return answer(client, &serde_json::to_vec(&answers).ok()?);
        }
        Fault::Renames => {
            let whole = String::from_utf8(ask(target, &body)?).ok()?;
            let renamed = whole.replace(&hex("delegate0"), &hex("delegate9"));
            return answer(client, renamed.as_bytes());
        }
        Fault::Marks => {
            let whole = String::from_utf8(ask(target, &body)?).ok()?;
            let marked = whole.replace(&word("delegate0"), &word(MARKUP));
            return answer(client, marked.as_bytes());
        }
        Fault::Dear(times) => {
            let mut whole: Value = serde_json::from_slice(&ask(target, &body)?).ok()?;
            match &mut whole {
                Value::Array(answers) => answers.iter_mut().for_each(|answer| make_dear(answer, times)),
                answer => make_dear(answer, times),
            }
            return answer(client, &serde_json::to_vec(&whole).ok()?);
        }
        Fault::Ahead(blocks) => {
            let mut told: Value = serde_json::from_slice(&ask(target, &body)?).ok()?;
            raise(&serde_json::from_slice(&body).ok()?, &mut told, blocks);
            return answer(client, &serde_json::to_vec(&told).ok()?);
        }
        Fault::Html => return answer(client, GATEWAY),
        Fault::Truncates => {
            let whole = ask(target, &body)?;
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", whole.len());
            client.write_all(head.as_bytes()).ok()?;
            client.write_all(&whole[..whole.len() / 2]).ok()?;
            return None;
        }
        Fault::Endless => {
            client
                .write_all(
                    b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x",
                )
                .ok()?;
            let chunk = vec![b'0'; 1 << 16];
            while client.write_all(&chunk).is_ok() {}
            return None;
        }
        Fault::Slow(seconds) => thread::sleep(Duration::from_secs(seconds)),
        _ => {}
    }
    answer(client, &ask(target, &body)?)
}

/// Multiplies the price of gas of the block in an answer, where there is one.
fn make_dear(answer: &mut Value, times: u64) {
    let Some(fee) = answer["result"].get_mut("baseFeePerGas") else {
        return;
    };
    let said = fee.as_str().unwrap_or_default().trim_start_matches("0x");
    if let Ok(real) = u128::from_str_radix(said, 16) {
        *fee = json!(format!("{:#x}", real.saturating_mul(times.into())));
    }
}

/// Has answers tell of a newest block that is so many blocks ahead.
fn raise(asked: &Value, told: &mut Value, blocks: u64) {
    if let (Value::Array(asked), Value::Array(told)) = (asked, &mut *told) {
        return asked
            .iter()
            .zip(told)
            .for_each(|(asked, told)| raise(asked, told, blocks));
    }
    let place = match asked["method"].as_str() {
        Some("eth_blockNumber") => told.get_mut("result"),
        Some("eth_getBlockByNumber") if asked["params"][0] == "latest" => told.pointer_mut("/result/number"),
        _ => None,
    };
    let Some(place) = place else { return };
    let height = place.as_str().and_then(|text| text.strip_prefix("0x"));
    if let Some(height) = height.and_then(|digits| u64::from_str_radix(digits, 16).ok()) {
        *place = json!(format!("{:#x}", height.saturating_add(blocks)));
    }
}

/// Whether it is asked what became of one transaction.
fn is_for_one(text: &str) -> bool {
    text.contains("eth_getTransactionByHash") || text.contains("eth_getTransactionReceipt")
}

fn hex(text: &str) -> String {
    text.bytes().map(|b| format!("{b:02x}")).collect()
}

/// A text of 32 bytes at most, as the answer to a call holds it: how long it is, and a word of it.
fn word(text: &str) -> String {
    format!("{:064x}{:0<64}", text.len(), hex(text))
}

fn refuse(client: &TcpStream, body: &[u8], words: &str) -> Option<()> {
    let request: Value = serde_json::from_slice(body).ok()?;
    let refusal = json!({ "code": -32000, "message": words });
    let refused = json!({ "jsonrpc": "2.0", "id": request["id"], "error": refusal });
    answer(client, &serde_json::to_vec(&refused).ok()?)
}

/// What a node answers when it takes a transaction: its hash.
pub(crate) fn accepted(body: &[u8]) -> Option<Vec<u8>> {
    let request: Value = serde_json::from_slice(body).ok()?;
    let raw = request["params"][0].as_str()?.trim_start_matches("0x").as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let raw: Option<Vec<u8>> = raw.chunks(2).map(byte).collect();
    let hash = Hash(keccak256(&raw?));
    serde_json::to_vec(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": hash })).ok()
}

pub(crate) fn read_request(client: &TcpStream) -> Option<Vec<u8>> {
    let mut reader = BufReader::new(client);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(body)
}

pub(crate) fn answer(mut client: &TcpStream, body: &[u8]) -> Option<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    // At once: who writes twice waits for the other side's acknowledgement in between.
    client.write_all(&[head.as_bytes(), body].concat()).ok()
}

/// Passes a body on to the real node; none where it does not answer.
pub(crate) fn ask(target: SocketAddr, body: &[u8]) -> Option<Vec<u8>> {
    let mut node = TcpStream::connect(target).ok()?;
    let head = format!(
        "POST / HTTP/1.1\r\nHost: {target}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    node.write_all(&[head.as_bytes(), body].concat()).ok()?;
    let mut whole = Vec::new();
    node.read_to_end(&mut whole).ok()?;
    let split = whole.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    Some(whole.split_off(split))
}
