//! A node that is a practice network's, with other answers where a test wants them.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::Arc,
    thread,
};

use ballast_chain::Client;
use ballast_domain::Network;
use ballast_practice::{Config, Genesis, Handle, default_genesis, start};
use serde_json::{Value, json};

/// How many blocks an epoch of [`short_eras`] has.
pub const EPOCH: u64 = 24;

/// Changes an answer: told the method and its parameters.
type Change = dyn Fn(&str, &Value, &mut Value) + Send + Sync;
/// Answers in the node's place, where it does: told the method and its parameters.
type Instead = dyn Fn(&str, &Value) -> Option<Value> + Send + Sync;

/// Starts one before the node at `target`; gives its address.
pub fn relay(target: SocketAddr, change: impl Fn(&str, &Value, &mut Value) + Send + Sync + 'static) -> String {
    relay_instead(target, |_, _| None, change)
}

/// Starts one that answers some single requests by itself, of which the node hears nothing.
pub fn relay_instead(
    target: SocketAddr,
    instead: impl Fn(&str, &Value) -> Option<Value> + Send + Sync + 'static,
    change: impl Fn(&str, &Value, &mut Value) + Send + Sync + 'static,
) -> String {
    listen(move |client| serve(client, target, &instead, &change))
}

/// Starts one that changes nothing, and answers nobody while `is_silent` says so.
pub fn relay_unless(target: SocketAddr, is_silent: impl Fn() -> bool + Send + Sync + 'static) -> String {
    let instead = |_: &str, _: &Value| None;
    let change = |_: &str, _: &Value, _: &mut Value| {};
    listen(move |client| match is_silent() {
        true => None,
        false => serve(client, target, &instead, &change),
    })
}

fn listen(each: impl Fn(TcpStream) -> Option<()> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let each = Arc::new(each);
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let each = each.clone();
            thread::spawn(move || each(client));
        }
    });
    url
}

/// What the node at `target` answers.
pub fn ask(target: SocketAddr, asked: &Value) -> Option<Value> {
    let text = asked.to_string();
    let mut node = TcpStream::connect(target).ok()?;
    let head = format!(
        "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        text.len()
    );
    node.write_all((head + &text).as_bytes()).ok()?;
    serde_json::from_slice(&body_of(&mut node)?).ok()
}

/// Starts a practice network that makes blocks when asked; gives it with a client of it and the address of a relay before it.
pub async fn on_demand(change: impl Fn(&str, &Value, &mut Value) + Send + Sync + 'static) -> (Handle, Client, String) {
    let (chain, client) = on_demand_from(default_genesis()).await;
    let url = relay(chain.address(), change);
    (chain, client, url)
}

/// Starts a practice network from this genesis that makes blocks when asked; gives it with a client of it.
pub async fn on_demand_from(genesis: Genesis) -> (Handle, Client) {
    let config = Config {
        genesis: Some(genesis),
        on_demand: true,
        ..Config::default()
    };
    let chain = start(config).await.unwrap();
    let id = Network::Practice.params().chain_id;
    let client = Client::new(ballast_chain::Config::single(id, chain.url())).unwrap();
    (chain, client)
}

/// The built-in genesis with epochs of one round, and reward eras of two epochs.
pub fn short_eras() -> Genesis {
    Genesis {
        blocks_per_epoch: EPOCH,
        sub_epochs: 1,
        epochs_per_reward_era: Some(2),
        ..default_genesis()
    }
}

/// Starts a practice network with this chain id that makes a block each `block_seconds`; gives it.
pub async fn of_chain(chain_id: u64, block_seconds: f64) -> Handle {
    let mut genesis = default_genesis();
    genesis.evm_chain_id = chain_id;
    // Its dates are this machine's: what they are held to.
    genesis.genesis_timestamp = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs()
        - 600;
    let config = Config {
        genesis: Some(genesis),
        block_seconds,
        ..Config::default()
    };
    start(config).await.unwrap()
}

/// One request: the connection is closed after it.
fn serve(mut client: TcpStream, target: SocketAddr, instead: &Instead, change: &Change) -> Option<()> {
    let asked: Value = serde_json::from_slice(&body_of(&mut client)?).ok()?;
    let method = asked["method"].as_str().unwrap_or_default();
    if let Some(result) = instead(method, &asked["params"]) {
        let own = json!({ "jsonrpc": "2.0", "id": asked["id"], "result": result });
        return answered(&mut client, &own);
    }
    let mut answer = ask(target, &asked)?;
    match (&asked, &mut answer) {
        (Value::Array(asked), Value::Array(answers)) => {
            for (asked, answer) in asked.iter().zip(answers) {
                change(asked["method"].as_str()?, &asked["params"], answer);
            }
        }
        (asked, answer) => change(asked["method"].as_str()?, &asked["params"], answer),
    }
    answered(&mut client, &answer)
}

fn answered(client: &mut TcpStream, answer: &Value) -> Option<()> {
    let text = answer.to_string();
    let head = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        text.len()
    );
    client.write_all((head + &text).as_bytes()).ok()
}

fn body_of(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0].to_ascii_lowercase());
    }
    let head = String::from_utf8(head).ok()?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"))?;
    let mut body = vec![0; length.trim().parse().ok()?];
    stream.read_exact(&mut body).ok()?;
    Some(body)
}
