//! The steps of recording 14: raw HTTP bodies, and a WebSocket's messages.

use std::{
    collections::VecDeque,
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream as Stream, runtime::Runtime, time::timeout};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

use super::compare::{Difference, Names};

const PATIENCE: Duration = Duration::from_secs(10);

/// Sends a request as it was recorded; compares status, the two headers that matter, and the body.
///
/// # Panics
/// When there is no answer.
pub(super) fn http(url: &str, http: &Value, names: &mut Names) -> Vec<Difference> {
    let host = url.trim_start_matches("http://");
    let method = http["method"].as_str().expect("a method");
    let body = http["body"].as_str().unwrap_or_default();
    let mut head = format!("{method} / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in http["headers"].as_object().into_iter().flatten() {
        head += &format!("{name}: {}\r\n", value.as_str().unwrap_or_default());
    }
    head += &format!("Content-Length: {}\r\n\r\n", body.len());
    let mut node = TcpStream::connect(host).expect("the practice network listens");
    node.write_all(format!("{head}{body}").as_bytes())
        .expect("the request is sent");
    let mut whole = String::new();
    node.read_to_string(&mut whole).expect("an answer");
    let (head, body) = whole.split_once("\r\n\r\n").expect("head and body");
    let status: u64 = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
    let mut got = json!({ "status": status, "responseHeaders": {}, "responseBody": text(body) });
    for name in http["responseHeaders"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
    {
        let line = head.lines().find_map(|line| {
            let (field, value) = line.split_once(": ")?;
            field.eq_ignore_ascii_case(name).then(|| value.to_owned())
        });
        got["responseHeaders"][name] = json!(line);
    }
    let expected = json!({
        "status": http["status"],
        "responseHeaders": http["responseHeaders"],
        "responseBody": text(http["responseBody"].as_str().unwrap_or_default()),
    });
    names.differences(&expected, &got)
}

/// A body as JSON, or as it is.
fn text(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|_| json!(body))
}

/// A connection as a recording used it.
pub(super) struct Socket {
    stream: WebSocketStream<MaybeTlsStream<Stream>>,
    /// What the recording received and this one did not yet: a recording names a block's messages before the step
    /// that makes the block.
    awaited: VecDeque<Value>,
}

impl Socket {
    /// Connects.
    ///
    /// # Panics
    /// When it cannot.
    pub fn connect(runtime: &Runtime, url: &str) -> Self {
        let url = format!("{}/", url.replace("http://", "ws://"));
        let (stream, _) = runtime.block_on(connect_async(url)).expect("a WebSocket");
        Self {
            stream,
            awaited: VecDeque::new(),
        }
    }

    /// Sends what was sent, or remembers what was received.
    pub fn step(&mut self, runtime: &Runtime, websocket: &Value, names: &Names) {
        if let Some(sent) = websocket["sent"].as_str() {
            let message = names.translate(&text(sent)).to_string();
            runtime
                .block_on(self.stream.send(Message::Text(message.into())))
                .expect("the message is sent");
        }
        if let Some(received) = websocket["received"].as_str() {
            assert!(received.ends_with('\n'), "the node ends its messages with a line break");
            self.awaited.push_back(text(received));
        }
    }

    /// Receives what is awaited, and compares it in its order.
    ///
    /// # Panics
    /// When nothing comes for ten seconds.
    pub fn catch_up(&mut self, runtime: &Runtime, names: &mut Names) -> Vec<Difference> {
        let mut found = Vec::new();
        while let Some(expected) = self.awaited.pop_front() {
            let next = runtime.block_on(async { timeout(PATIENCE, self.stream.next()).await });
            let message = next
                .expect("a message within ten seconds")
                .expect("an open connection")
                .expect("a message");
            let got = message.into_text().expect("text").to_string();
            assert!(got.ends_with('\n'), "no line break after {got}");
            let got = text(&got);
            // A subscription's id is the answer to a request, and stands in what is sent to it.
            for place in ["/result", "/params/subscription"] {
                let id = |value: &Value| {
                    value
                        .pointer(place)?
                        .as_str()
                        .filter(|id| id.len() == 34)
                        .map(str::to_owned)
                };
                if let (Some(left), Some(right)) = (id(&expected), id(&got)) {
                    names.learn(&left, &right);
                }
            }
            found.extend(names.differences(&names.translate_ids(&expected), &got));
        }
        found
    }
}
