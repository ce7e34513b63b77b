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

use ballast_chain::{Client, Config, EndpointConfig, Error, Pace, probe};
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
    let (first, second, third) = (node(100, 0).await, node(60, 0).await, node(99, 0).await);
    let client = Client::new(quick(&[&first.url, &second.url, &third.url, &nobody().await])).unwrap();
    client.measure().await;
    let all = client.endpoints();
    assert_eq!(
        all.iter().map(|e| e.behind).collect::<Vec<_>>(),
        [Some(0), Some(40), Some(1), None]
    );
    assert_eq!(
        all.iter().map(|e| e.lagging).collect::<Vec<_>>(),
        [false, true, false, false]
    );
    assert!(all[3].last_error.is_some() && all[1].latency_millis.is_some());
    assert_eq!(client.surely_had(), Some(Height(99)));
}

/// A chain whose blocks take 2.5 seconds.
fn paced(urls: &[&str]) -> Config {
    Config {
        pace: Some(Pace {
            block: Duration::from_millis(2_500),
            slack: 24,
            known: None,
        }),
        ..quick(urls)
    }
}

/// A node whose height can be set; at 0 it answers nothing.
async fn at_will(height: &Arc<AtomicU64>) -> Node {
    let height = height.clone();
    Node::raw(move |body| {
        let request: Value = serde_json::from_str(body).unwrap();
        let height = match height.load(Ordering::SeqCst) {
            0 => return Reply::Close,
            height => format!("{height:#x}"),
        };
        let one = |request: &Value| {
            let result = match request["method"].as_str().unwrap() {
                "eth_chainId" => json!(format!("{CHAIN:#x}")),
                "eth_blockNumber" => json!(height),
                _ => head(u64::from_str_radix(&height[2..], 16).unwrap()),
            };
            json!({ "jsonrpc": "2.0", "id": request["id"], "result": result })
        };
        Reply::Body(match &request {
            Value::Array(batch) => batch.iter().map(one).collect::<Value>().to_string(),
            request => one(request).to_string(),
        })
    })
    .await
}

fn height(height: u64) -> Arc<AtomicU64> {
    Arc::new(AtomicU64::new(height))
}

#[tokio::test]
async fn an_endpoint_that_claims_a_million_blocks_more_stays_behind_the_honest_one() {
    let (honest_at, liar_at) = (height(1_000), height(1_001_000));
    let (honest, liar) = (at_will(&honest_at).await, at_will(&liar_at).await);
    for config in [paced(&[&honest.url, &liar.url]), quick(&[&honest.url, &liar.url])] {
        let client = Client::new(config).unwrap();
        assert_eq!(client.height().await.unwrap().node, honest.url);
        client.measure().await;
        assert_eq!(client.height().await.unwrap().node, honest.url, "after a look at both");
        let all = client.endpoints();
        assert!(!all[0].lagging && !all[0].ahead && all[0].in_use, "{all:?}");
    }
    let client = Client::new(paced(&[&honest.url, &liar.url])).unwrap();
    client.height().await.unwrap();
    client.measure().await;
    let all = client.endpoints();
    assert!(all[1].ahead && all[0].behind == Some(0), "{all:?}");
    // One hiccup of the honest one puts no false height in its place.
    honest_at.store(0, Ordering::SeqCst);
    assert!(client.height().await.is_err());
    honest_at.store(1_001, Ordering::SeqCst);
    let seen = client.height().await.unwrap();
    assert_eq!((seen.node, seen.height), (honest.url.clone(), Height(1_001)));
}

#[tokio::test]
async fn a_first_endpoint_whose_height_leaps_is_passed_over_until_it_tells_what_can_be() {
    let (first_at, second_at) = (height(1_000), height(1_000));
    let (first, second) = (at_will(&first_at).await, at_will(&second_at).await);
    let client = Client::new(paced(&[&first.url, &second.url])).unwrap();
    assert_eq!(client.head().await.unwrap().node, first.url);
    for odd in [1_001_000, u64::MAX, 1 << 63] {
        first_at.store(odd, Ordering::SeqCst);
        let seen = client.head().await.unwrap();
        assert_eq!((seen.node, seen.value.height), (second.url.clone(), Height(1_000)));
    }
    assert!(client.last_failover().unwrap().why.contains("cannot have come to"));
    first_at.store(1_001, Ordering::SeqCst);
    // The person's order counts again as soon as it is back, long before its rest is over.
    let back = async {
        while client.height().await.unwrap().node != first.url {
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(20), back)
        .await
        .expect("it is asked first again");
}

#[tokio::test]
async fn a_sole_endpoint_is_measured_by_a_height_that_is_known_and_its_date() {
    let at = height(1_000_020);
    let node = at_will(&at).await;
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let known = (
        Height(1_000_000),
        ballast_domain::Timestamp::from_seconds(now.as_secs()),
    );
    let mut config = paced(&[&node.url]);
    config.pace = config.pace.map(|pace| Pace {
        known: Some(known),
        ..pace
    });
    let client = Client::new(Config { retries: 0, ..config }).unwrap();
    assert_eq!(client.height().await.unwrap().height, Height(1_000_020));
    at.store(u64::MAX, Ordering::SeqCst);
    let refused = client.height().await.unwrap_err();
    assert_eq!(
        refused,
        Error::Ahead {
            node: node.url.clone(),
            height: Height(u64::MAX)
        }
    );
    assert!(client.endpoints()[0].ahead);
    // Upward alone: a chain may have stood still, and a head may go down.
    at.store(40, Ordering::SeqCst);
    assert_eq!(client.height().await.unwrap().height, Height(40));
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
