//! The bodies of recording 14, verbatim over HTTP and WebSocket.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::time::Duration;

use ballast_chain::{Client, Config, EndpointConfig, Error, Head, Request};
use common::{CHAIN, Node, Reply, chain_id, quick};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpListener, time::timeout};
use tokio_tungstenite::{accept_async, tungstenite::Message};

fn steps() -> Vec<Value> {
    let recording: Value = serde_json::from_str(include_str!("data/wire.json")).unwrap();
    recording["steps"].as_array().unwrap().clone()
}

/// Gives every recorded body as the answer to a single request, and to a batch of as many as it answers.
#[tokio::test]
async fn every_http_body_is_read_as_what_it_is() {
    let mut read = 0;
    for step in steps().iter().filter(|step| step.get("http").is_some()) {
        let body = step["http"]["responseBody"].as_str().unwrap().to_owned();
        let parsed: Option<Value> = serde_json::from_str(&body).ok();
        let node = Node::bad(move || Reply::Body(body.clone())).await;
        let client = Client::new(Config {
            retries: 0,
            ..quick(&[&node.url])
        })
        .unwrap();
        let answer = client.request::<Value>(Request::new("eth_call", json!([]))).await;
        let what = &step["do"];
        match parsed {
            None => assert!(matches!(answer, Err(Error::NotJson { .. })), "{what}: {answer:?}"),
            Some(Value::Array(list)) => {
                assert!(matches!(answer, Err(Error::Malformed { .. })), "{what}: {answer:?}");
                batch(&client, &list, what).await;
            }
            Some(single) => match single.get("error") {
                Some(error) => match answer {
                    Err(Error::Rpc(e)) => {
                        assert_eq!(
                            (json!(e.code), json!(e.message)),
                            (error["code"].clone(), error["message"].clone())
                        );
                    }
                    other => panic!("{what}: {other:?}"),
                },
                None if single["id"] == 1 => assert_eq!(answer.as_ref(), Ok(&single["result"]), "{what}"),
                None => assert!(matches!(answer, Err(Error::Malformed { .. })), "{what}: {answer:?}"),
            },
        }
        read += 1;
    }
    assert_eq!(read, 26);
}

/// A batch whose ids are those that the client gives is read in full; any other is refused.
async fn batch(client: &Client, list: &[Value], what: &Value) {
    if list.len() < 2 {
        return;
    }
    let requests = vec![Request::new("eth_call", json!([])); list.len()];
    let ours = list.iter().enumerate().all(|(i, answer)| answer["id"] == json!(i + 1));
    match client.batch(&requests).await {
        Ok(batch) => {
            assert!(ours, "{what}");
            for (answer, recorded) in batch.answers.iter().zip(list) {
                match answer {
                    Ok(result) => assert_eq!(*result, recorded["result"]),
                    Err(error) => assert_eq!(json!(error.message), recorded["error"]["message"]),
                }
            }
        }
        Err(error) => assert!(!ours && matches!(error, Error::Malformed { .. }), "{what}: {error}"),
    }
}

/// A WebSocket that plays the recorded messages, all of both subscriptions, and then closes.
async fn recorded_socket() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}", listener.local_addr().unwrap());
    let received: Vec<String> = steps()
        .iter()
        .filter_map(|step| Some(step["websocket"]["received"].as_str()?.to_owned()))
        .collect();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut socket = accept_async(stream).await.unwrap();
        let (answers, rest): (Vec<String>, Vec<String>) =
            received.into_iter().partition(|text| text.contains("\"id\""));
        for answer in &answers[..2] {
            let request = socket.next().await.unwrap().unwrap().into_text().unwrap();
            let id = |text: &str| serde_json::from_str::<Value>(text).unwrap()["id"].clone();
            assert_eq!(id(&request), id(answer));
            socket.send(Message::text(answer.clone())).await.unwrap();
        }
        for message in rest {
            socket.send(Message::text(message)).await.unwrap();
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    });
    url
}

async fn heads(client: &Client, count: usize) -> Vec<Head> {
    timeout(Duration::from_secs(10), client.heads().take(count).collect())
        .await
        .expect("heads came too late")
}

fn client(http: &str, ws: Option<String>) -> Client {
    let endpoints = vec![EndpointConfig {
        url: http.to_owned(),
        ws,
    }];
    Client::new(Config {
        endpoints,
        ..quick(&[])
    })
    .unwrap()
}

#[tokio::test]
async fn heads_come_by_websocket_and_logs_of_other_subscriptions_do_not() {
    let http = Node::raw(|_| chain_id(CHAIN)).await;
    let client = client(&http.url, Some(recorded_socket().await));
    let heads = heads(&client, 4).await;
    assert_eq!(heads.iter().map(|head| head.height.0).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(
        heads[0].producer.to_string(),
        "0x1C8Bd848f48ab9954A8995604e8777126d05aa1e"
    );
    assert_eq!(heads[1].timestamp.seconds(), 1_767_225_615);
    assert_eq!(client.endpoints()[0].height.unwrap().0, 5);
}

#[tokio::test]
async fn heads_are_polled_for_where_the_websocket_fails() {
    let recording: Value = serde_json::from_str(include_str!("data/boot.json")).unwrap();
    let block = recording["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["do"] == "block latest without transactions");
    let result = block.unwrap()["response"]["result"].clone();
    let node = Node::rpc(move |method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        _ => json!({ "result": result }),
    })
    .await;
    let nowhere = common::nobody().await.replace("http", "ws");
    let heads = heads(&client(&node.url, Some(nowhere)), 1).await;
    assert_eq!(heads[0].height.0, 27);
    assert_eq!(heads[0].base_fee_per_gas.unwrap().rau(), 1_000_000_000_000);
}
