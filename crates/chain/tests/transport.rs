//! How the transport stands nodes that are down, slow, wrong or hostile.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use ballast_chain::{Client, EndpointConfig, Error, Request};
use ballast_domain::{Address, Amount, Hash, keccak256};
use common::{CHAIN, Node, Reply, chain_id, nobody, quick};
use serde_json::{Value, json};

const MEGABYTE: usize = 1 << 20;

async fn healthy() -> Node {
    Node::rpc(|method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        "eth_blockNumber" => json!({ "result": "0x1b" }),
        "eth_getBalance" => json!({ "result": "0x7" }),
        "eth_sendRawTransaction" => json!({ "result": Hash(keccak256(&[2, 3])) }),
        _ => json!({ "error": { "code": -32603, "message": "method: x\n: web3 method not found", "data": "0x01" } }),
    })
    .await
}

async fn balance(node: &Node) -> Result<Amount, Error> {
    node.client()
        .balance(Address::STAKING)
        .await
        .map(|snapshot| snapshot.value)
}

#[tokio::test]
async fn a_read_says_its_height_and_its_node() {
    let node = healthy().await;
    let client = node.client();
    let snapshot = client.balance(Address::STAKING).await.unwrap();
    assert_eq!(
        (snapshot.value, snapshot.height.0, &snapshot.node),
        (Amount::from_rau(7), 27, &node.url)
    );
    assert_eq!(client.endpoints()[0].height.unwrap().0, 27);
    assert_eq!(client.endpoints()[0].last_error, None);
    assert!(client.endpoints()[0].latency_millis.is_some());
}

#[tokio::test]
async fn every_wrong_answer_is_an_error_of_its_own() {
    let page = || Reply::Body("<!DOCTYPE html><html><body>down for maintenance</body></html>".into());
    assert!(
        matches!(balance(&Node::bad(page).await).await, Err(Error::NotJson { start, .. }) if start.contains("html"))
    );

    let half = || Reply::Half(json!([{ "id": 1, "result": "0x1b" }, { "id": 2, "result": "0x7" }]).to_string());
    assert!(matches!(
        balance(&Node::bad(half).await).await,
        Err(Error::CutOff { .. })
    ));
    let fragment = || Reply::Body("[{\"id\":1,\"result\":\"0x".into());
    assert!(matches!(
        balance(&Node::bad(fragment).await).await,
        Err(Error::CutOff { .. })
    ));
    assert!(matches!(
        balance(&Node::bad(|| Reply::Close).await).await,
        Err(Error::CutOff { .. })
    ));

    let status = || Reply::Status(502, "bad gateway".into());
    assert!(matches!(
        balance(&Node::bad(status).await).await,
        Err(Error::Status { status: 502, .. })
    ));

    for body in [
        "[]",
        "{}",
        "7",
        "[{\"id\":1,\"result\":\"0x1b\"},{\"id\":2,\"result\":{}}]",
        "[{\"id\":7,\"result\":1}]",
    ] {
        let answer = balance(&Node::bad(move || Reply::Body(body.into())).await).await;
        assert!(matches!(answer, Err(Error::Malformed { .. })), "{body}: {answer:?}");
    }
    let down = Client::new(quick(&[&nobody().await])).unwrap();
    assert!(matches!(down.height().await, Err(Error::Unreachable { .. })));
    assert!(matches!(
        Client::new(quick(&[])).unwrap().height().await,
        Err(Error::NoEndpoint)
    ));
    assert!(matches!(
        Client::new(quick(&["ftp://127.0.0.1"])),
        Err(Error::BadUrl { .. })
    ));
}

#[tokio::test]
async fn an_error_of_the_node_keeps_code_text_and_data() {
    let node = healthy().await;
    match node
        .client()
        .request::<Value>(Request::new("eth_nosuch", json!([])))
        .await
    {
        Err(Error::Rpc(error)) => {
            assert_eq!(error.code, -32603);
            assert!(error.is_unknown_method());
            assert_eq!(error.data, Some(json!("0x01")));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn fifty_megabytes_are_given_up_on_before_they_have_arrived() {
    let node = Node::bad(|| Reply::Flood(50 * MEGABYTE)).await;
    let client = Client::new(ballast_chain::Config {
        retries: 0,
        ..quick(&[&node.url])
    })
    .unwrap();
    let answer = client.height().await;
    assert_eq!(
        answer.unwrap_err(),
        Error::TooLarge {
            node: node.url.clone(),
            limit: 32 * MEGABYTE
        }
    );
    assert!(
        node.flooded.load(Ordering::SeqCst) < 45 * MEGABYTE,
        "it was read to its end"
    );

    let node = Node::bad(|| Reply::Announce(50 * MEGABYTE)).await;
    assert!(matches!(balance(&node).await, Err(Error::TooLarge { .. })));
}

#[tokio::test]
async fn a_slow_node_costs_no_more_than_the_timeout() {
    let node = Node::bad(|| Reply::Silence(Duration::from_secs(30))).await;
    let config = ballast_chain::Config {
        timeout: Duration::from_millis(200),
        retries: 1,
        ..quick(&[&node.url])
    };
    let (client, started) = (Client::new(config).unwrap(), Instant::now());
    assert!(matches!(client.height().await, Err(Error::Timeout { .. })));
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(client.endpoints()[0].failures, 2);
}

#[tokio::test]
async fn a_node_of_another_chain_is_asked_for_its_chain_id_and_nothing_else() {
    let wrong = Node::raw(|_| chain_id(4689)).await;
    let client = wrong.client();
    let expected = Error::WrongChain {
        node: wrong.url.clone(),
        expected: CHAIN,
        found: 4689,
    };
    assert_eq!(client.balance(Address::STAKING).await.unwrap_err(), expected);
    assert_eq!(client.send_raw(&[2, 3]).await.unwrap_err(), expected);
    assert!(!expected.may_have_arrived());
    assert!(wrong.methods().iter().all(|method| method == "eth_chainId"));
    assert_eq!(client.endpoints()[0].chain_id, Some(4689));

    let right = healthy().await;
    client
        .set_endpoints(&[&wrong, &right].map(|node| EndpointConfig {
            url: node.url.clone(),
            ws: None,
        }))
        .unwrap();
    assert_eq!(client.balance(Address::STAKING).await.unwrap().node, right.url);
}

#[tokio::test]
async fn reads_move_on_to_the_next_endpoint_and_stay_there_for_a_while() {
    let (page, good) = (Node::bad(|| Reply::Body("<html>".into())).await, healthy().await);
    let client = Client::new(quick(&[&nobody().await, &page.url, &good.url])).unwrap();
    for _ in 0..3 {
        assert_eq!(client.balance(Address::STAKING).await.unwrap().node, good.url);
    }
    assert_eq!(
        page.bodies.lock().unwrap().len(),
        2,
        "a chain id and one read; then it rests"
    );
    let failures: Vec<u32> = client.endpoints().iter().map(|status| status.failures).collect();
    assert_eq!(failures, [1, 1, 0]);
}

#[tokio::test]
async fn a_read_is_tried_again_a_bounded_number_of_times() {
    let calls = Arc::new(AtomicUsize::new(0));
    let seen = calls.clone();
    let node = Node::bad(move || match seen.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::Close,
        _ => Reply::Body(json!({ "id": 1, "result": "0x1b" }).to_string()),
    })
    .await;
    assert_eq!(node.client().height().await.unwrap().height.0, 27);

    let dead = Node::bad(|| Reply::Close).await;
    assert!(dead.client().height().await.is_err());
    let reads = dead.methods().iter().filter(|method| *method != "eth_chainId").count();
    assert_eq!(reads, 3, "once, and two retries");
}

#[tokio::test]
async fn a_send_moves_on_only_where_nothing_was_sent() {
    let (good, hash) = (healthy().await, Hash(keccak256(&[2, 3])));
    let client = Client::new(quick(&[&nobody().await, &good.url])).unwrap();
    assert_eq!(client.send_raw(&[2, 3]).await, Ok(hash));

    let (dropping, good) = (Node::bad(|| Reply::Close).await, healthy().await);
    let client = Client::new(quick(&[&dropping.url, &good.url])).unwrap();
    let error = client.send_raw(&[2, 3]).await.unwrap_err();
    assert!(error.may_have_arrived(), "{error}");
    assert_eq!(
        dropping
            .methods()
            .iter()
            .filter(|method| *method == "eth_sendRawTransaction")
            .count(),
        1
    );
    assert!(good.methods().is_empty());
}

#[tokio::test]
async fn a_transaction_that_the_node_has_already_counts_as_sent() {
    let known = Node::rpc(|method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        _ => json!({ "error": { "code": 13, "message": "known transaction" } }),
    });
    assert_eq!(
        known.await.client().send_raw(&[2, 3]).await,
        Ok(Hash(keccak256(&[2, 3])))
    );

    let refusing = Node::rpc(|method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        _ => json!({ "error": { "code": 13, "message": "nonce too low" } }),
    });
    let error = refusing.await.client().send_raw(&[2, 3]).await.unwrap_err();
    assert!(matches!(&error, Error::Rpc(e) if e.code == 13) && !error.may_have_arrived());

    let lying = Node::rpc(|method, _| match method {
        "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
        _ => json!({ "result": Hash([9; 32]) }),
    });
    assert!(matches!(
        lying.await.client().send_raw(&[2, 3]).await,
        Err(Error::Malformed { .. })
    ));
}

#[tokio::test]
async fn large_batches_go_out_by_the_hundred() {
    let node = healthy().await;
    let requests = vec![Request::new("eth_getBalance", json!([Address::STAKING, "latest"])); 250];
    let batch = node.client().batch(&requests).await.unwrap();
    assert_eq!(batch.answers, vec![Ok(json!("0x7")); 250]);
    let sizes: Vec<usize> = node.bodies.lock().unwrap()[1..]
        .iter()
        .map(|body| serde_json::from_str::<Value>(body).unwrap().as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [100, 100, 50]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 32)]
async fn an_endpoint_is_asked_a_few_things_at_once_however_much_is_wanted() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (busy, peak) = (now.clone(), most.clone());
    let node = Node::rpc(move |method, _| {
        let at_once = busy.fetch_add(1, Ordering::SeqCst) + 1;
        peak.fetch_max(at_once, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(10));
        busy.fetch_sub(1, Ordering::SeqCst);
        match method {
            "eth_chainId" => json!({ "result": format!("{CHAIN:#x}") }),
            "eth_blockNumber" => json!({ "result": "0x1b" }),
            _ => json!({ "result": "0x7" }),
        }
    })
    .await;
    let client = node.client();
    let asked = (0..200).map(|_| client.balance(Address::STAKING));
    let answers = futures_util::future::join_all(asked).await;
    assert!(answers.iter().all(Result::is_ok));
    let most = most.load(Ordering::SeqCst);
    assert!((2..=8).contains(&most), "{most} at once");
}
