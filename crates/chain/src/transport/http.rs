//! One POST, with a limit on everything: time to connect, time to answer, size of the answer.

use std::{sync::OnceLock, time::Duration};

use futures_util::StreamExt;
use serde_json::Value;

use super::{Config, endpoint::AT_ONCE};
use crate::Error;

/// The two ways out: to this machine itself, of which the system's proxy knows nothing, and to all others. Each is made
/// when it is first needed.
pub(super) struct Http {
    timeout: Duration,
    connect_timeout: Duration,
    near: OnceLock<Option<reqwest::Client>>,
    far: OnceLock<Option<reqwest::Client>>,
}

impl Http {
    pub(super) fn new(config: &Config) -> Self {
        Self {
            timeout: config.timeout,
            connect_timeout: config.connect_timeout,
            near: OnceLock::new(),
            far: OnceLock::new(),
        }
    }

    /// The way to `url`.
    pub(super) fn of(&self, url: &str) -> Result<&reqwest::Client, Error> {
        let builder = || {
            reqwest::Client::builder()
                .timeout(self.timeout)
                .connect_timeout(self.connect_timeout)
                .pool_max_idle_per_host(AT_ONCE)
                .redirect(reqwest::redirect::Policy::none())
                .user_agent(concat!("ballast/", env!("CARGO_PKG_VERSION")))
        };
        let made = match is_near(url) {
            true => self.near.get_or_init(|| builder().no_proxy().build().ok()),
            false => self.far.get_or_init(|| builder().build().ok()),
        };
        made.as_ref().ok_or(Error::NoEndpoint)
    }
}

/// Whether an address is this machine's own.
fn is_near(url: &str) -> bool {
    let url = reqwest::Url::parse(url).ok();
    let host = url.as_ref().and_then(|url| url.host_str());
    host.is_some_and(|host| host.starts_with("127.") || host == "[::1]" || host == "localhost")
}

/// Sends `body` to `at`, where `node` is asked, and parses the answer, giving up as soon as it is larger than `limit` bytes.
/// Errors name the node.
pub(super) async fn post(
    http: &reqwest::Client,
    node: &str,
    at: &str,
    body: String,
    limit: usize,
) -> Result<Value, Error> {
    let request = http.post(at).header("content-type", "application/json").body(body);
    let answer = request.send().await.map_err(|e| of_request(node, &e))?;
    if !answer.status().is_success() {
        return Err(Error::Status {
            node: node.to_owned(),
            status: answer.status().as_u16(),
        });
    }
    let announced = answer.content_length().unwrap_or(0);
    if announced > limit as u64 {
        return Err(Error::TooLarge {
            node: node.to_owned(),
            limit,
        });
    }
    let mut bytes = Vec::with_capacity(announced as usize);
    let mut stream = answer.bytes_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|e| of_body(node, &e))?;
        if bytes.len() + chunk.len() > limit {
            return Err(Error::TooLarge {
                node: node.to_owned(),
                limit,
            });
        }
        bytes.extend_from_slice(&chunk);
    }
    parse(node, &bytes)
}

/// Parses an answer; tells a web page from JSON that was cut off.
pub(super) fn parse(node: &str, bytes: &[u8]) -> Result<Value, Error> {
    let node = || node.to_owned();
    serde_json::from_slice(bytes).map_err(|e| match bytes.trim_ascii_start().first() {
        Some(b'{' | b'[') if e.is_eof() => Error::CutOff { node: node() },
        Some(b'{' | b'[') => Error::Malformed {
            node: node(),
            what: format!("broken JSON ({e})"),
        },
        None => Error::CutOff { node: node() },
        Some(_) => Error::NotJson {
            node: node(),
            start: start_of(bytes),
        },
    })
}

/// The first characters of an answer, made harmless for a line of text.
fn start_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    text.trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(60)
        .collect()
}

fn of_request(node: &str, e: &reqwest::Error) -> Error {
    let node = node.to_owned();
    if e.is_connect() {
        Error::Unreachable {
            node,
            reason: root_cause(e),
        }
    } else if e.is_timeout() {
        Error::Timeout { node }
    } else if e.is_builder() {
        Error::BadUrl { url: node }
    } else {
        // The connection broke before the answer began; whether the request arrived is not known.
        Error::CutOff { node }
    }
}

fn of_body(node: &str, e: &reqwest::Error) -> Error {
    let node = node.to_owned();
    if e.is_timeout() {
        Error::Timeout { node }
    } else {
        Error::CutOff { node }
    }
}

/// The innermost reason: reqwest's own text repeats the URL, which may carry a key.
fn root_cause(e: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = e;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_a_fragment_and_nonsense_are_three_errors() {
        assert!(matches!(parse("n", b" <html>\n<b>"), Err(Error::NotJson { start, .. }) if start == "<html> <b>"));
        assert!(matches!(
            parse("n", b"IoTeX RPC endpoint is ready."),
            Err(Error::NotJson { .. })
        ));
        assert!(matches!(parse("n", b"{\"id\":1,\"resu"), Err(Error::CutOff { .. })));
        assert!(matches!(parse("n", b""), Err(Error::CutOff { .. })));
        assert!(matches!(parse("n", b"{\"id\":1]"), Err(Error::Malformed { .. })));
        assert!(matches!(
            parse("n", &b"[".repeat(100_000)),
            Err(Error::Malformed { .. })
        ));
    }

    proptest! {
        #[test]
        fn no_answer_panics(bytes: Vec<u8>) {
            let _ = parse("n", &bytes);
        }
    }
}
