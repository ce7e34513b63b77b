//! The practice network in the app: it answers its wallet and no page, the page sees no pass, and what takes long is seen to
//! come on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::{Arc, Mutex},
    time::Duration,
};

use ballast_api::{Event, calls};
use ballast_domain::Network;
use ballast_wallet::Wallet;
use common::practice;
use tokio::sync::broadcast::error::RecvError;

/// The first line of the answer to a request for the chain id at `url`, with a line more in its head.
fn asked(url: &str, line: &str) -> String {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let body = r#"{"id":1,"method":"eth_chainId"}"#;
    let mut node = TcpStream::connect(host).unwrap();
    let head = format!(
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\n{line}Connection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    node.write_all((head + body).as_bytes()).unwrap();
    let mut answer = String::new();
    node.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_its_wallet_and_nobody_who_has_what_the_page_sees() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = practice(folder.path()).await;
    let delegates = wallet.call(&calls::GetDelegates {}).await.unwrap();
    let chain = wallet.call(&calls::MeasureEndpoints {}).await.unwrap();
    let seen = chain.endpoints[0].url.clone();
    assert!(chain.endpoints[0].healthy && delegates.rows.node == seen, "{chain:?}");

    let kept = std::fs::read_to_string(folder.path().join("practice/chain/address")).unwrap();
    let pass = kept.strip_prefix(&seen).expect("the address, and the pass behind it");
    assert_eq!(pass.len(), 32, "nobody guesses it");
    let all = format!(
        "{}{}",
        serde_json::to_string(&chain).unwrap(),
        serde_json::to_string(&delegates).unwrap()
    );
    assert!(!all.contains(pass), "the page sees it");
    assert!(asked(&seen, "").contains("403"));
    assert!(asked(&kept, "").contains("200"));
    assert!(asked(&kept, "Origin: tauri://localhost\r\n").contains("403"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = std::fs::metadata(folder.path().join("practice/chain/address")).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }
    // Its WebSocket wants the pass too, and has it.
    for _ in 0..100 {
        if wallet.call(&calls::GetChain {}).await.unwrap().endpoints[0].socket {
            let status = wallet.call(&calls::StartPracticeOver {}).await.unwrap();
            assert_eq!(status.network, Some(Network::Practice));
            let anew = std::fs::read_to_string(folder.path().join("practice/chain/address")).unwrap();
            assert!(!anew.ends_with(pass), "it is new each time");
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no head comes by the WebSocket");
}

/// What is told of progress: what, how far, of how much.
type Told = Arc<Mutex<Vec<(String, u64, u64)>>>;

/// Hears it from now on.
fn hears(wallet: &Wallet) -> Told {
    let (told, mut news) = (Told::default(), wallet.events());
    let heard = told.clone();
    tokio::spawn(async move {
        loop {
            match news.recv().await {
                Ok(Event::Progress { task, done, total }) => heard.lock().unwrap().push((task, done, total)),
                Err(RecvError::Closed) => return,
                _ => {}
            }
        }
    });
    told
}

/// All that was told until it was done.
async fn until_done(told: &Told) -> Vec<(String, u64, u64)> {
    for _ in 0..100 {
        let all = told.lock().unwrap().clone();
        if all.last().is_some_and(|(_, done, total)| done == total) {
            told.lock().unwrap().clear();
            return all;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it is never done: {told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_long_is_seen_to_come_on_and_has_a_limit() {
    let folder = tempfile::tempdir().unwrap();
    let wallet = practice(folder.path()).await;
    let told = hears(&wallet);
    let before = wallet
        .call(&calls::PassPracticeTime { seconds: 60 })
        .await
        .unwrap()
        .time;
    until_done(&told).await;
    let after = wallet
        .call(&calls::PassPracticeTime { seconds: 3600 })
        .await
        .unwrap()
        .time;
    let passed = after.unwrap().seconds() - before.unwrap().seconds();
    assert!((3600..3700).contains(&passed), "{passed}");
    let expected: Vec<_> = (0..=10).map(|done| ("Moving time on".to_owned(), done, 10)).collect();
    assert_eq!(until_done(&told).await, expected);

    let too_far = calls::PassPracticeTime { seconds: u64::MAX };
    assert_eq!(wallet.call(&too_far).await.unwrap_err().code, "practice.too-far");
    wallet.call(&calls::StartPracticeOver {}).await.unwrap();
    let all = until_done(&told).await;
    assert_eq!(all.first().map(|(_, done, _)| *done), Some(0), "{all:?}");
}
