//! Endpoints of one's own: looked at before use, put in place of others, and what is seen of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use ballast_chain::{Client, Config, EndpointConfig, Error, probe};
use ballast_domain::Height;
use common::{CHAIN, Node, Reply, chain_id, nobody, quick};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    time::{sleep, timeout},
};
use tokio_tungstenite::{accept_async, tungstenite::Message};

const BLOCK: Duration = Duration::from_millis(200);

fn at(url: &str) -> EndpointConfig {
    EndpointConfig {
        url: url.to_owned(),
        ws: None,
    }
}

/// A node whose height is `height`, going up by `step` each time it is asked.
async fn node(height: u64, step: u64) -> Node {
    let height = AtomicU64::new(height);
    Node::rpc(move |method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        _ => json!({ "result": format!("{:#x}", height.fetch_add(step, Ordering::SeqCst)) }),
    })
    .await
}

#[tokio::test]
async fn an_endpoint_is_measured_by_the_others_or_has_to_come_to_a_new_block() {
    let still = node(100, 0).await;
    let of = |best: Option<u64>| {
        let endpoint = at(&still.url);
        async move { probe(&endpoint, CHAIN, best.map(Height), BLOCK).await }
    };
    assert_eq!(of(Some(110)).await.unwrap().height, Height(100));
    let (url, behind) = (still.url.clone(), 900);
    assert_eq!(
        of(Some(1000)).await,
        Err(Error::Lagging {
            node: url.clone(),
            behind
        })
    );
    let height = Height(100);
    assert_eq!(of(None).await, Err(Error::Stalled { node: url, height }));
    let moving = node(100, 1).await;
    assert!(probe(&at(&moving.url), CHAIN, None, BLOCK).await.unwrap().height > Height(99));
}

#[tokio::test]
async fn an_endpoint_of_another_chain_a_dead_one_and_no_address_are_refused() {
    let wrong = Node::raw(|_| chain_id(1)).await;
    let refusal = |endpoint: EndpointConfig| async move { probe(&endpoint, CHAIN, None, BLOCK).await.unwrap_err() };
    assert!(matches!(
        refusal(at(&wrong.url)).await,
        Error::WrongChain { found: 1, .. }
    ));
    assert!(matches!(refusal(at(&nobody().await)).await, Error::Unreachable { .. }));
    let page = Node::raw(|_| Reply::Body("<html>".into())).await;
    assert!(matches!(refusal(at(&page.url)).await, Error::NotJson { .. }));
    for bad in ["", "localhost:8545", "ftp://127.0.0.1/", "http://"] {
        assert!(matches!(refusal(at(bad)).await, Error::BadUrl { .. }), "{bad}");
    }
    let good = node(100, 1).await;
    let with = |ws: &str| EndpointConfig {
        ws: Some(ws.to_owned()),
        ..at(&good.url)
    };
    assert!(matches!(
        refusal(with("http://127.0.0.1/")).await,
        Error::BadSocketUrl { .. }
    ));
    let silent = nobody().await.replace("http", "ws");
    assert!(matches!(refusal(with(&silent)).await, Error::Unreachable { node, .. } if node == silent));
}

#[tokio::test]
async fn a_failover_says_who_failed_why_and_who_answers_now() {
    let (dead, good) = (nobody().await, node(7, 0).await);
    let client = Client::new(quick(&[&dead, &good.url])).unwrap();
    assert_eq!(client.last_failover(), None);
    client.height().await.unwrap();
    let seen = client.last_failover().unwrap();
    assert_eq!((seen.from, seen.to), (dead.clone(), good.url.clone()));
    assert!(seen.why.contains("cannot be reached"), "{}", seen.why);
    let in_use: Vec<_> = client
        .endpoints()
        .into_iter()
        .filter(|e| e.in_use)
        .map(|e| e.url)
        .collect();
    assert_eq!(in_use, [good.url.as_str()]);
}

#[tokio::test]
async fn measuring_asks_every_endpoint_and_tells_how_far_behind_each_is() {
    let (first, second) = (node(100, 0).await, node(60, 0).await);
    let client = Client::new(quick(&[&first.url, &second.url, &nobody().await])).unwrap();
    client.measure().await;
    let all = client.endpoints();
    assert_eq!(
        all.iter().map(|e| e.behind).collect::<Vec<_>>(),
        [Some(0), Some(40), None]
    );
    assert_eq!(all.iter().map(|e| e.lagging).collect::<Vec<_>>(), [false, true, false]);
    assert!(all[2].last_error.is_some() && all[1].latency_millis.is_some());
}

#[tokio::test]
async fn what_is_known_of_an_endpoint_outlives_a_change_of_the_others() {
    let (first, second) = (node(100, 0).await, node(101, 0).await);
    let client = Client::new(quick(&[&first.url])).unwrap();
    client.height().await.unwrap();
    client.set_endpoints(&[at(&second.url), at(&first.url)]).unwrap();
    let known: Vec<_> = client.endpoints().iter().map(|e| e.height).collect();
    assert_eq!(known, [None, Some(Height(100))]);
    assert!(matches!(
        client.set_endpoints(&[at("nowhere")]),
        Err(Error::BadUrl { .. })
    ));
    assert_eq!(client.endpoints().len(), 2, "a refused change changes nothing");
    assert_eq!(client.height().await.unwrap().height, Height(101));
}

/// A node with a WebSocket that can be switched off: heads count up from 1,000 by socket, and from 1 when asked for.
struct Switched {
    client: Client,
    on: Arc<AtomicBool>,
}

fn head(height: u64) -> Value {
    let recording: Value = serde_json::from_str(include_str!("data/boot.json")).unwrap();
    let steps = recording["steps"].as_array().unwrap();
    let block = steps
        .iter()
        .find(|step| step["do"] == "block latest without transactions");
    let mut head = block.unwrap()["response"]["result"].clone();
    head["number"] = json!(format!("{height:#x}"));
    head
}

async fn switched() -> Switched {
    let asked = AtomicU64::new(1);
    let http = Node::rpc(move |method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        _ => json!({ "result": head(asked.fetch_add(1, Ordering::SeqCst)) }),
    })
    .await;
    let on = Arc::new(AtomicBool::new(true));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let ws = format!("ws://{}", listener.local_addr().unwrap());
    let switch = on.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if !switch.load(Ordering::SeqCst) {
                continue;
            }
            let mut socket = accept_async(stream).await.unwrap();
            for id in 1..=2 {
                socket.next().await.unwrap().unwrap();
                let result = if id == 1 { format!("{CHAIN:#x}") } else { "0x9".into() };
                let answer = json!({ "jsonrpc": "2.0", "id": id, "result": result });
                socket.send(Message::text(answer.to_string())).await.unwrap();
            }
            for height in 1000.. {
                if !switch.load(Ordering::SeqCst) {
                    break;
                }
                let news = json!({ "method": "eth_subscription", "params": { "subscription": "0x9", "result": head(height) } });
                if socket.send(Message::text(news.to_string())).await.is_err() {
                    break;
                }
                sleep(Duration::from_millis(10)).await;
            }
        }
    });
    let endpoints = vec![EndpointConfig {
        url: http.url,
        ws: Some(ws),
    }];
    let config = Config {
        endpoints,
        retry_sockets: Duration::from_millis(200),
        ..quick(&[])
    };
    Switched {
        client: Client::new(config).unwrap(),
        on,
    }
}

#[tokio::test]
async fn heads_come_by_polling_while_the_websocket_is_away_and_by_websocket_again() {
    let node = switched().await;
    let mut heads = node.client.heads();
    let by_socket = |height: Height| height.0 >= 1000;
    for socket in [true, false, true, false] {
        node.on.store(socket, Ordering::SeqCst);
        let changed = async { while by_socket(heads.next().await.unwrap().height) != socket {} };
        timeout(Duration::from_secs(10), changed)
            .await
            .expect("heads come the other way");
        assert_eq!(node.client.endpoints()[0].socket, socket);
    }
}

#[tokio::test]
async fn heads_follow_a_change_of_the_endpoints_at_once() {
    let node = switched().await;
    let mut heads = node.client.heads();
    heads.next().await.unwrap();
    let other = Node::rpc(|method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        _ => json!({ "result": head(5000) }),
    })
    .await;
    node.client.set_endpoints(&[at(&other.url)]).unwrap();
    let arrived = async { while heads.next().await.unwrap().height != Height(5000) {} };
    timeout(Duration::from_secs(10), arrived)
        .await
        .expect("the new endpoint's head");
}
