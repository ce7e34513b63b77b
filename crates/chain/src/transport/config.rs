//! A network's endpoints and the limits within which they are asked.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use reqwest::Url;

use super::{EndpointConfig, endpoint::Endpoint, heights::Pace};
use crate::Error;

/// A network and how it is asked.
#[derive(Clone, Debug)]
pub struct Config {
    /// EVM chain id; an endpoint that serves another is refused.
    pub chain_id: u64,
    /// In order of preference.
    pub endpoints: Vec<EndpointConfig>,
    /// Time for a whole request, answer included.
    pub timeout: Duration,
    /// Time to connect.
    pub connect_timeout: Duration,
    /// Largest answer that is read, in bytes.
    pub max_answer: usize,
    /// How often a read is tried again after all endpoints failed.
    pub retries: u32,
    /// The pause before the first retry; it doubles, and each is drawn between half and one and a half of it.
    pub backoff: Duration,
    /// How often the head is asked for where there is no WebSocket.
    pub poll_every: Duration,
    /// How long the head is asked for, after every WebSocket failed, before they are tried again; and how long it is
    /// followed by another WebSocket than the first.
    pub retry_sockets: Duration,
    /// What heights are measured by; `None` where the chain's time moves on by wish, so that any height is believed.
    pub pace: Option<Pace>,
    /// What stands behind each address when it is asked, and nowhere else.
    pub pass: Option<Pass>,
}

/// A word that a node of one's own wants in the path of every request. It is no part of the endpoint's address, which
/// screens, errors and logs name.
#[derive(Clone, PartialEq, Eq)]
pub struct Pass(String);

impl Pass {
    /// This word: letters and digits alone.
    pub fn new(word: impl Into<String>) -> Self {
        Self(word.into())
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass")
    }
}

impl Config {
    /// The usual limits for a network.
    pub fn new(chain_id: u64, endpoints: Vec<EndpointConfig>) -> Self {
        Self {
            chain_id,
            endpoints,
            timeout: Duration::from_secs(20),
            connect_timeout: Duration::from_secs(5),
            max_answer: 32 << 20,
            retries: 2,
            backoff: Duration::from_millis(250),
            poll_every: Duration::from_millis(1500),
            retry_sockets: Duration::from_secs(60),
            pace: None,
            pass: None,
        }
    }

    /// Where the endpoint with this address is asked.
    pub(super) fn asked_at<'a>(&self, address: &'a str) -> Cow<'a, str> {
        match &self.pass {
            None => address.into(),
            Some(Pass(word)) => format!("{}/{word}", address.trim_end_matches('/')).into(),
        }
    }

    /// A network with one endpoint and no WebSocket.
    pub fn single(chain_id: u64, url: impl Into<String>) -> Self {
        Self::new(
            chain_id,
            vec![EndpointConfig {
                url: url.into(),
                ws: None,
            }],
        )
    }
}

/// The endpoints, if all their addresses can be asked. What is known of one in `old` is kept.
pub(super) fn checked(endpoints: &[EndpointConfig], old: &[Arc<Endpoint>]) -> Result<Vec<Arc<Endpoint>>, Error> {
    let endpoint = |config: &EndpointConfig| {
        if !is_address(&config.url, ["http", "https"]) {
            let url = config.url.clone();
            return Err(Error::BadUrl { url });
        }
        if let Some(url) = config.ws.as_ref().filter(|ws| !is_address(ws, ["ws", "wss"])) {
            return Err(Error::BadSocketUrl { url: url.clone() });
        }
        let known = old.iter().find(|endpoint| endpoint.config == *config).cloned();
        Ok(known.unwrap_or_else(|| Arc::new(Endpoint::new(config.clone()))))
    };
    endpoints.iter().map(endpoint).collect()
}

fn is_address(text: &str, schemes: [&str; 2]) -> bool {
    Url::parse(text).is_ok_and(|url| schemes.contains(&url.scheme()) && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pass_stands_where_is_asked_and_in_no_text() {
        let plain = Config::single(1, "http://127.0.0.1:1/");
        assert_eq!(plain.asked_at("http://127.0.0.1:1/"), "http://127.0.0.1:1/");
        let with = Config {
            pass: Some(Pass::new("5eed")),
            ..plain
        };
        assert_eq!(with.asked_at("ws://127.0.0.1:1/"), "ws://127.0.0.1:1/5eed");
        assert_eq!(with.asked_at("http://127.0.0.1:1"), "http://127.0.0.1:1/5eed");
        assert!(!format!("{with:?}").contains("5eed"));
    }
}
