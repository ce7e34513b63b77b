//! Who may ask a practice network: on a closed one no web page, under no name; on one with a pass nobody without it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

use ballast_practice::{Access, Config, Handle, Pass, start};

const WORD: &str = "0123456789abcdef0123456789abcdef";
const BODY: &str = r#"{"id":1,"method":"eth_chainId"}"#;
const SOCKET: &str = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

async fn network(access: Access) -> Handle {
    let config = Config {
        on_demand: true,
        access,
        ..Config::default()
    };
    start(config).await.unwrap()
}

/// The head of an answer, or all of it where it ends.
fn asked(node: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(node).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let (mut answer, mut part) = (Vec::new(), [0; 4096]);
    while !answer.windows(4).any(|end| end == b"\r\n\r\n") || request.starts_with("POST") {
        match stream.read(&mut part).unwrap() {
            0 => break,
            read => answer.extend_from_slice(&part[..read]),
        }
    }
    String::from_utf8(answer).unwrap().to_lowercase()
}

/// A request for the chain id, with these lines in its head.
fn post(node: SocketAddr, path: &str, head: &str) -> String {
    let length = BODY.len();
    asked(
        node,
        &format!("POST {path} HTTP/1.1\r\n{head}Connection: close\r\nContent-Length: {length}\r\n\r\n{BODY}"),
    )
}

/// A web page's way to a WebSocket, or a program's, which says no origin.
fn socket(node: SocketAddr, path: &str, head: &str) -> String {
    asked(node, &format!("GET {path} HTTP/1.1\r\n{head}{SOCKET}\r\n"))
}

fn is_answered(answer: &str) -> bool {
    answer.starts_with("http/1.1 200") && answer.contains("\"result\":\"0x")
}

fn is_refused(answer: &str) -> bool {
    answer.starts_with("http/1.1 403") && !answer.contains("result") && !answer.contains("access-control")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_network_answers_every_page_as_a_node_does() {
    let network = network(Access::Open).await;
    for head in ["Host: x\r\n", "Host: x\r\nOrigin: https://example.org\r\n"] {
        let answer = post(network.address(), "/", head);
        assert!(is_answered(&answer), "{answer}");
        assert!(answer.contains("access-control-allow-origin: *"), "{answer}");
    }
    network.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_network_answers_no_page_and_no_other_name() {
    let network = network(Access::Closed).await;
    let (node, port) = (network.address(), network.address().port());
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    let answer = post(node, "/", &own);
    assert!(is_answered(&answer), "{answer}");
    assert!(!answer.contains("access-control"), "{answer}");
    let answer = socket(node, "/", &own);
    assert!(answer.starts_with("http/1.1 101"), "{answer}");

    let from = |origin: &str| format!("{own}Origin: {origin}\r\n");
    for head in [
        from("https://example.org"),
        from("null"),
        from(&format!("http://127.0.0.1:{port}")),
        // A name of the page's own that was made to mean this machine.
        format!("Host: example.org:{port}\r\n"),
        format!("Host: localhost:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("Host: 127.0.0.1:{}\r\n", port.wrapping_add(1)),
    ] {
        let answer = post(node, "/", &head);
        assert!(is_refused(&answer), "{head}: {answer}");
        let answer = socket(node, "/", &head);
        assert!(is_refused(&answer), "{head}: {answer}");
    }
    // What a page may ask before it asks gets no leave either.
    let options = format!("OPTIONS / HTTP/1.1\r\n{own}Origin: https://example.org\r\n\r\n");
    let answer = asked(node, &options);
    assert!(is_refused(&answer), "{answer}");
    network.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_with_a_pass_answers_nobody_who_does_not_know_it() {
    let network = network(Access::Pass(Pass::new(WORD))).await;
    let node = network.address();
    assert_eq!(network.url(), format!("http://{node}/{WORD}"));
    assert!(!format!("{network:?}").contains(WORD));
    let own = format!("Host: {node}\r\n");
    let path = format!("/{WORD}");
    assert!(is_answered(&post(node, &path, &own)));
    assert!(socket(node, &path, &own).starts_with("http/1.1 101"));
    for wrong in [
        "/".to_owned(),
        "/x".to_owned(),
        format!("/{}", &WORD[1..]),
        format!("/?{WORD}"),
    ] {
        assert!(is_refused(&post(node, &wrong, &own)), "{wrong}");
        assert!(is_refused(&socket(node, &wrong, &own)), "{wrong}");
    }
    let page = format!("{own}Origin: https://example.org\r\n");
    assert!(
        is_refused(&post(node, &path, &page)),
        "a page that has the pass is a page"
    );
    network.shutdown().await;
}
