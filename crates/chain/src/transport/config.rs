//! A network's endpoints and the limits within which they are asked.

use std::{sync::Arc, time::Duration};

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
